import { holdingIdOf, unitKeyOf } from '../ids.ts'
import { factsOf, type Holding, isLive, observe, type UnitFacts } from './holding.ts'
import { assetIdentityOf, normaliseMaker, type Observation, unitKeyOfObservation } from './observation.ts'

/** The registry row that an observation speaks of, and the key the unit goes by in it. */
export type Place = { readonly holdingId: string; readonly unitKey: string }

/** What the registry must be asked for before an observation can be placed. */
export type Whereabouts = {
  readonly facilityId: string
  readonly unitKey: string
  /** The row made under this key at this facility. */
  readonly holdingId: string
  /** The row made under the asset tag, where the observation names one. */
  readonly taggedId?: string
}

/** Throws on an observation that names no unit: it is refused where it enters. */
export function whereaboutsOf(observation: Observation): Whereabouts {
  const unitKey = unitKeyOfObservation(observation)
  if (unitKey === undefined)
    throw new Error('the observation names no unit: neither serial, lot nor asset tag')
  const { facilityId } = observation
  const holdingId = holdingIdOf(unitKey, facilityId)
  const tag = assetIdentityOf(observation)
  return tag === undefined
    ? { facilityId, unitKey, holdingId }
    : { facilityId, unitKey, holdingId, taggedId: holdingIdOf(unitKeyOf(tag), facilityId) }
}

/**
 * Which row an observation speaks of: the row of its serial or lot, also where a row came by that serial later; else the
 * live row of its asset tag that knows no serial yet, if this is news of it: so a device first known by its tag stays one
 * device when the serial is read. What an observation was once placed in, it is placed in for ever, since it may be
 * delivered again at any time. `known` holds at least the rows of both ids and this facility's rows of the unit key, in order
 * of id.
 */
export function meetHolding(
  observation: Observation,
  whereabouts: Whereabouts,
  known: readonly Holding[],
): Place {
  const { unitKey, holdingId, taggedId } = whereabouts
  const named = known.find((holding) => holding.holdingId === holdingId)
  if (named !== undefined) return placeOf(named)
  const sameUnit = known.filter(
    (holding) => holding.unitKey === unitKey && holding.facilityId === whereabouts.facilityId,
  )
  const met = sameUnit.find(isLive) ?? sameUnit[0]
  if (met !== undefined) return placeOf(met)
  const tagged = known.find((holding) => holding.holdingId === taggedId)
  const takesOver =
    tagged !== undefined && isLive(tagged) && !isRenamed(tagged) && isNews(observation, tagged.lastObserved)
  return { holdingId: takesOver ? tagged.holdingId : holdingId, unitKey }
}

const placeOf = ({ holdingId, unitKey }: Holding): Place => ({ holdingId, unitKey })

const isNews = (observation: Observation, last: Holding['lastObserved']): boolean =>
  observation.observedAt === last.observedAt
    ? observation.sourceVersion > last.sourceVersion
    : observation.observedAt > last.observedAt

/**
 * The row after an observation of it, or undefined when that is no news. A row that names the product less fully than the
 * one before does not take away what the product is. `eventId` names the custody that this observation may open.
 */
export function holdingAfter(
  current: Holding | undefined,
  place: Place,
  observation: Observation,
  eventId: string,
): Holding | undefined {
  const change = observe(current, place, observation, eventId)
  // What is new goes by the observation's own key, which is that of its serial where it names one.
  if (current === undefined && change.kind !== 'unchanged') return change.next
  switch (change.kind) {
    case 'opened':
    case 'updated':
    case 'closed':
      return withSerialKey({
        ...renamed(change.next, place.unitKey),
        facts: { ...productOf(current), ...change.next.facts },
      })
    case 'unchanged':
      return undefined
    default:
      return change satisfies never
  }
}

/** The row goes by another unit key than the one it was made under: for good, a tag that is reused makes a row of its own. */
const isRenamed = (holding: Holding): boolean =>
  holding.holdingId !== holdingIdOf(holding.unitKey, holding.facilityId)

/** The row under the key by which it was found: a row known by its tag takes on the serial's or lot's. */
const renamed = (holding: Holding, unitKey: string): Holding =>
  holding.unitKey === unitKey || isRenamed(holding) ? holding : { ...holding, unitKey }

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

function productOf(current: Holding | undefined): Pick<UnitFacts, 'di' | 'manufacturer' | 'ref'> {
  if (current === undefined) return {}
  const { di, manufacturer, ref } = current.facts
  return {
    ...(di === undefined ? {} : { di }),
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(ref === undefined ? {} : { ref }),
  }
}
