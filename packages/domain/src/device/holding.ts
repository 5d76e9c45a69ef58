import { z } from 'zod'
import { custodyIdOf } from '../ids.ts'
import { idSchema } from '../text.ts'
import { dateSchema, instantSchema } from '../time.ts'
import { type Disposition, dispositions, type FinalDisposition, finalDispositions } from './disposition.ts'
import { type Observation, productKeysOf } from './observation.ts'

/** What is known of a unit; a missing member is unknown, which is never the same as "no". */
export const unitFactsSchema = z.strictObject({
  di: z.string().optional(),
  manufacturer: z.string().optional(),
  ref: z.string().optional(),
  serial: z.string().optional(),
  lot: z.string().optional(),
  quantity: z.int().optional(),
  assetTag: z.string().optional(),
  softwareVersion: z.string().optional(),
  manufacturedOn: dateSchema.optional(),
  expiresOn: dateSchema.optional(),
  location: z.string().optional(),
})
export type UnitFacts = z.infer<typeof unitFactsSchema>

/** What this facility last replied about a unit under one recall. */
const saidSchema = z.strictObject({
  recallId: idSchema,
  custodyId: idSchema,
  disposition: z.enum(dispositions),
  /** When the person answered. */
  at: instantSchema,
})
export type Said = z.infer<typeof saidSchema>

/**
 * One unit at one facility: the registry row. It outlives a single custody, so that a pump that left and came back is
 * two custodies of one holding. Only this facility's own observations and replies ever change it (design: custody).
 */
export const holdingSchema = z.strictObject({
  holdingId: idSchema,
  unitKey: idSchema,
  facilityId: idSchema,
  organisationId: idSchema,
  facts: unitFactsSchema,
  /** Facts a person gave in a reply: an inventory row without them does not take them away again. */
  answered: unitFactsSchema,
  /** The newest reply under each recall: it outlives the custody, so that a unit that comes back is recognised. */
  said: z.array(saidSchema).optional(),
  custody: z.strictObject({
    custodyId: idSchema,
    openedAt: instantSchema,
    closedAt: instantSchema.optional(),
  }),
  lastObserved: z.strictObject({ observedAt: instantSchema, sourceVersion: z.int() }),
})
export type Holding = z.infer<typeof holdingSchema>

export const factsOf = (holding: Holding): UnitFacts => ({ ...holding.facts, ...holding.answered })

export const keysOfHolding = (holding: Holding): readonly string[] => productKeysOf(factsOf(holding))

export const isLive = (holding: Holding): boolean => holding.custody.closedAt === undefined

export type HoldingChange =
  | { readonly kind: 'opened' | 'updated' | 'closed'; readonly next: Holding }
  | { readonly kind: 'unchanged'; readonly because: 'older-observation' }

/**
 * Applies a facility's observation by its own time, not by its arrival: an older one that comes late changes nothing.
 * `eventId` names the custody that this observation may open. A removal of a unit that was never reported is kept as a
 * closed custody: else its older report, coming later, would put the unit back.
 */
export function observe(
  holding: Holding | undefined,
  place: { readonly holdingId: string; readonly unitKey: string },
  observation: Observation,
  eventId: string,
): HoldingChange {
  if (holding !== undefined && !isNewer(observation, holding)) {
    return { kind: 'unchanged', because: 'older-observation' }
  }
  const lastObserved = { observedAt: observation.observedAt, sourceVersion: observation.sourceVersion }
  if (observation.presence === 'removed') {
    if (holding !== undefined && !isLive(holding))
      return { kind: 'updated', next: { ...holding, lastObserved } }
    const before = holding ?? opened(undefined, place, observation, eventId)
    const custody = { ...before.custody, closedAt: observation.observedAt }
    return { kind: 'closed', next: { ...before, custody, lastObserved } }
  }
  if (holding !== undefined && isLive(holding)) {
    return { kind: 'updated', next: { ...holding, facts: factsFrom(observation), lastObserved } }
  }
  return { kind: 'opened', next: opened(holding, place, observation, eventId) }
}

function opened(
  before: Holding | undefined,
  place: { readonly holdingId: string; readonly unitKey: string },
  observation: Observation,
  eventId: string,
): Holding {
  const { facilityId, organisationId, observedAt, sourceVersion } = observation
  const custodyId = custodyIdOf(place.unitKey, facilityId, eventId)
  return {
    ...place,
    facilityId,
    organisationId,
    facts: factsFrom(observation),
    answered: before?.answered ?? {},
    ...(before?.said ? { said: before.said } : {}),
    custody: { custodyId, openedAt: observedAt },
    lastObserved: { observedAt, sourceVersion },
  }
}

/** A reply told what the inventory did not: the serial on the label, the software on the screen. */
export const answer = (holding: Holding, learned: UnitFacts): Holding => ({
  ...holding,
  answered: { ...holding.answered, ...learned },
})

/** Keeps what a reply says of the unit; an older reply that arrives late does not take the place of a newer one. */
export function say(holding: Holding, said: Said): Holding {
  const before = holding.said?.find(({ recallId }) => recallId === said.recallId)
  if (before !== undefined && before.at > said.at) return holding
  return { ...holding, said: [...(holding.said ?? []).filter((one) => one !== before), said] }
}

/** A unit that was reported gone for good, and by whom it was: as far as another facility may know, when and how. */
export type Gone = Said & { readonly disposition: FinalDisposition }

export const goneUnder = ({ said = [] }: Holding): readonly Gone[] => said.filter(isGone)

const isGone = (said: Said): said is Gone => isFinal(said.disposition)

const isFinal = (disposition: Disposition): disposition is FinalDisposition =>
  finalDispositions.some((final) => final === disposition)

/**
 * Whether a row shows a unit after it was reported gone: only what was seen later than the reply contradicts it. Holds for
 * the row that was reported gone itself as for any other row of the serial.
 */
export const surfacedAfter = (gone: Gone, row: Holding): boolean =>
  isLive(row) && factsOf(row).serial !== undefined && row.lastObserved.observedAt > gone.at

function isNewer(observation: Observation, holding: Holding): boolean {
  const { observedAt, sourceVersion } = holding.lastObserved
  if (observation.observedAt !== observedAt) return observation.observedAt > observedAt
  return observation.sourceVersion > sourceVersion
}

const factNames = unitFactsSchema.keyof().options

type FactsInTheMaking = { -readonly [Name in keyof UnitFacts]: UnitFacts[Name] }

/** What an observation tells of the unit itself; it was checked where it entered. */
function factsFrom(observation: Observation): UnitFacts {
  const facts: FactsInTheMaking = {}
  for (const name of factNames) if (observation[name] !== undefined) putFact(facts, name, observation[name])
  return facts
}

function putFact<Name extends keyof UnitFacts>(
  facts: FactsInTheMaking,
  name: Name,
  value: UnitFacts[Name],
): void {
  facts[name] = value
}
