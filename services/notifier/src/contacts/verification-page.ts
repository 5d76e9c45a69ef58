import type { Language } from '@recallwire/domain/directory/language.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type HtmlContent, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { textsOf } from '../language/texts.ts'
import type { ReplyDeps } from '../reply/reply-deps.ts'
import { replyPage } from '../reply/reply-page.ts'
import { verificationTextsOf } from './verification-texts.ts'

type PageDeps = Pick<ReplyDeps, 'environmentBanner'>

export type VerificationForm = {
  readonly token: string
  readonly formId: string
  readonly language: Language
  readonly name: string
  readonly answer: string
  readonly errors: readonly FieldError[]
  /** Minutes until the next code may be tried. */
  readonly lockedMinutes?: number | undefined
}

/** The page behind the link: nothing of the facility is shown, and nothing is chosen beforehand. */
export function verificationPage(deps: PageDeps, form: VerificationForm): PageReply {
  const { page } = verificationTextsOf(form.language)
  const { words } = textsOf(form.language)
  const error = (name: string) => form.errors.find(({ field }) => field === name)?.message
  const { lockedMinutes } = form
  const body = html`${
    lockedMinutes !== undefined &&
    renderAlert({
      tone: 'warning',
      heading: page.locked.heading,
      body: page.locked.text(lockedMinutes),
    })
  }${renderErrorSummary(form.errors, words)}<p class="usa-intro">${page.intro}</p>
${renderForm({
  action: `/v/${form.token}/answer`,
  hidden: { formId: form.formId },
  submit: page.submit,
  body: html`${renderTextField({
    name: 'code',
    label: page.code,
    hint: page.codeHint,
    error: error('code'),
    required: true,
    autocomplete: 'off',
    inputMode: 'numeric',
    maxLength: 12,
    words,
  })}
${renderRadioGroup({
  name: 'answer',
  label: page.question,
  error: error('answer'),
  required: true,
  value: form.answer,
  options: [
    { value: 'yes', label: page.yes },
    { value: 'no', label: page.no },
  ],
  words,
})}
${renderTextField({
  name: 'name',
  label: page.name,
  value: form.name,
  error: error('name'),
  required: true,
  autocomplete: 'name',
  words,
})}`,
})}`
  const locked = lockedMinutes !== undefined
  return replyPage(deps, textsOf(form.language), {
    status: locked ? 429 : form.errors.length > 0 ? 422 : 200,
    title: page.title,
    body,
    ...(locked ? { headers: { 'retry-after': String(lockedMinutes * 60) } } : {}),
  })
}

/** A page that only tells. */
export const tellingPage = (
  deps: PageDeps,
  language: Language,
  told: { readonly status: number; readonly title: string; readonly text: HtmlContent },
): PageReply =>
  replyPage(deps, textsOf(language), {
    status: told.status,
    title: told.title,
    body: html`<p class="usa-intro">${told.text}</p>`,
  })
