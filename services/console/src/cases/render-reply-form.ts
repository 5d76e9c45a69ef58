import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderCheckbox, renderRadioGroup, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { type ErrorFinder, errorFinder } from '../frame/form-errors.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderAnswerForAll, renderChecks, renderUnitQuestion } from './render-unit-question.ts'
import { statementOf, toldStatementOf, type UnitQuestion } from './reply-questions.ts'

export type ReplyForm = {
  readonly on: CaseView
  readonly questions: readonly UnitQuestion[]
  readonly channel: 'console' | 'phone'
  /** Whoever is signed in: signs, or enters what was said on the phone. */
  readonly personName: string
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
  readonly hidden: HiddenValues
}

/** The reply, unit by unit. Nothing is chosen beforehand: each answer is a person's own act. */
export function renderReplyForm(form: ReplyForm): Html {
  const { on, channel, fields } = form
  const error = errorFinder(form.errors)
  return html`${renderErrorSummary(form.errors)}${renderForm({
    action: `/cases/${on.caseId}/reply`,
    hidden: form.hidden,
    submit: channel === 'phone' ? 'Record what they answered' : 'Sign and send the reply',
    body: html`${renderRadioGroup({
      name: 'holds',
      label: on.addressed
        ? 'Does this facility hold any unit this notice covers?'
        : 'Are the units below at this facility?',
      value: fields.text('holds'),
      error: error('holds'),
      required: true,
      options: [
        { value: 'some', label: 'Yes, or some of them: I answer for each unit' },
        {
          value: 'none',
          label: 'No: we hold none of them',
          description: 'A full reply; the units below need no answer.',
        },
      ],
    })}
${renderChecks(form.questions)}
${form.questions.length > 2 && renderAnswerForAll(fields, error)}
${form.questions.map((question) => renderUnitQuestion(question, fields, error))}
${
  form.questions.length > 1 &&
  renderCheckbox({
    name: 'later',
    value: 'yes',
    label: 'Units I leave open will be answered later; reminders go on for them',
    checked: fields.text('later') === 'yes',
  })
}
${renderDuties(form, error('duties'))}
${channel === 'phone' ? renderCaller(form, error) : renderSigner(form, error)}`,
  })}`
}

function renderDuties({ on, fields }: ReplyForm, error: string | undefined): Html {
  const boxes = on.duties.map((duty) =>
    renderCheckbox({
      name: 'duty',
      value: duty.dutyId,
      checked: fields.all('duty').includes(duty.dutyId),
      label: html`${duty.senderName}, reference ${duty.reference}${duty.dischargedAt !== undefined && ' (answered before)'}`,
    }),
  )
  return html`<fieldset class="usa-fieldset margin-top-3" id="duties">
<legend class="usa-legend">Which letters does this reply answer? <span class="recallwire-required">(required)</span></legend>
<span class="usa-hint">Each sender gets the reply, and you get a receipt for each.</span>
${error !== undefined && html`<span class="usa-error-message"><span class="usa-sr-only">Error: </span>${error}</span>`}
${boxes}</fieldset>`
}

function renderSigner({ on, personName, fields }: ReplyForm, error: ErrorFinder): Html {
  return html`${renderTextField({ name: 'person-role', label: 'Your role at the facility', required: true, value: fields.text('person-role'), error: error('person-role'), autocomplete: 'organization-title' })}
${renderTextField({ name: 'person-phone', label: 'Phone, for questions', type: 'tel', value: fields.text('person-phone'), error: error('person-phone'), autocomplete: 'tel' })}
<p class="margin-top-3 padding-2 bg-base-lightest">By sending you sign: <q>${statementOf(on, personName)}</q></p>`
}

function renderCaller({ on, personName, fields }: ReplyForm, error: ErrorFinder): Html {
  const whom = '(the person named above)'
  return html`${renderRadioGroup({
    name: 'told',
    label: 'How did they answer?',
    value: fields.text('told'),
    error: error('told'),
    required: true,
    options: [
      { value: 'phone', label: 'On the phone', description: toldStatementOf(on, whom, personName, 'phone') },
      { value: 'email', label: 'By e-mail', description: toldStatementOf(on, whom, personName, 'email') },
    ],
  })}
${renderTextField({ name: 'person-name', label: 'Who answered?', required: true, value: fields.text('person-name'), error: error('person-name') })}
${renderTextField({ name: 'person-role', label: 'What does that person do at the facility?', required: true, value: fields.text('person-role'), error: error('person-role') })}
${renderTextField({ name: 'person-phone', label: 'Under which number do you reach that person?', type: 'tel', value: fields.text('person-phone'), error: error('person-phone') })}
${renderTextField({ name: 'when', label: 'When was the call, or when did the e-mail come, in UTC?', type: 'datetime-local', required: true, value: fields.text('when'), error: error('when') })}
<p class="margin-top-3 padding-2 bg-base-lightest">On the phone, read the answers back first. By recording you state what stands under the way you chose.</p>`
}
