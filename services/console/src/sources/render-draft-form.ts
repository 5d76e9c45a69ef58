import type { SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderSelect, renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder, namedErrors } from '../frame/form-errors.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { actionWords } from '../words/words.ts'

type DraftProposal = Extract<SourceView['proposal'], { kind: 'draft' }>

/** What FDA does not say, for the firm to add; the rest of the notice comes from the records. */
export function renderDraftForm(
  sourceId: string,
  { content }: DraftProposal,
  hidden: HiddenValues,
  fields: FormFields = noFields,
  errors: readonly FieldError[] = [],
): Html {
  const error = errorFinder(errors)
  const { contact, instructions, initiatedOn } = content
  const field = (name: string, label: string, proposed = '', more: object = {}) =>
    renderTextField({
      name,
      label,
      required: true,
      value: fields.text(name) || proposed,
      error: error(name),
      ...more,
    })
  return html`<h2 id="draft">Draft a new notice</h2>
${renderErrorSummary(namedErrors(errors))}${renderForm({
  action: `/sources/${sourceId}/draft`,
  hidden,
  submit: 'Draft the notice',
  body: html`${field('reference', 'Your own reference')}
${renderSelect({
  name: 'action',
  label: 'What the recall asks for',
  required: true,
  value: fields.text('action'),
  error: error('action'),
  options: Object.entries(actionWords).map(([value, label]) => ({ value, label })),
})}
${renderTextArea({ name: 'hazard', label: 'Hazard', required: true, rows: 3, value: fields.text('hazard'), error: error('hazard') })}
${renderTextArea({
  name: 'instructions',
  label: 'What to do, a step a line',
  required: true,
  rows: 5,
  value: fields.text('instructions') || (instructions ?? []).join('\n'),
  error: error('instructions'),
})}
${field('initiated-on', 'Begun on', initiatedOn, { type: 'date' })}
${field('contact-name', 'Contact: name or department', contact.name)}
${field('contact-phone', 'Contact: phone', contact.phone, { type: 'tel' })}
${field('contact-email', 'Contact: e-mail', contact.email, { type: 'email' })}`,
})}`
}

/** The form as what the API takes beside the proposal. */
export const draftOf = (fields: FormFields): object => ({
  ...given('reference', fields.text('reference')),
  content: {
    ...given('action', fields.text('action')),
    hazard: fields.text('hazard'),
    instructions: fields.lines('instructions'),
    initiatedOn: fields.text('initiated-on'),
    contact: {
      name: fields.text('contact-name'),
      phone: fields.text('contact-phone'),
      email: fields.text('contact-email'),
    },
  },
})

const given = (name: string, value: string): object => (value === '' ? {} : { [name]: value })

/** Where a refusal of the API stands in the form. */
export const draftPointers = {
  '/reference': 'reference',
  '/content/action': 'action',
  '/content/hazard': 'hazard',
  '/content/instructions': 'instructions',
  '/content/initiatedOn': 'initiated-on',
  '/content/contact/name': 'contact-name',
  '/content/contact/phone': 'contact-phone',
  '/content/contact/email': 'contact-email',
} as const
