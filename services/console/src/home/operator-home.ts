import { renderTag } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderCollection, renderLinkButton } from '../words/collection.ts'
import { renderTime } from '../words/times.ts'
import { letterKindWords, plural } from '../words/words.ts'
import type { Home } from './home-routes.ts'

/** An operator runs the system without seeing anyone's devices: stuck letters, open calls, who may come in. */
export async function renderOperatorHome(visit: Visit): Promise<Home> {
  const [stuck, tasks, organisations] = await Promise.all([
    visit.api.cases.stuckLetters(),
    visit.api.cases.tasks(),
    visit.api.directory.organisations(),
  ])
  if (stuck.kind === 'problem') return stuck
  if (tasks.kind === 'problem') return tasks
  if (organisations.kind === 'problem') return organisations
  const items = stuck.value.map((letter) => ({
    title: `${letterKindWords[letter.kind]} to ${letter.facilityName}`,
    href: '/',
    tags: [renderTag('Stuck', 'urgent')],
    lines: [html`${letter.because}. Queued ${renderTime(letter.queuedAt)}`],
  }))
  const open = tasks.value.filter((task) => task.doneAt === undefined).length
  const tenants = organisations.value.filter((one) => one.kind !== 'operator').length
  const body = html`<h2>Letters that are stuck</h2>
${renderCollection(items, 'None: every letter was taken by the mail service or is on its way.')}
<h2>Phone calls</h2>
<p>${plural(open, 'call')} ${open === 1 ? 'waits' : 'wait'} for the recalling firms.</p>
<h2>Organisations</h2>
<p>${tenants === 0 ? 'None yet. Create the first one: its first person gets a sign-in link.' : plural(tenants, 'organisation')}</p>
<p>${renderLinkButton('Organisations', '/organisations', tenants === 0 ? undefined : 'outline')}</p>`
  return { kind: 'home', body }
}
