import { factsOf, type Holding, isLive, type UnitFacts } from '@recallwire/domain/device/holding.ts'
import {
  assetIdentityOf,
  normaliseMaker,
  type Observation,
  unitKeyOfObservation,
} from '@recallwire/domain/device/observation.ts'
import { holdingIdOf, unitKeyOf } from '@recallwire/domain/ids.ts'
import type { Matching } from './matching.ts'

export type Place = { readonly holdingId: string; readonly unitKey: string }

/**
 * Which row of the registry an observation speaks of: the row of its serial or lot, also where a row came by that serial
 * later; else the live row of its asset tag that knows no serial yet, if this is news of it: so a device first known by
 * its tag stays one device when the serial is read. What an observation was once resolved to, it is resolved to for
 * ever, since it may be delivered again at any time. Throws on an observation that names no unit: it is refused where it
 * enters.
 */
export async function resolveHolding(
  deps: Pick<Matching, 'registry' | 'reader'>,
  observation: Observation,
): Promise<Place> {
  const unitKey = unitKeyOfObservation(observation)
  if (unitKey === undefined)
    throw new Error('the observation names no unit: neither serial, lot nor asset tag')
  const holdingId = holdingIdOf(unitKey, observation.facilityId)
  const named = (await deps.registry.get(deps.reader, holdingId))?.document
  if (named !== undefined) return placeOf(named)
  const sameUnit = (await deps.registry.byUnit(deps.reader, unitKey))
    .map(({ document }) => document)
    .filter((holding) => holding.facilityId === observation.facilityId)
  const known = sameUnit.find(isLive) ?? sameUnit[0]
  if (known !== undefined) return placeOf(known)
  return { holdingId: (await taggedHolding(deps, observation)) ?? holdingId, unitKey }
}

async function taggedHolding(
  deps: Pick<Matching, 'registry' | 'reader'>,
  observation: Observation,
): Promise<string | undefined> {
  const identity = assetIdentityOf(observation)
  if (identity === undefined) return undefined
  const holdingId = holdingIdOf(unitKeyOf(identity), observation.facilityId)
  const holding = (await deps.registry.get(deps.reader, holdingId))?.document
  if (holding === undefined || !isLive(holding) || isRenamed(holding)) return undefined
  return isNews(observation, holding.lastObserved) ? holdingId : undefined
}

const placeOf = ({ holdingId, unitKey }: Holding): Place => ({ holdingId, unitKey })

const isNews = (observation: Observation, last: Holding['lastObserved']): boolean =>
  observation.observedAt === last.observedAt
    ? observation.sourceVersion > last.sourceVersion
    : observation.observedAt > last.observedAt

/** The row goes by another unit key than the one it was made under: for good, a tag that is reused makes a row of its own. */
const isRenamed = (holding: Holding): boolean =>
  holding.holdingId !== holdingIdOf(holding.unitKey, holding.facilityId)

/** The row under the key by which it was found: a row known by its tag takes on the serial's or lot's. */
export const renamed = (holding: Holding, unitKey: string): Holding =>
  isRenamed(holding) ? holding : { ...holding, unitKey }

/** A row that learned its serial is found under it from then on, here and when another facility reports the serial. */
export function withSerialKey(holding: Holding): Holding {
  const unitKey = serialKeyOf(factsOf(holding))
  return unitKey === undefined ? holding : renamed(holding, unitKey)
}

function serialKeyOf({ di, manufacturer, ref, serial }: UnitFacts): string | undefined {
  if (serial === undefined) return undefined
  if (di !== undefined) return unitKeyOf({ product: { di }, mark: { serial } })
  if (manufacturer === undefined || ref === undefined) return undefined
  const product = { manufacturer: normaliseMaker(manufacturer), ref: ref.toUpperCase() }
  return unitKeyOf({ product, mark: { serial } })
}
