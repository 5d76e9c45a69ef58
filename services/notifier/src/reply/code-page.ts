import { renderAlert } from '@recallwire/html/components.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { FoundLink } from './find-link.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderGenuineness, renderPublicFacts, replyPage } from './reply-page.ts'
import type { CodeTrial } from './try-code.ts'

/** The first page of a link: public facts, and the code that opens the rest. `trial` is what became of a code before. */
export function codePage(
  deps: ReplyDeps,
  found: FoundLink,
  token: string,
  trial?: Exclude<CodeTrial, { kind: 'right' }>,
): PageReply {
  const status = trial === undefined ? 200 : trial.kind === 'locked' ? 429 : 422
  const body = html`${trial?.kind === 'locked' && renderLocked(trial.until, deps.clock.now())}${renderPublicFacts(found.recall)}
<h2>Reply with your code</h2>
<p>The letter that brought you here has a six-digit code under “How to reply”. Opening this page changed nothing; only your
answer counts.</p>
${renderForm({
  action: `/r/${token}/open`,
  submit: 'Show our units and reply',
  body: renderTextField({
    name: 'code',
    label: 'Code from the letter',
    hint: 'Six digits',
    error: trial && trial.kind !== 'locked' ? codeError[trial.kind] : undefined,
    required: true,
    autocomplete: 'off',
    inputMode: 'numeric',
    maxLength: 12,
  }),
})}${renderFreshCode(token)}${renderGenuineness(found.recall)}`
  const headers =
    trial?.kind === 'locked' ? { 'retry-after': String(secondsUntil(trial.until, deps.clock.now())) } : {}
  return replyPage(deps, { status, title: 'Reply to a recall', body, headers })
}

/** The link ran out, and a new one can be had by whoever reads the mailbox. */
export function expiredPage(deps: ReplyDeps, found: FoundLink, token: string): PageReply {
  const body = html`${renderAlert({
    tone: 'warning',
    heading: 'This link has run out',
    body: 'Links work for 30 days. Ask for a new one below, or use the newest letter you have about this recall.',
  })}${renderPublicFacts(found.recall)}
${renderFreshCode(token)}${renderGenuineness(found.recall)}`
  return replyPage(deps, { status: 410, title: 'This link no longer works', body })
}

const codeError = {
  malformed: 'Type the six digits of the code printed in the letter.',
  wrong: 'This is not the code of this letter. After three wrong codes you have to wait before the next.',
}

const secondsUntil = (until: string, now: string): number =>
  Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000))

function renderLocked(until: string, now: string): Html {
  const seconds = secondsUntil(until, now)
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return renderAlert({
    tone: 'warning',
    heading: 'Too many wrong codes',
    body: `Wait ${wait}, then try again; a code sent before that is not looked at. Or ask for a new link and code below.`,
  })
}

/** The address is typed, not shown: this page must not tell a stranger who the contact is. */
function renderFreshCode(token: string): Html {
  return html`<h2>No code, or it does not work?</h2>
<p>Type the e-mail address the letter was sent to. If it is the right one, a new link and code are mailed to it.</p>
${renderForm({
  action: `/r/${token}/fresh-code`,
  submit: 'Mail a new code',
  tone: 'outline',
  body: renderTextField({
    name: 'email',
    label: 'E-mail address of the letter',
    type: 'email',
    required: true,
    autocomplete: 'email',
    maxLength: 254,
  }),
})}`
}
