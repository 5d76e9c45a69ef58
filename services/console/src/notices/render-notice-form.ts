import {
  renderRadioGroup,
  renderSelect,
  renderTextArea,
  renderTextField,
} from '@recallwire/html/form-components.ts'
import { type FieldError, type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder, namedErrors } from '../frame/form-errors.ts'
import type { FormFields } from '../session/form-fields.ts'
import { actionWords, classMeaning, sourceStatusWords } from '../words/words.ts'
import { type FirmLetter, renderLetterChoice } from './choose-firm-letter.ts'
import { productCount } from './read-products.ts'
import { renderProductFields } from './render-product-fields.ts'

export type NoticeForm = {
  readonly action: string
  readonly submit: string
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
  readonly letters: readonly FirmLetter[]
  readonly hidden: HiddenValues
  /** Stands before the notice's own fields: the reference of a new one, the kind of a revision. */
  readonly first: Html
}

/** The whole notice as one form. Errors stand beside the values that were given, which are never lost. */
export function renderNoticeForm(form: NoticeForm): Html {
  const { fields } = form
  const error = errorFinder(form.errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  const products = Array.from({ length: productCount(fields) }, (_, index) =>
    renderProductFields(index, fields, error),
  )
  return html`${renderErrorSummary(namedErrors(form.errors))}${renderForm({
    action: form.action,
    submit: form.submit,
    hidden: { ...form.hidden, products: productCount(fields) },
    body: html`${form.first}
<h2>What it is</h2>
${renderTextField({ ...field('title'), label: 'Title', hint: 'What the notice is about, in one line.', required: true })}
${renderRadioGroup({
  ...field('class'),
  label: 'Class',
  required: true,
  options: [
    ...(['I', 'II', 'III'] as const).map((value) => ({
      value,
      label: `Class ${value}`,
      description: classMeaning(value),
    })),
    { value: 'none', label: 'Not yet classified', description: classMeaning(null) },
  ],
})}
${renderRadioGroup({ ...field('action'), label: 'What are facilities to do?', required: true, options: optionsOf(actionWords) })}
${renderSelect({ ...field('standing'), label: 'Standing of the notice', required: true, options: optionsOf(sourceStatusWords) })}
${renderTextField({ ...field('begun'), label: 'Recall begun on', type: 'date', required: true })}
${renderTextArea({ ...field('reason'), label: 'Reason', required: true, rows: 3 })}
${renderTextArea({ ...field('hazard'), label: 'Hazard to patients', required: true, rows: 3 })}
${renderTextField({ ...field('injuries'), label: 'Serious injuries known', hint: 'Leave both empty if it is not known.', inputMode: 'numeric' })}
${renderTextField({ ...field('deaths'), label: 'Deaths known', inputMode: 'numeric' })}
${renderTextArea({ ...field('instructions'), label: 'Instructions', hint: 'One step per line, in order.', required: true, rows: 5 })}
<h2>Products and units</h2>
${products}
<p><button type="submit" name="add" value="product" class="usa-button usa-button--outline">Add another product</button></p>
<h2>Whom to ask</h2>
${renderTextField({ ...field('contact-name'), label: 'Contact', required: true })}
${renderTextField({ ...field('contact-phone'), label: 'Phone', type: 'tel', required: true })}
${renderTextField({ ...field('contact-email'), label: 'E-mail', type: 'email', required: true })}
${renderTextField({ ...field('contact-hours'), label: 'Hours' })}
<h2>The text it rests on</h2>
<p class="usa-hint">The source that governs. Later texts are added by revisions and decide nothing.</p>
${renderTextField({ ...field('source-title'), label: 'Title of the source', required: true })}
${renderTextField({ ...field('source-publisher'), label: 'Published by', required: true })}
${renderTextField({ ...field('source-date'), label: 'Published on', type: 'date' })}
${renderTextArea({ ...field('source-text'), label: 'Full text', required: true, rows: 8 })}
${renderLetterChoice(form.letters, fields, error)}
<h2>Whom to write to</h2>
${renderTextArea({ ...field('accounts'), label: 'Account numbers that owe a reply whatever they hold', hint: 'One per line. Every other facility that holds a covered unit is found by matching.', rows: 4 })}
${renderTextField({ ...field('reply-days'), label: 'Business days to reply', hint: 'Left empty, the class decides: 2, 5 or 10.', inputMode: 'numeric' })}
<details><summary>Paste the whole notice as JSON instead</summary>
${renderTextArea({ ...field('json'), label: 'Notice content as JSON', hint: 'If anything stands here, the fields above are not read.', rows: 10 })}
</details>`,
  })}`
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
