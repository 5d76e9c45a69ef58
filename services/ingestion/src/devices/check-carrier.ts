import type { DeviceInput } from '@recallwire/domain/device/observation.ts'
import { parseGtin } from '@recallwire/udi/gtin.ts'
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
  /** Marks the carrier has but that cannot be trusted, because its separators were lost. */
  readonly doubtful: readonly ('serial' | 'lot')[]
}

/** GS1 application identifiers that carry data of a patient: they must not enter the registry or an event. */
const patientData = /^(?:725\d|8018)$/

/**
 * Joins the carrier with the fields beside it. They may not contradict each other; a serial or lot that a lost separator
 * made doubtful is left unknown, never divided by guessing (the raw carrier is kept).
 */
export function checkCarrier(input: DeviceInput, today: string): CarrierReading {
  const beside = besideMarks(input)
  if (input.udi === undefined) return { ...beside, doubtful: [] }
  const udi = parseUdi(input.udi, { today })
  if (isOtherAgency(udi)) {
    const enough = isNamed(input) && (input.serial ?? input.lot ?? input.assetTag) !== undefined
    return { ...beside, doubtful: [], problems: [...beside.problems, ...(enough ? [] : errorsOf(udi))] }
  }
  const doubtful = (['serial', 'lot'] as const).filter((field) =>
    udi.problems.some((problem) => problem.code === 'separator-lost' && problem.field === field),
  )
  const carried = marksOf(udi, doubtful)
  const problems = [
    ...errorsOf(udi),
    ...patientProblems(udi),
    ...beside.problems,
    ...contradictions(carried, beside.marks),
  ]
  return { marks: { ...beside.marks, ...carried }, doubtful, problems }
}

/** The fields beside a carrier, with the device identifier as 14 digits. */
function besideMarks(input: DeviceInput): Omit<CarrierReading, 'doubtful'> {
  const { serial, lot, softwareVersion, manufacturedOn, expiresOn } = input
  const marks = present({ serial, lot, softwareVersion, manufacturedOn, expiresOn })
  if (input.di === undefined) return { marks, problems: [] }
  const gtin = parseGtin(input.di)
  return gtin.kind === 'gtin'
    ? { marks: { ...marks, di: gtin.gtin14 }, problems: [] }
    : { marks, problems: [{ field: 'di', reason: gtin.problem.message }] }
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

/** A carrier that is not GS1 is no obstacle where product and mark stand beside it in words. */
const isOtherAgency = (udi: Udi): boolean => udi.agency === 'HIBCC' || udi.agency === 'ICCBBA'

const isNamed = (input: DeviceInput): boolean =>
  input.di !== undefined || (input.manufacturer !== undefined && input.ref !== undefined)

const errorsOf = (udi: Udi): readonly RowProblem[] =>
  udi.problems
    .filter((problem) => problem.severity === 'error')
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

const present = (marks: { readonly [K in keyof UnitMarks]: UnitMarks[K] | undefined }): UnitMarks =>
  Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined))
