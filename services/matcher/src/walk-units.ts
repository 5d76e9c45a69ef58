import { type Holding, keysOfHolding } from '@recallwire/domain/device/holding.ts'
import type { Page } from '@recallwire/ports/aggregate-store.ts'
import type { UnitPlace } from '@recallwire/ports/registry.ts'
import type { Matching, Unit } from './matching.ts'
import { keysOfScope, type LinkedScope } from './scope-index.ts'
import { isHeld } from './settle-match.ts'

/** `after` continues a walk; `skip` is the facility whose units at the beginning of that page are done already. */
export type WalkFrom = { readonly after?: string | undefined; readonly skip?: string | undefined }
export type Walked = { readonly units: readonly Unit[]; readonly next?: WalkFrom | undefined }

const pageSize = 200
/** A facility is read to its end, so that its units travel together, unless it holds more than this. */
const mostUnits = 2_000

/** The next live rows under the scope's keys, ended where a facility ends. */
export async function walkKeys(deps: Matching, scope: LinkedScope, from: WalkFrom): Promise<Walked> {
  const keys = keysOfScope(scope)
  const read = (after: string | undefined) => deps.registry.placesByKeys(deps.reader, keys, pageSize, after)
  const first = await read(from.after)
  const started = from.skip === undefined ? first.items : withoutLeading(first.items, from.skip)
  return walkToEndOfFacility(scope.recallId, read, { ...first, items: started })
}

async function walkToEndOfFacility(
  recallId: string,
  read: (after: string | undefined) => Promise<Page<UnitPlace>>,
  first: Page<UnitPlace>,
): Promise<Walked> {
  const places = [...first.items]
  let after = first.next
  while (after !== undefined) {
    const last = places.at(-1)?.facilityId
    if (places.length >= mostUnits || last === undefined) break
    const page = await read(after)
    const rest = withoutLeading(page.items, last)
    places.push(...page.items.slice(0, page.items.length - rest.length))
    if (rest.length > 0) return { units: unitsOf(recallId, places), next: { after, skip: last } }
    after = page.next
  }
  return { units: unitsOf(recallId, places), next: after === undefined ? undefined : { after } }
}

function withoutLeading(places: readonly UnitPlace[], facilityId: string): readonly UnitPlace[] {
  const end = places.findIndex((place) => place.facilityId !== facilityId)
  return end < 0 ? [] : places.slice(end)
}

const unitsOf = (recallId: string, places: readonly UnitPlace[]): readonly Unit[] =>
  places.map(({ holdingId, custodyId }) => ({ recallId, holdingId, custodyId }))

/** The next matches of the recall that a walk along its keys does not come by: left the scope, or left the facility. */
export async function walkUnreached(deps: Matching, scope: LinkedScope, from: WalkFrom): Promise<Walked> {
  const { recallId } = scope
  const keys = new Set(keysOfScope(scope))
  const page = await deps.matching.matches.ofRecall(deps.reader, recallId, pageSize, from.after)
  const units: Unit[] = []
  for (const { holdingId, custodyId } of page.items) {
    const unit = { recallId, holdingId, custodyId }
    const holding = (await deps.registry.get(deps.reader, holdingId))?.document
    if (holding !== undefined && !isReached(holding, unit, keys)) units.push(unit)
  }
  return { units, next: page.next === undefined ? undefined : { after: page.next } }
}

const isReached = (holding: Holding, unit: Unit, keys: ReadonlySet<string>): boolean =>
  isHeld(holding, unit) && keysOfHolding(holding).some((key) => keys.has(key))
