import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'

/** A paper letter of another sender about the same recall: one inspection answers both. */
export function renderSenderForm(
  visit: Visit,
  on: CaseView,
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  return html`<h2>Another sender wrote to you about this</h2>
<p>If a distributor or supplier also sent you a letter about this recall, add it: one reply can then answer both.</p>
${renderErrorSummary(errors)}${renderForm({
  action: `/cases/${on.caseId}/senders`,
  hidden: visit.hidden(),
  submit: 'Add this sender',
  tone: 'outline',
  body: html`${renderTextField({ name: 'sender-name', label: 'Who sent it?', required: true, value: fields.text('sender-name'), error: error('sender-name') })}
${renderTextField({ name: 'sender-reference', label: 'Reference on the letter', required: true, value: fields.text('sender-reference'), error: error('sender-reference') })}`,
})}`
}
