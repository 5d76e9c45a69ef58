import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { channelWords, letterKindWords } from '../words/words.ts'

export type WrongRecipientForm = { readonly fields: FormFields; readonly errors: readonly FieldError[] }

/** Letters that wanted something of their reader, the newest first. */
const asks: readonly string[] = ['initial', 'supplement', 'revision', 'reminder', 'escalation', 'fresh-code']

export function renderWrongRecipientForm(
  visit: Visit,
  on: CaseView,
  { fields, errors }: WrongRecipientForm,
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  const byPhone = visit.actor.role.startsWith('manufacturer')
  const letters = on.letters
    .filter((letter) => asks.includes(letter.kind) && letter.misdirectedAt === undefined)
    .toReversed()
  return html`<p class="font-sans-md line-height-sans-4 measure-6">The next contact of ${on.facilityName} is written to at once, the firm is asked to find the right one,
and whoever had the letter gets an answer and no reminders. The reply is owed as before.</p>
${renderErrorSummary(errors)}${renderForm({
  action: `/cases/${on.caseId}/wrong-recipient`,
  hidden: visit.hidden(),
  submit: 'Record it',
  body: html`${renderSelect({ ...field('letter'), label: 'Which letter?', required: true, options: letters.map(({ letterId, kind, plannedAt }) => ({ value: letterId, label: `${letterKindWords[kind]}, ${plannedAt.slice(0, 10)}` })) })}
${renderTextField({ ...field('name'), label: 'Who says so?', required: true, maxLength: 120 })}
${renderTextField({ ...field('other'), label: 'Who should have it?', hint: 'A name, a department, a phone number: as it was said.', maxLength: 300 })}
${
  byPhone &&
  html`${renderSelect({
    ...field('told'),
    label: 'How did they say so?',
    hint: 'On the phone where nothing is chosen.',
    options: [
      { value: 'phone', label: 'On the phone' },
      { value: 'email', label: 'By e-mail' },
    ],
  })}
${renderTextField({ ...field('when'), label: 'When was the call, or when did the e-mail come? (UTC)', type: 'datetime-local', required: true })}`
}`,
})}<p><a class="usa-link" href="/cases/${on.caseId}">Back to the case</a></p>`
}

/** Who said that a letter was not for him, and whom he named. */
export const renderWrongRecipients = (on: CaseView): Html | false =>
  on.wrongRecipients.length > 0 &&
  html`<h2>Letters that went to the wrong person</h2>
${renderRecords({
  caption: 'Said by those who had them',
  columns: [{ label: 'When' }, { label: 'By' }, { label: 'Try instead' }, { label: 'How' }],
  rows: on.wrongRecipients.map(({ at, by, other, channel }) => [
    renderTime(at, on.timeZone),
    by ?? '(name erased)',
    other ?? 'nobody named',
    channelWords[channel],
  ]),
})}`
