import { dispositions } from '@recallwire/domain/device/disposition.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { ErrorFinder } from '../frame/form-errors.ts'
import { softwareWords } from '../recalls/render-products.ts'
import type { FormFields } from '../session/form-fields.ts'
import { verdictTag } from '../words/tags.ts'
import { dispositionWords } from '../words/words.ts'
import { renderWhy } from './render-units.ts'
import type { UnitQuestion } from './reply-questions.ts'
import { productName, unitName } from './unit-words.ts'

const dispositionOptions = dispositions.map((value) => ({ value, label: dispositionWords[value] }))

/** What the notice does with each answer of a check, told once for all units it is asked of. */
export function renderChecks(questions: readonly UnitQuestion[]): Html {
  const checks = new Map(
    questions.flatMap(({ check }) => (check === undefined ? [] : [[check.checkId, check] as const])),
  )
  return html`${[...checks.values()].map(
    (
      check,
    ) => html`<div class="margin-top-2 padding-2 bg-base-lightest"><p class="margin-top-0"><strong>Check of ${check.productId}:</strong> ${check.question}</p>
<p class="margin-bottom-0">Right if it ${softwareWords(check.passes)}: ${check.whenPassed} Otherwise, or if it was not read: ${check.whenFailed}</p></div>
`,
  )}`
}

/** One deliberate answer for many units; a unit with an answer of its own keeps that. */
export const renderAnswerForAll = (fields: FormFields, error: ErrorFinder): Html =>
  renderSelect({
    name: 'all-disposition',
    label: 'The same became of every unit below that has no answer of its own',
    value: fields.text('all-disposition'),
    error: error('all-disposition'),
    options: dispositionOptions,
  })

/** One unit: what it is, why it is here, what became of it, and what only someone beside it can read. */
export function renderUnitQuestion(question: UnitQuestion, fields: FormFields, error: ErrorFinder): Html {
  const { line, unit } = question
  const { facts, verdict } = unit
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  const asked = [
    renderSelect({
      ...field(`${line}-disposition`),
      label: 'What became of it?',
      options: dispositionOptions,
    }),
    question.splits &&
      renderTextField({
        ...field(`${line}-quantity`),
        label: `How many of the ${facts.quantity}?`,
        hint: 'Empty means all.',
        inputMode: 'numeric',
      }),
    ...renderReadings(question, field),
  ].filter((part) => part !== false)
  return html`<fieldset class="usa-fieldset margin-top-2 padding-x-2 padding-bottom-2 border-1px border-base-light">
<legend class="usa-legend text-bold margin-top-0 padding-x-05">${unitName(facts)} ${verdictTag(verdict.value)}</legend>
<p class="margin-0 font-body-xs text-base-dark">${productName(facts, verdict.productId)}${facts.assetTag !== undefined && `, tag ${facts.assetTag}`}. ${renderWhy(unit)}</p>
<div class="grid-row grid-gap-2">${asked.map((part) => html`<div class="tablet:grid-col-6">${part}</div>`)}</div>
${
  question.splits &&
  html`<details class="margin-top-1"><summary>Something else became of the rest of this lot</summary>
<div class="grid-row grid-gap-2"><div class="tablet:grid-col-6">${renderSelect({ ...field(`${line}-rest-disposition`), label: 'What became of the rest?', options: dispositionOptions })}</div>
<div class="tablet:grid-col-6">${renderTextField({ ...field(`${line}-rest-quantity`), label: 'How many?', inputMode: 'numeric' })}</div></div></details>`
}</fieldset>
`
}

type Field = (name: string) => {
  readonly name: string
  readonly value: string
  readonly error: string | undefined
}

function renderReadings({ line, check, missing, unit }: UnitQuestion, field: Field): readonly Html[] {
  const known = unit.facts.softwareVersion
  const onRecord = known === undefined ? 'None on record.' : `On record: ${known}.`
  const decides = 'It decides whether this unit is affected.'
  const software = check !== undefined || missing === 'softwareVersion'
  return [
    ...(software
      ? [
          renderTextField({
            ...field(`${line}-software`),
            label: 'Software version it shows',
            hint: missing === 'softwareVersion' ? decides : onRecord,
          }),
        ]
      : []),
    ...(missing === 'serial'
      ? [renderTextField({ ...field(`${line}-serial`), label: 'Serial number on the label', hint: decides })]
      : []),
    ...(missing === 'lot'
      ? [renderTextField({ ...field(`${line}-lot`), label: 'Lot number on the label', hint: decides })]
      : []),
  ]
}
