import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderSelect } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTime } from '../words/times.ts'

type Task = CaseView['tasks'][number]
type Outcomes = Readonly<Record<string, string>>

/** What came of a call: a list, so that no free text about people enters the ledger. */
const phoneOutcomes: Outcomes = {
  reached: 'Reached someone',
  'message-left': 'Left a message',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  refused: 'Refused to answer',
  visited: 'Visited',
}

/** What was found about a unit that had been reported gone. */
const surfacedOutcomes: Outcomes = {
  'unit-secured': 'It is the recalled unit: taken out of use',
  'label-misread': 'It is another unit: the label had been misread',
  'earlier-report-wrong': 'It was never gone: the earlier report was wrong',
  'returned-after-service': 'It came back from service',
  'not-found': 'It cannot be found',
}

export const isOutcome = (outcome: string): boolean =>
  Object.hasOwn(phoneOutcomes, outcome) || Object.hasOwn(surfacedOutcomes, outcome)

/** What the firm still has to do here, the most urgent first, each with its own small form. */
export function renderTasks(visit: Visit, on: CaseView): Html | undefined {
  const open = on.tasks.filter((task) => task.doneAt === undefined)
  if (open.length === 0) return undefined
  const surfaced = open.filter((task) => task.kind === 'surfaced')
  const calls = open.filter((task) => task.kind === undefined)
  return html`<div id="tasks">${
    surfaced.length > 0 &&
    html`<h2>Units that were reported gone and seen here</h2>
<p>Find out at once which is true: a recalled unit that should be gone may be in use. Do not tell this facility who reported it.</p>
${surfaced.map((task) => renderTask(visit, on, task, surfacedOutcomes, 'It is looked into'))}`
  }${
    calls.length > 0 &&
    html`<h2>Phone calls to make</h2>
${calls.map((task) => renderTask(visit, on, task, phoneOutcomes, 'The call is made'))}`
  }</div>`
}

const renderTask = (
  visit: Visit,
  on: CaseView,
  task: Task,
  outcomes: Outcomes,
  submit: string,
): Html => html`<div class="margin-bottom-2 padding-2 border-1px border-base-light"><p class="margin-top-0"><strong>Because: ${task.because}.</strong> Raised ${renderTime(task.raisedAt, on.timeZone)}.</p>
${renderForm({
  action: `/cases/${on.caseId}/tasks/${task.taskId}`,
  hidden: visit.hidden(),
  submit,
  body: renderSelect({
    name: `outcome-${task.taskId}`,
    label: 'What came of it?',
    required: true,
    options: Object.entries(outcomes).map(([value, label]) => ({ value, label })),
  }),
})}</div>
`
