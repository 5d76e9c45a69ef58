import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderTime } from '../words/times.ts'

/** What came of a call: a list, so that no free text about people enters the ledger. */
export const phoneOutcomes: Readonly<Record<string, string>> = {
  reached: 'Reached someone',
  'message-left': 'Left a message',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  refused: 'Refused to answer',
  visited: 'Visited',
}

/** Calls the firm still has to make, each with its own small form. */
export function renderTasks(visit: Visit, on: CaseView): Html | undefined {
  const open = on.tasks.filter((task) => task.doneAt === undefined)
  if (open.length === 0) return undefined
  return html`<h2 id="tasks">Phone calls to make</h2>
${open.map(
  (
    task,
  ) => html`<div class="margin-bottom-2 padding-2 border-1px border-base-light"><p class="margin-top-0"><strong>Because: ${task.because}.</strong> Raised ${renderTime(task.raisedAt, on.timeZone)}.</p>
${renderForm({
  action: `/cases/${on.caseId}/tasks/${task.taskId}`,
  hidden: visit.hidden(),
  submit: 'The call is made',
  body: renderSelect({
    name: `outcome-${task.taskId}`,
    label: 'What came of it?',
    required: true,
    options: Object.entries(phoneOutcomes).map(([value, label]) => ({ value, label })),
  }),
})}</div>
`,
)}`
}

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
