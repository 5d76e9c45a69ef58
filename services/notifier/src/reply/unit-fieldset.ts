import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import { dispositions } from '@recallwire/domain/device/disposition.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { english } from '../letters/english.ts'
import { markOf, productLine, whyOf } from '../letters/unit-blocks.ts'
import { type FormValues, fieldValue, linesOf, type UnitField, unitField } from './form-fields.ts'

/** What the form shows again after it was refused. */
export type FormState = { readonly values: FormValues; readonly errors: ReadonlyMap<string, string> }

/** One unit on the form: what is known of it, what was answered before, and what is asked now. Nothing is chosen beforehand. */
export function renderUnitFieldset(unit: CaseUnit, content: NoticeContent, state: FormState): Html {
  const { assetTag, softwareVersion } = unit.facts
  const known = [
    productLine(unit, content),
    assetTag === undefined ? undefined : `your tag ${assetTag}`,
    softwareVersion === undefined ? undefined : `software on record ${softwareVersion}`,
  ].filter((part) => part !== undefined)
  const { value } = unit.verdict
  return html`<div class="margin-top-4 padding-top-1 border-top-1px"><fieldset class="usa-fieldset">
<legend class="usa-legend usa-legend--large">${markOf(unit.facts, english)} ${
    value === 'affected'
      ? renderTag('Affected', 'urgent')
      : value === 'possible' && renderTag('May be affected', 'attention')
  }</legend>
<p>${known.join(', ')}. ${whyOf(unit, english)}</p>
${renderEarlier(unit)}${unit.askedToConfirm !== undefined && renderLocation(unit, state)}${renderMarks(unit, content, state)}${linesOf(unit.facts.quantity).map((line) => renderLine(unit, line, state))}</fieldset></div>
`
}

function renderEarlier(unit: CaseUnit): Html | false {
  if (unit.answers.length === 0) return false
  const said = unit.answers.map(
    ({ disposition, quantity }) =>
      `${english.disposition[disposition]}${quantity === undefined ? '' : ` (${english.units(quantity)})`}`,
  )
  return html`<p><strong>Answered before:</strong> ${said.join('; ')}. Leave the fields empty to keep that answer.</p>\n`
}

function renderLocation(unit: CaseUnit, state: FormState): Html {
  return renderRadioGroup({
    ...field('here', unit, state),
    label: 'This serial was reported elsewhere as well. Is the unit with you?',
    options: [
      { value: 'yes', label: 'Yes, it is here' },
      { value: 'no', label: 'No, it is not here' },
    ],
  })
}

/** What is read from the device: it decides the notice's check, or whether the unit is affected at all. */
function renderMarks(unit: CaseUnit, content: NoticeContent, state: FormState): Html {
  const checks = content.checks.filter((check) => check.productId === unit.verdict.productId)
  const { missing } = unit.verdict
  const asksSoftware = checks.length > 0 || missing === 'softwareVersion'
  const hint = checks
    .map(({ whenPassed, whenFailed }) => `If right: ${whenPassed} If wrong or unread: ${whenFailed}`)
    .join(' ')
  return html`${(missing === 'serial' || missing === 'lot') && renderTextField({ ...field(missing, unit, state), label: english.decides[missing], maxLength: 80, autocomplete: 'off' })}${
    asksSoftware &&
    renderTextField({
      ...field('software', unit, state),
      label: checks.map((check) => check.question).join(' ') || english.decides.softwareVersion,
      hint: hint === '' ? undefined : hint,
      maxLength: 80,
      autocomplete: 'off',
    })
  }`
}

function renderLine(unit: CaseUnit, line: number, state: FormState): Html {
  const split = linesOf(unit.facts.quantity).length > 1
  const options = dispositions.map((value) => ({ value, label: english.disposition[value] }))
  return html`${renderSelect({
    ...field('disposition', unit, state, line),
    label: line === 1 ? 'What was done with it?' : `And with others of the lot? (${line})`,
    hint:
      line === 1
        ? 'Leave it unselected if you cannot say yet; the reply is then recorded as partial.'
        : undefined,
    options,
  })}${
    split &&
    renderTextField({
      ...field('quantity', unit, state, line),
      label: line === 1 ? 'How many of them?' : `How many? (${line})`,
      hint: line === 1 ? `Empty means all ${unit.facts.quantity}` : undefined,
      inputMode: 'numeric',
      maxLength: 7,
      autocomplete: 'off',
    })
  }`
}

function field(kind: UnitField, unit: CaseUnit, state: FormState, line = 1) {
  const name = unitField(kind, unit.custodyId, line)
  const value = fieldValue(state.values, name)
  return { name, error: state.errors.get(name), value: value === '' ? undefined : value }
}
