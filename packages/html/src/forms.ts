import { attributes, type Html, type HtmlContent, html } from './html.ts'
import { englishWords, type Words } from './words.ts'

export type HiddenValues = { readonly [name: string]: string | number | undefined }

/** Fields a person does not see: anti-forgery token, idempotency key, ids. `undefined` leaves one out. */
export function renderHiddenInputs(values: HiddenValues): Html {
  const inputs = Object.entries(values).map(
    ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">\n`,
  )
  return html`${inputs}`
}

export type ButtonTone = 'default' | 'secondary' | 'outline' | 'unstyled'

/** A submit button; `secondary` (red) is for what cannot be taken back. */
function renderSubmit(label: string, tone: ButtonTone = 'default'): Html {
  const kind = tone === 'default' ? 'usa-button' : `usa-button usa-button--${tone}`
  return html`<button type="submit" class="${kind}">${label}</button>`
}

export type Form = {
  readonly action: string
  /** Fields in order, as the form components give them. */
  readonly body: HtmlContent
  readonly submit: string
  readonly tone?: ButtonTone | undefined
  readonly method?: 'post' | 'get' | undefined
  readonly hidden?: HiddenValues | undefined
  /** Needed where the body has a file field. */
  readonly upload?: boolean | undefined
}

/** A form with its fields and one submit button. Errors are the server's to show, in place and in the summary. */
export function renderForm(form: Form): Html {
  const details = attributes({
    class: 'usa-form usa-form--large',
    method: form.method ?? 'post',
    action: form.action,
    enctype: form.upload === true ? 'multipart/form-data' : undefined,
    novalidate: true,
  })
  return html`<form${details}>
${form.hidden && renderHiddenInputs(form.hidden)}${form.body}${renderSubmit(form.submit, form.tone)}
</form>
`
}

export type ButtonForm = {
  readonly action: string
  readonly label: string
  readonly hidden?: HiddenValues | undefined
  readonly tone?: ButtonTone | undefined
}

/** A single button that posts: an act without a field of its own. */
export function renderButtonForm(form: ButtonForm): Html {
  return html`<form class="recallwire-button-form" method="post" action="${form.action}">
${form.hidden && renderHiddenInputs(form.hidden)}${renderSubmit(form.label, form.tone)}
</form>
`
}

export type FieldError = { readonly field: string; readonly message: string }

/** All errors of a refused form, above it, each linked to its field. Nothing where there are none. */
export function renderErrorSummary(
  errors: readonly FieldError[],
  words: Words = englishWords,
): Html | undefined {
  if (errors.length === 0) return undefined
  const items = errors.map(
    ({ field, message }) => html`<li><a class="usa-link" href="#${field}">${message}</a></li>\n`,
  )
  return html`<div class="usa-alert usa-alert--error usa-alert--validation" role="alert"><div class="usa-alert__body">
<h2 class="usa-alert__heading">${words.nothingSaved(errors.length)}</h2>
<ul class="usa-list">
${items}</ul>
</div></div>
`
}
