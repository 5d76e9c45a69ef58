import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { lineOf } from '@recallwire/domain/text.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { FoundLink } from './find-link.ts'
import { type FormValues, fieldValue } from './form-fields.ts'
import { refusalPage } from './refusal-page.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderPublicFacts, replyPage } from './reply-page.ts'
import { type CodeTrial, tryCode } from './try-code.ts'

/** Whoever has a letter that is not for him says so here. Nothing of the facility is shown, with the right code neither. */
export function notUsPage(
  deps: ReplyDeps,
  found: FoundLink,
  token: string,
  values: FormValues = {},
  errors: readonly FieldError[] = [],
): PageReply {
  const { texts } = found
  const { notUs, code } = texts.pages
  const field = (name: string) => ({
    name,
    value: fieldValue(values, name) || undefined,
    error: errors.find((error) => error.field === name)?.message,
    words: texts.words,
  })
  const body = html`${renderErrorSummary(errors, texts.words)}${renderPublicFacts(found)}
<p>${notUs.text}</p>
${renderForm({
  action: `/r/${token}/not-us`,
  submit: notUs.submit,
  body: html`${renderTextField({ ...field('code'), value: undefined, label: code.label, hint: code.hint, required: true, autocomplete: 'off', inputMode: 'numeric', maxLength: 12 })}
${renderTextField({ ...field('name'), label: notUs.name, required: true, autocomplete: 'name', maxLength: 120 })}
${renderTextField({ ...field('other'), label: notUs.other, hint: notUs.otherHint, autocomplete: 'off', maxLength: 300 })}`,
})}`
  return replyPage(deps, texts, { status: errors.length > 0 ? 422 : 200, title: notUs.title, body })
}

/** The code and a name make it a deliberate act, as with a reply: scanners press buttons. */
export async function recordNotUs(
  deps: ReplyDeps,
  found: FoundLink,
  token: string,
  values: FormValues,
): Promise<PageReply> {
  const { letter, actor, texts } = found
  const [name, other] = [fieldValue(values, 'name'), fieldValue(values, 'other')]
  const { problem, notUs } = texts.pages
  const wrong: readonly (FieldError | false)[] = [
    !lineOf(120).safeParse(name).success && { field: 'name', message: problem.name },
    other !== '' && !lineOf(300).safeParse(other).success && { field: 'other', message: notUs.problem },
  ]
  const errors = wrong.filter((error) => error !== false)
  if (errors.length > 0) return notUsPage(deps, found, token, values, errors)
  const trial = await tryCode(deps, found, fieldValue(values, 'code'))
  if (trial.kind !== 'right') return notUsPage(deps, found, token, values, [codeError(trial, found, deps)])
  const reported = await deps.reportWrongRecipient({
    caseId: letter.caseId,
    letterId: letter.letterId,
    channel: 'link',
    actor,
    occurredAt: deps.clock.now(),
    // The same letter is not somebody's once, however often the form is sent.
    requestId: sha256Hex(`${letter.letterId} is not ours`),
    person: other === '' ? { name } : { name, other },
  })
  if (reported.kind === 'refused')
    return refusalPage(deps, { ...found, kind: 'closed', letterId: letter.letterId })
  deps.logger.info('wrong recipient named', { caseId: letter.caseId, letterId: letter.letterId })
  const { title, text } = notUs.done
  return replyPage(deps, texts, { status: 200, title, body: html`<p class="usa-intro">${text}</p>` })
}

function codeError(
  trial: Exclude<CodeTrial, { kind: 'right' }>,
  { texts }: FoundLink,
  deps: ReplyDeps,
): FieldError {
  const { code } = texts.pages
  if (trial.kind !== 'locked') return { field: 'code', message: code[trial.kind] }
  const seconds = Math.max(1, Math.ceil((Date.parse(trial.until) - Date.parse(deps.clock.now())) / 1000))
  return { field: 'code', message: code.locked.text(seconds) }
}
