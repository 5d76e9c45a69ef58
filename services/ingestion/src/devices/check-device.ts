import {
  type DeviceInput,
  deviceInputSchema,
  type Observation,
  unitIdentityOf,
} from '@recallwire/domain/device/observation.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { describeIssues } from '@recallwire/runtime/zod-issues.ts'
import { z } from 'zod'
import { type CarrierReading, checkCarrier } from './check-carrier.ts'
import { type CheckedText, checkText } from './check-text.ts'
import type { RowProblem } from './device-row.ts'

export type DeviceContext = {
  readonly organisationId: string
  readonly importId: string
  /** The facilities of the actor's own organisation; any other is answered as if it did not exist. */
  readonly facilityIds: ReadonlySet<string>
  readonly now: string
}

export type CheckedDevice =
  | {
      readonly kind: 'observation'
      readonly observation: Observation
      /** What was left open or taken in the one way that is safe; the row counts. */
      readonly warnings: readonly RowProblem[]
    }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }

const none: readonly RowProblem[] = []

/** Clocks of two machines differ; more than this is a wrong date. */
const clockSkewMs = 5 * 60_000

/** The hottest schema of the system: a million rows pass through it in one import. */
const compiledInput = z.compile(deviceInputSchema)

/**
 * Judges one row of an inventory. What is unknown may be missing; what is there must be possible, must not contradict the
 * carrier, and must name a product and a unit of it, since a row that matches no recall by mistake is never asked about.
 */
export function checkDevice(value: unknown, context: DeviceContext): CheckedDevice {
  const text = isRecord(value) ? checkText(value) : untouched
  const damaged = text.problems
  const parsed = compiledInput.safeParse(value)
  if (!parsed.success) return refused([...damaged, ...schemaProblems(parsed.error, value, damaged)])
  const input = parsed.data
  const carrier = checkCarrier(input, context.now.slice(0, 10))
  const observation = observationOf(input, carrier, context)
  const problems = together(
    damaged,
    checkPlace(input, context),
    unnamed(carrier.problems, damaged),
    checkDates(observation, context),
    checkQuantity(observation),
  )
  if (problems.length > 0) return refused(problems)
  return unitIdentityOf(observation) === undefined
    ? refused(missingIdentity(observation, carrier))
    : { kind: 'observation', observation, warnings: warningsOf(observation, text.warnings, carrier) }
}

const untouched: CheckedText = { problems: [], warnings: [] }

const refused = (problems: readonly RowProblem[]): CheckedDevice => ({ kind: 'refused', problems })

/** All of them in order. Most rows have none, and a million rows shall make no lists of nothing. */
const together = (...lists: readonly (readonly RowProblem[])[]): readonly RowProblem[] =>
  lists.some((list) => list.length > 0) ? lists.flat() : none

/** One field is reported once, by the check that knows best what happened to it. */
const unnamed = (problems: readonly RowProblem[], named: readonly RowProblem[]): readonly RowProblem[] =>
  problems.length === 0
    ? none
    : problems.filter((problem) => !named.some((other) => other.field === problem.field))

function schemaProblems(
  error: z.ZodError,
  value: unknown,
  damaged: readonly RowProblem[],
): readonly RowProblem[] {
  const problems = describeIssues(error.issues, value).map(({ pointer, detail }) => ({
    field: pointer.slice(1),
    reason: detail,
  }))
  return unnamed(problems, damaged)
}

/** The carrier's marks include the `di` as it is compared, wherever one was given and could be read. */
const observationOf = (
  input: DeviceInput,
  { marks }: CarrierReading,
  context: DeviceContext,
): Observation => ({
  ...input,
  ...marks,
  organisationId: context.organisationId,
  importId: context.importId,
})

function checkPlace(input: DeviceInput, context: DeviceContext): readonly RowProblem[] {
  const isOwn = context.facilityIds.has(input.facilityId)
  const isPast = input.observedAt <= limitsOf(context).observedAt
  if (isOwn && isPast) return none
  return [
    ...(isOwn ? [] : [{ field: 'facilityId', reason: 'your organisation has no such facility' }]),
    ...(isPast ? [] : [{ field: 'observedAt', reason: `lies in the future: it is ${context.now} now` }]),
  ]
}

/** The latest times that are no mistake, worked out once for all rows of an import. */
const limits = new WeakMap<DeviceContext, { readonly observedAt: string; readonly manufacturedOn: string }>()

function limitsOf(context: DeviceContext) {
  const known = limits.get(context)
  if (known !== undefined) return known
  const found = {
    observedAt: addMs(context.now, clockSkewMs),
    // Where the day begins first it is already tomorrow.
    manufacturedOn: addMs(context.now, 14 * 3_600_000).slice(0, 10),
  }
  limits.set(context, found)
  return found
}

function checkDates(
  { manufacturedOn, expiresOn }: Observation,
  context: DeviceContext,
): readonly RowProblem[] {
  if (manufacturedOn === undefined) return none
  if (manufacturedOn > limitsOf(context).manufacturedOn)
    return [{ field: 'manufacturedOn', reason: `${manufacturedOn} lies in the future` }]
  if (expiresOn === undefined || expiresOn >= manufacturedOn) return none
  return [{ field: 'expiresOn', reason: `${expiresOn} is before the manufacture date ${manufacturedOn}` }]
}

function checkQuantity({ serial, quantity }: Observation): readonly RowProblem[] {
  if (serial === undefined || quantity === undefined || quantity === 1) return none
  return [
    { field: 'quantity', reason: `a serial is one unit, not ${quantity}: send one row for each serial` },
  ]
}

function missingIdentity(observation: Observation, carrier: CarrierReading): readonly RowProblem[] {
  const { di, manufacturer, ref } = observation
  if (di === undefined && ref !== undefined && manufacturer === undefined) {
    return [
      {
        field: 'manufacturer',
        reason: 'a catalogue number needs its manufacturer: other makers use the same',
      },
    ]
  }
  if (di === undefined && ref === undefined) {
    return [{ field: 'di', reason: 'no product: give udi, di, or manufacturer and ref' }]
  }
  const [doubtful] = carrier.doubtful
  if (doubtful === undefined)
    return [{ field: 'serial', reason: 'no mark: give a serial, a lot or an asset tag' }]
  const reason = `this carrier leaves its ${doubtful} in doubt: give ${doubtful} or assetTag beside it. ${carrier.warnings.map((warning) => warning.reason).join('; ')}`
  return [{ field: 'udi', reason }]
}

function warningsOf(
  { di, ref }: Observation,
  text: readonly RowProblem[],
  carrier: CarrierReading,
): readonly RowProblem[] {
  const warnings = together(text, carrier.warnings)
  // Other agencies' identifiers have no check digit of their own, so that nothing else would find this mistake.
  if (di === undefined || ref === undefined || di !== ref.toUpperCase()) return warnings
  const reason = `${di} stands in ref as well: is it a catalogue number, and no UDI-DI?`
  return [...warnings, { field: 'di', reason }]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
