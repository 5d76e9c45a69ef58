import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import { dispositions } from '@recallwire/domain/device/disposition.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Texts } from '../language/texts.ts'
import { markOf, productLine, whyOf } from '../letters/unit-blocks.ts'
import { type FormValues, fieldValue, linesOf, type UnitField, unitField } from './form-fields.ts'

/** What the form shows again after it was refused. */
export type FormState = {
  readonly values: FormValues
  readonly errors: ReadonlyMap<string, string>
  readonly texts: Texts
}

/** One unit on the form: what is known of it, what was answered before, and what is asked now. Nothing is chosen beforehand. */
export function renderUnitFieldset(unit: CaseUnit, content: NoticeContent, state: FormState): Html {
  const { assetTag, softwareVersion } = unit.facts
  const { texts } = state
  const words = texts.pages.unit
  const known = [
    productLine(unit, content),
    assetTag === undefined ? undefined : words.tag(assetTag),
    softwareVersion === undefined ? undefined : words.software(softwareVersion),
  ].filter((part) => part !== undefined)
  const { value } = unit.verdict
  return html`<div class="margin-top-4 padding-top-1 border-top-1px"><fieldset class="usa-fieldset">
<legend class="usa-legend usa-legend--large">${markOf(unit.facts, texts)} ${
    value === 'affected'
      ? renderTag(words.affected, 'urgent')
      : value === 'possible' && renderTag(words.possible, 'attention')
  }</legend>
<p>${known.join(', ')}. ${whyOf(unit, texts)}</p>
${renderEarlier(unit, texts)}${unit.askedToConfirm !== undefined && renderLocation(unit, state)}${renderMarks(unit, content, state)}${linesOf(unit.facts.quantity).map((line) => renderLine(unit, line, state))}</fieldset></div>
`
}

function renderEarlier(unit: CaseUnit, texts: Texts): Html | false {
  const { before, keep } = texts.pages.unit
  if (unit.answers.length === 0) return false
  const said = unit.answers.map(
    ({ disposition, quantity }) =>
      `${texts.disposition[disposition]}${quantity === undefined ? '' : ` (${texts.units(quantity)})`}`,
  )
  return html`<p><strong>${before}</strong> ${said.join('; ')}. ${keep}</p>\n`
}

function renderLocation(unit: CaseUnit, state: FormState): Html {
  const { label, yes, no } = state.texts.pages.unit.here
  return renderRadioGroup({
    ...field('here', unit, state),
    label,
    options: [
      { value: 'yes', label: yes },
      { value: 'no', label: no },
    ],
  })
}

/** What is read from the device: it decides the notice's check, or whether the unit is affected at all. */
function renderMarks(unit: CaseUnit, content: NoticeContent, state: FormState): Html {
  const { texts } = state
  const checks = content.checks.filter((check) => check.productId === unit.verdict.productId)
  const { missing } = unit.verdict
  const asksSoftware = checks.length > 0 || missing === 'softwareVersion'
  const hint = checks
    .map(({ whenPassed, whenFailed }) => texts.pages.unit.check(whenPassed, whenFailed))
    .join(' ')
  return html`${(missing === 'serial' || missing === 'lot') && renderTextField({ ...field(missing, unit, state), label: texts.decides[missing], maxLength: 80, autocomplete: 'off' })}${
    asksSoftware &&
    renderTextField({
      ...field('software', unit, state),
      label: checks.map((check) => check.question).join(' ') || texts.decides.softwareVersion,
      hint: hint === '' ? undefined : hint,
      maxLength: 80,
      autocomplete: 'off',
    })
  }`
}

function renderLine(unit: CaseUnit, line: number, state: FormState): Html {
  const { texts } = state
  const words = texts.pages.unit
  const { quantity } = unit.facts
  const split = linesOf(quantity).length > 1
  const options = dispositions.map((value) => ({ value, label: texts.disposition[value] }))
  return html`${renderSelect({
    ...field('disposition', unit, state, line),
    label: words.done(line),
    hint: line === 1 ? words.doneHint : undefined,
    options,
  })}${
    split &&
    renderTextField({
      ...field('quantity', unit, state, line),
      label: words.quantity(line),
      hint: line === 1 && quantity !== undefined ? words.quantityHint(quantity) : undefined,
      inputMode: 'numeric',
      maxLength: 7,
      autocomplete: 'off',
    })
  }`
}

function field(kind: UnitField, unit: CaseUnit, state: FormState, line = 1) {
  const name = unitField(kind, unit.custodyId, line)
  const value = fieldValue(state.values, name)
  return {
    name,
    error: state.errors.get(name),
    value: value === '' ? undefined : value,
    words: state.texts.words,
  }
}
