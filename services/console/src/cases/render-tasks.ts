import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderSelect } from '@recallwire/html/form-components.ts'
import { renderButtonForm, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTime } from '../words/times.ts'
import { contactRoleWords } from '../words/words.ts'

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

/** What came of a text message. */
const textOutcomes: Outcomes = {
  sent: 'Sent',
  answered: 'Sent, and answered',
  'not-delivered': 'Not delivered',
  'no-number': 'No number that takes text messages',
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
  [phoneOutcomes, textOutcomes, surfacedOutcomes].some((outcomes) => Object.hasOwn(outcomes, outcome))

/** Why somebody is to be reached, whatever the ladder says. */
const reasons: Outcomes = {
  'no-answer': 'The facility does not answer',
  'unclear-answer': 'Its answer is unclear',
  'unit-at-risk': 'A unit may be in use',
  'contact-unknown': 'The right contact is to be found',
}

/** What the firm still has to do here, the most urgent first, each with its own small form. */
export async function renderTasks(visit: Visit, on: CaseView): Promise<Html> {
  const open = on.tasks.filter((task) => task.doneAt === undefined)
  const surfaced = open.filter((task) => task.kind === 'surfaced')
  const calls = open.filter((task) => task.kind === undefined)
  const texts = open.filter((task) => task.kind === 'text')
  const shown = (tasks: readonly Task[], outcomes: Outcomes, submit: string) =>
    Promise.all(tasks.map((task) => renderTask(visit, on, task, outcomes, submit)))
  return html`<div id="tasks">${
    surfaced.length > 0 &&
    html`<h2>Units that were reported gone and seen here</h2>
<p>Find out at once which is true: a recalled unit that should be gone may be in use. Do not tell this facility who reported it.</p>
${await shown(surfaced, surfacedOutcomes, 'It is looked into')}`
  }${
    calls.length > 0 &&
    html`<h2>Phone calls to make</h2>
${await shown(calls, phoneOutcomes, 'The call is made')}`
  }${
    texts.length > 0 &&
    html`<h2>Text messages to send</h2>
${await shown(texts, textOutcomes, 'The message is sent')}`
  }${on.status !== 'closed' && renderRaising(visit, on)}</div>`
}

async function renderTask(
  visit: Visit,
  on: CaseView,
  task: Task,
  outcomes: Outcomes,
  submit: string,
): Promise<Html> {
  const { taken, role } = task
  return html`<div class="margin-bottom-2 padding-2 border-1px border-base-light"><p class="margin-top-0"><strong>Because: ${task.because}.</strong> ${
    role !== undefined && html`To reach: ${contactRoleWords[role]}. `
  }Raised ${renderTime(task.raisedAt, on.timeZone)}.</p>
${
  taken === undefined
    ? renderButtonForm({
        action: `/cases/${on.caseId}/tasks/${task.taskId}/take`,
        label: 'Take it on',
        hidden: visit.hidden(),
        tone: 'outline',
      })
    : html`<p>${await visit.nameOf(taken.by)} took it on ${renderTime(taken.at, on.timeZone)}.</p>`
}
${renderForm({
  action: `/cases/${on.caseId}/tasks/${task.taskId}`,
  hidden: visit.hidden(),
  submit,
  body: renderSelect({
    name: `outcome-${task.taskId}`,
    label: 'What came of it?',
    required: true,
    options: optionsOf(outcomes),
  }),
})}</div>
`
}

const renderRaising = (visit: Visit, on: CaseView): Html =>
  html`<details><summary>Ask for a call or a text message</summary>
${renderForm({
  action: `/cases/${on.caseId}/tasks`,
  hidden: visit.hidden(),
  submit: 'Ask for it',
  tone: 'outline',
  body: html`${renderSelect({
    name: 'task-kind',
    label: 'By which way?',
    required: true,
    options: [
      { value: 'phone', label: 'Phone call' },
      { value: 'text', label: 'Text message' },
    ],
  })}${renderSelect({ name: 'task-reason', label: 'Why?', required: true, options: optionsOf(reasons) })}${renderSelect(
    {
      name: 'task-role',
      label: 'Whom to reach',
      hint: 'Left open: whoever answers.',
      options: optionsOf(contactRoleWords),
    },
  )}`,
})}</details>
`

const optionsOf = (words: Outcomes) => Object.entries(words).map(([value, label]) => ({ value, label }))
