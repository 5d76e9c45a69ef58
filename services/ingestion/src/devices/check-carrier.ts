import { normaliseDi } from '@recallwire/domain/device/device-identifier.ts'
import type { DeviceInput } from '@recallwire/domain/device/observation.ts'
import { hibccCheckCharacter } from '@recallwire/udi/check-character.ts'
import { parseUdi, type Udi } from '@recallwire/udi/parse-udi.ts'
import type { RowProblem } from './device-row.ts'

/** What identifies and dates a unit, read from the carrier, the fields beside it, or both. */
export type UnitMarks = Pick<
  DeviceInput,
  'di' | 'serial' | 'lot' | 'softwareVersion' | 'manufacturedOn' | 'expiresOn'
>

export type CarrierReading = {
  readonly marks: UnitMarks
  readonly problems: readonly RowProblem[]
  /** What the carrier leaves open, and which way was taken: the row is good without it. */
  readonly warnings: readonly RowProblem[]
  /** Marks the carrier has but that cannot be trusted: its separators, or its last blank, may be lost. */
  readonly doubtful: readonly ('serial' | 'lot')[]
}

/** GS1 application identifiers that carry data of a patient: they must not enter the registry or an event. */
const patientData = /^(?:725\d|8018)$/

const none: readonly never[] = []

/**
 * Joins the carrier with the fields beside it. They may not contradict each other; a serial or lot that the carrier leaves
 * in doubt is left unknown, never divided by guessing (the raw carrier is kept, and a warning says so). A carrier of HIBCC or
 * ICCBBA that cannot be read is passed over with a warning where the fields beside it name product and unit.
 */
export function checkCarrier(input: DeviceInput, today: string): CarrierReading {
  const beside = besideMarks(input)
  if (input.udi === undefined) return { ...beside, warnings: none, doubtful: none }
  const udi = parseUdi(input.udi, { today, ...primaryOf(beside.marks) })
  const errors = errorsOf(udi)
  if (errors.length > 0 && isOtherAgency(udi) && isNamedBeside(input)) {
    const warnings = errors.map(({ field, reason }) => ({
      field,
      reason: `${reason}; only the fields beside it were taken`,
    }))
    return { ...beside, warnings, doubtful: none }
  }
  const doubtful = udi.problems.length === 0 ? none : doubtfulIn(udi)
  const carried = marksOf(udi, doubtful)
  const problems = [
    ...errors,
    ...patientProblems(udi),
    ...beside.problems,
    ...contradictions(carried, beside.marks),
  ]
  return { marks: { ...beside.marks, ...carried }, doubtful, problems, warnings: warningsOf(udi) }
}

/** The fields beside a carrier, with the device identifier in the form in which it is compared. */
function besideMarks(input: DeviceInput): Pick<CarrierReading, 'marks' | 'problems'> {
  const { serial, lot, softwareVersion, manufacturedOn, expiresOn } = input
  const read = input.di === undefined ? undefined : normaliseDi(input.di)
  const di = read?.kind === 'di' ? read.di : undefined
  const marks = present({ di, serial, lot, softwareVersion, manufacturedOn, expiresOn })
  return { marks, problems: read?.kind === 'problem' ? [{ field: 'di', reason: read.message }] : none }
}

function marksOf(udi: Udi, doubtful: readonly string[]): UnitMarks {
  return present({
    di: udi.di,
    serial: doubtful.includes('serial') ? undefined : udi.serial,
    lot: doubtful.includes('lot') ? undefined : udi.lot,
    softwareVersion: udi.softwareVersion,
    manufacturedOn: udi.manufactured?.date,
    expiresOn: udi.expires?.date,
  })
}

/** A HIBCC label may have two barcodes: with the product beside it, the second one alone is enough, and the link is verified. */
function primaryOf({ di }: UnitMarks): { readonly primary?: string } {
  if (di === undefined || /^\d+$/.test(di)) return {}
  return { primary: `+${di}${hibccCheckCharacter(`+${di}`) ?? ''}` }
}

const doubtfulIn = (udi: Udi): readonly ('serial' | 'lot')[] =>
  (['serial', 'lot'] as const).filter((field) =>
    udi.problems.some(
      ({ code, field: named }) =>
        (code === 'separator-lost' || code === 'check-character-doubtful') && named === field,
    ),
  )

const isOtherAgency = (udi: Udi): boolean => udi.agency === 'HIBCC' || udi.agency === 'ICCBBA'

const isNamedBeside = (input: DeviceInput): boolean =>
  (input.di !== undefined || (input.manufacturer !== undefined && input.ref !== undefined)) &&
  (input.serial ?? input.lot ?? input.assetTag) !== undefined

const errorsOf = (udi: Udi): readonly RowProblem[] => bySeverity(udi, 'error')
const warningsOf = (udi: Udi): readonly RowProblem[] => bySeverity(udi, 'warning')

const bySeverity = (udi: Udi, severity: 'error' | 'warning'): readonly RowProblem[] =>
  udi.problems
    .filter((problem) => problem.severity === severity)
    .map((problem) => ({ field: 'udi', reason: problem.message }))

const patientProblems = (udi: Udi): readonly RowProblem[] =>
  udi.others
    .filter(({ ai }) => patientData.test(ai))
    .map(({ ai }) => ({
      field: 'udi',
      reason: `AI ${ai} carries data of a patient: send the carrier without it`,
    }))

const markNames = ['di', 'serial', 'lot', 'softwareVersion', 'manufacturedOn', 'expiresOn'] as const

function contradictions(carried: UnitMarks, beside: UnitMarks): readonly RowProblem[] {
  return markNames.flatMap((field) => {
    const [inCarrier, inField] = [carried[field], beside[field]]
    if (inCarrier === undefined || inField === undefined || inCarrier === inField) return []
    const reason = `says ${JSON.stringify(inField)}, the carrier beside it says ${JSON.stringify(inCarrier)}: compare both with the label`
    return [{ field, reason }]
  })
}

const present = (marks: { readonly [K in keyof UnitMarks]: UnitMarks[K] | undefined }): UnitMarks => {
  const known: { -readonly [K in keyof UnitMarks]: UnitMarks[K] } = {}
  for (const name of markNames) {
    const mark = marks[name]
    if (mark !== undefined) known[name] = mark
  }
  return known
}
