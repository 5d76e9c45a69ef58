import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'
import { type Disposition, dispositions, endsCustody } from '@recallwire/domain/device/disposition.ts'
import { lineOf } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { Texts } from '../language/texts.ts'
import { type FormValues, fieldValue, linesOf, unitField } from './form-fields.ts'

/** One line of the reply with the name of the field it came from, so that a refusal can be shown where it belongs. */
export type UnitLine = { readonly answer: UnitAnswerInput; readonly field: string }

export type UnitReading = { readonly lines: readonly UnitLine[]; readonly errors: readonly FieldError[] }

/** What a person answered for one unit: nothing yet, one line, or several for a lot. */
export function readUnitFields(
  values: FormValues,
  unit: CaseUnit,
  holdsNone: boolean,
  texts: Texts,
): UnitReading {
  const { problem } = texts.pages
  const read = readMarks(values, unit, texts)
  const lines = linesOf(unit.facts.quantity).map((line) => readLine(values, unit, line, read.marks, texts))
  const errors = [...read.errors, ...lines.flatMap((line) => line.errors)]
  const answered = lines.flatMap(({ line }) => line ?? [])
  const here = fieldValue(values, unitField('here', unit.custodyId))
  const placed = answered.length > 0 ? answered : placedBy(here, unit, read.marks, fieldValue(values, 'rest'))
  if (placed.length === 0 && Object.keys(read.marks).length > 0 && errors.length === 0) {
    return { lines: [], errors: [error('disposition', unit, problem.doneToo)] }
  }
  return { lines: placed, errors: [...errors, ...contradictions(placed, here, unit, holdsNone, texts)] }
}

type Marks = Pick<UnitAnswerInput, 'softwareVersion' | 'serial' | 'lot'>

const mark = lineOf(80)

function readMarks(values: FormValues, unit: CaseUnit, { pages: { problem } }: Texts) {
  const fields = [
    { field: 'software', member: 'softwareVersion' },
    { field: 'serial', member: 'serial' },
    { field: 'lot', member: 'lot' },
  ] as const
  let marks: Marks = {}
  const errors: FieldError[] = []
  for (const { field, member } of fields) {
    const text = fieldValue(values, unitField(field, unit.custodyId))
    if (text === '') continue
    if (mark.safeParse(text).success) marks = { ...marks, [member]: text }
    else errors.push(error(field, unit, problem.line))
  }
  return { marks, errors }
}

function readLine(
  values: FormValues,
  unit: CaseUnit,
  line: number,
  marks: Marks,
  { pages: { problem } }: Texts,
): { readonly line?: UnitLine; readonly errors: readonly FieldError[] } {
  const [name, quantityName] = [
    unitField('disposition', unit.custodyId, line),
    unitField('quantity', unit.custodyId, line),
  ]
  const [chosen, typed] = [fieldValue(values, name), fieldValue(values, quantityName)]
  if (chosen === '') {
    const alone = typed !== '' && { field: name, message: problem.quantityOf }
    return { errors: alone ? [alone] : [] }
  }
  const disposition = dispositions.find((known) => known === chosen)
  if (disposition === undefined) return { errors: [{ field: name, message: problem.choice }] }
  if (typed !== '' && !/^[1-9][0-9]{0,6}$/.test(typed))
    return { errors: [{ field: quantityName, message: problem.whole }] }
  const quantity = typed === '' ? {} : { quantity: Number(typed) }
  return { line: lineOfUnit(unit, disposition, name, { ...marks, ...quantity }), errors: [] }
}

/** Without an answer of its own, where the unit is answers for it, and then the answer given for all the rest. */
function placedBy(here: string, unit: CaseUnit, marks: Marks, rest: string): readonly UnitLine[] {
  if (here === 'yes' || here === 'no') {
    const disposition = here === 'yes' ? 'found' : 'not-held'
    return [lineOfUnit(unit, disposition, unitField('here', unit.custodyId), marks)]
  }
  const disposition = dispositions.find((known) => known === rest)
  if (disposition === undefined || unit.answers.length > 0) return []
  return [lineOfUnit(unit, disposition, 'rest', marks)]
}

const lineOfUnit = (
  unit: CaseUnit,
  disposition: Disposition,
  field: string,
  more: Partial<UnitAnswerInput>,
): UnitLine => ({ answer: { custodyId: unit.custodyId, disposition, ...more }, field })

function contradictions(
  lines: readonly UnitLine[],
  here: string,
  unit: CaseUnit,
  holdsNone: boolean,
  { pages: { problem } }: Texts,
): readonly FieldError[] {
  return lines.flatMap(({ answer, field }) => {
    const gone = endsCustody(answer.disposition) || answer.disposition === 'cannot-locate'
    if (holdsNone && !gone) return [{ field, message: problem.noneYetHere }]
    if (here === 'no' && !gone) return [error('here', unit, problem.notHere)]
    if (here === 'yes' && gone) return [error('here', unit, problem.goneYetHere)]
    return []
  })
}

const error = (
  field: 'disposition' | 'software' | 'serial' | 'lot' | 'here',
  unit: CaseUnit,
  message: string,
) => ({
  field: unitField(field, unit.custodyId),
  message,
})
