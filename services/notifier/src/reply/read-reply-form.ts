import { activeUnits, type Case, type CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'
import { phoneSchema } from '@recallwire/domain/directory/facility.ts'
import { lineOf } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { Texts } from '../language/texts.ts'
import { type FormValues, fieldValue, fieldValues } from './form-fields.ts'
import { readUnitFields, type UnitLine } from './read-unit-fields.ts'

/** A reply as the form gives it, each unit line with its field's name. */
export type ReplyDraft = {
  readonly holdsNone: boolean
  readonly lines: readonly UnitLine[]
  readonly dutyIds: readonly string[]
  readonly person: { readonly name: string; readonly role: string; readonly phone?: string | undefined }
}

export type FormReading =
  | { readonly kind: 'draft'; readonly draft: ReplyDraft }
  | { readonly kind: 'errors'; readonly errors: readonly FieldError[] }

/** Units the form lists: those in scope, and those whose place is in question. */
export const listedUnits = (on: Case): readonly CaseUnit[] => {
  const active = new Set(activeUnits(on).map((unit) => unit.custodyId))
  return on.units.filter((unit) => active.has(unit.custodyId) || unit.askedToConfirm !== undefined)
}

/** Reads the whole form and names every field at fault at once. Nothing is assumed for an answer that was not given. */
export function readReplyForm(values: FormValues, on: Case, firmPhone: string, texts: Texts): FormReading {
  const { problem } = texts.pages
  const holding = fieldValue(values, 'holding')
  const units = listedUnits(on).map((unit) => readUnitFields(values, unit, holding === 'none', texts))
  const person = readPerson(values, texts)
  const dutyIds = fieldValues(values, 'duty').filter((id) => on.duties.some((duty) => duty.dutyId === id))
  const errors = [
    ...understoodProblem(fieldValue(values, 'understood'), firmPhone, texts),
    ...(holding === 'none' || holding === 'some' ? [] : [{ field: 'holding', message: problem.holding }]),
    ...units.flatMap((unit) => unit.errors),
    ...(dutyIds.length > 0 ? [] : [{ field: `duty-${on.duties[0]?.dutyId}`, message: problem.duty }]),
    ...person.errors,
  ]
  if (errors.length > 0) return { kind: 'errors', errors }
  const lines = units.flatMap((unit) => unit.lines)
  return {
    kind: 'draft',
    draft: {
      holdsNone: holding === 'none',
      lines: holding === 'none' ? withNoneHeld(lines, on) : lines,
      dutyIds,
      person: person.person,
    },
  }
}

/** "We hold none" is signed unit by unit, so that the signed text says what is recorded. */
function withNoneHeld(lines: readonly UnitLine[], on: Case): readonly UnitLine[] {
  const spoken = new Set(lines.map(({ answer }) => answer.custodyId))
  const rest = activeUnits(on).filter((unit) => !spoken.has(unit.custodyId))
  return [
    ...lines,
    ...rest.map(({ custodyId }) => {
      const answer: UnitAnswerInput = { custodyId, disposition: 'not-held' }
      return { answer, field: 'holding' }
    }),
  ]
}

function understoodProblem(understood: string, firmPhone: string, { pages }: Texts): readonly FieldError[] {
  const field = 'understood'
  if (understood === 'yes') return []
  if (understood === 'no') return [{ field, message: pages.problem.understoodFirst(firmPhone) }]
  return [{ field, message: pages.problem.understood }]
}

const words = lineOf(120)

function readPerson(values: FormValues, { pages: { problem } }: Texts) {
  const [name, role, phone] = [
    fieldValue(values, 'name'),
    fieldValue(values, 'role'),
    fieldValue(values, 'phone'),
  ]
  const problems = [
    !words.safeParse(name).success && { field: 'name', message: problem.name },
    !words.safeParse(role).success && { field: 'role', message: problem.role },
    phone !== '' &&
      !phoneSchema.safeParse(phone).success && {
        field: 'phone',
        message: problem.phone,
      },
  ]
  const errors: readonly FieldError[] = problems.filter((problem) => problem !== false)
  return { errors, person: { name, role, ...(phone === '' ? {} : { phone }) } }
}
