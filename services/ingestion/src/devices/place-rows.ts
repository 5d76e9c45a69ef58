import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import {
  holdingAfter,
  meetHolding,
  type Whereabouts,
  whereaboutsOf,
} from '@recallwire/domain/device/meet-holding.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { StagedRow } from '@recallwire/ports/import-store.ts'
import { createUnitSet } from './unit-set.ts'

/** A row with the registry row it speaks of, as that is now and as this row would leave it (undefined: as it is). */
export type PlacedRow = StagedRow & {
  readonly holdingId: string
  readonly before: Holding | undefined
  readonly after: Holding | undefined
}

export interface RowPlacer {
  /** The next rows of the import, in row order. */
  place(rows: readonly StagedRow[]): Promise<readonly PlacedRow[]>
  /** Whether a row so far speaks of this registry row. */
  isListed(holdingId: string): boolean
}

/**
 * Foretells what the matcher will do with staged rows, by its own rule. Two rows of a file rarely speak of one registry row (a
 * serial, and the tag of the same device): only then is the effect of the first one remembered, so that a million rows
 * take no more memory than their 24 to 48 bytes in the set.
 */
export function createRowPlacer(
  { imports, registry }: Pick<BackEnd, 'imports' | 'registry'>,
  importId: string,
  reader: Reader,
): RowPlacer {
  const listed = createUnitSet()
  const foretold = new Map<string, Holding>()
  const ask = async (whereabouts: readonly Whereabouts[]) =>
    (await registry.metBy(reader, whereabouts)).map(({ document }) => document)

  const foretell = (
    { row, observation }: StagedRow,
    whereabouts: Whereabouts,
    stored: readonly Holding[],
  ) => {
    const inRegistry = new Map(stored.map((holding) => [holding.holdingId, holding]))
    const ids = [...new Set([...idsOf(whereabouts), ...inRegistry.keys()])].sort()
    const known = ids.flatMap((id) => foretold.get(id) ?? inRegistry.get(id) ?? [])
    const place = meetHolding(observation, whereabouts, known)
    const before = known.find(({ holdingId }) => holdingId === place.holdingId)
    const after = holdingAfter(before, place, observation, eventIdOf('import', importId, row))
    return { row, observation, holdingId: place.holdingId, before, after }
  }
  const remember = (placed: PlacedRow) => {
    const holding = placed.after ?? placed.before
    if (holding !== undefined) foretold.set(placed.holdingId, holding)
  }
  /** The registry does not show yet what the file's own earlier row did to this one. */
  const recall = async (earlier: number) => {
    const [staged] = await imports.staged(importId, earlier - 1, 1)
    if (staged === undefined) return
    const whereabouts = whereaboutsOf(staged.observation)
    remember(foretell(staged, whereabouts, await ask([whereabouts])))
  }
  const placeOne = async (staged: StagedRow, whereabouts: Whereabouts, stored: readonly Holding[]) => {
    let isShared = false
    for (const id of new Set([...idsOf(whereabouts), ...stored.map(({ holdingId }) => holdingId)])) {
      const earlier = listed.find(id)
      if (earlier === undefined) continue
      isShared = true
      if (!foretold.has(id)) await recall(earlier)
    }
    const placed = foretell(staged, whereabouts, stored)
    if (isShared) remember(placed)
    listed.add(placed.holdingId, staged.row)
    return placed
  }
  return {
    place: async (rows) => {
      const asked = rows.map((staged) => ({ staged, whereabouts: whereaboutsOf(staged.observation) }))
      const candidatesOf = candidates(await ask(asked.map(({ whereabouts }) => whereabouts)))
      const placed: PlacedRow[] = []
      for (const { staged, whereabouts } of asked)
        placed.push(await placeOne(staged, whereabouts, candidatesOf(whereabouts)))
      return placed
    },
    isListed: (holdingId) => listed.find(holdingId) !== undefined,
  }
}

/** Finds, of the rows that were asked for together, those that matter to one observation. */
function candidates(stored: readonly Holding[]): (whereabouts: Whereabouts) => readonly Holding[] {
  const byHolding = new Map(stored.map((holding) => [holding.holdingId, holding]))
  const byUnit = Map.groupBy(stored, ({ unitKey, facilityId }) => `${unitKey} ${facilityId}`)
  return (whereabouts) => {
    const sameUnit = byUnit.get(`${whereabouts.unitKey} ${whereabouts.facilityId}`) ?? []
    const named = idsOf(whereabouts).flatMap((id) => byHolding.get(id) ?? [])
    return [...new Set([...named, ...sameUnit])]
  }
}

const idsOf = ({ holdingId, taggedId }: Whereabouts): readonly string[] =>
  taggedId === undefined ? [holdingId] : [holdingId, taggedId]
