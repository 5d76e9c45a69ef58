import { renderAlert } from '@recallwire/html/components.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { Texts } from '../language/texts.ts'
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
  const { texts } = found
  const { code } = texts.pages
  const status = trial === undefined ? 200 : trial.kind === 'locked' ? 429 : 422
  const body = html`${trial?.kind === 'locked' && renderLocked(trial.until, deps.clock.now(), texts)}${renderPublicFacts(found)}
<h2>${code.heading}</h2>
<p>${code.text}</p>
${renderForm({
  action: `/r/${token}/open`,
  submit: code.submit,
  body: renderTextField({
    name: 'code',
    label: code.label,
    hint: code.hint,
    error: trial && trial.kind !== 'locked' ? code[trial.kind] : undefined,
    required: true,
    autocomplete: 'off',
    inputMode: 'numeric',
    maxLength: 12,
    words: texts.words,
  }),
})}${renderFreshCode(token, texts)}${renderNotUs(token, texts)}${renderGenuineness(found)}`
  const headers =
    trial?.kind === 'locked' ? { 'retry-after': String(secondsUntil(trial.until, deps.clock.now())) } : {}
  return replyPage(deps, texts, { status, title: code.title, body, headers })
}

/** The link ran out, and a new one can be had by whoever reads the mailbox. */
export function expiredPage(deps: ReplyDeps, found: FoundLink, token: string): PageReply {
  const { texts } = found
  const { title, heading, text } = texts.pages.expired
  const body = html`${renderAlert({ tone: 'warning', heading, body: text })}${renderPublicFacts(found)}
${renderFreshCode(token, texts)}${renderGenuineness(found)}`
  return replyPage(deps, texts, { status: 410, title, body })
}

const secondsUntil = (until: string, now: string): number =>
  Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000))

function renderLocked(until: string, now: string, { pages }: Texts): Html {
  const { heading, text } = pages.code.locked
  return renderAlert({ tone: 'warning', heading, body: text(secondsUntil(until, now)) })
}

function renderNotUs(token: string, { pages }: Texts): Html {
  return html`<h2>${pages.notUs.heading}</h2>
<p><a class="usa-link" href="/r/${token}/not-us">${pages.notUs.offer}</a></p>
`
}

/** The address is typed, not shown: this page must not tell a stranger who the contact is. */
function renderFreshCode(token: string, { pages, words }: Texts): Html {
  const { heading, text, label, submit } = pages.freshCode
  return html`<h2>${heading}</h2>
<p>${text}</p>
${renderForm({
  action: `/r/${token}/fresh-code`,
  submit,
  tone: 'outline',
  body: renderTextField({
    name: 'email',
    label,
    type: 'email',
    required: true,
    autocomplete: 'email',
    maxLength: 254,
    words,
  }),
})}`
}
