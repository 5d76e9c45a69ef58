import type { Holding } from '@recallwire/domain/device/holding.ts'
import { factsOf } from '@recallwire/domain/device/holding.ts'
import {
  compareHoldings,
  type DifferenceKind,
  type FacilityDifference,
  type UnitDifference,
} from '@recallwire/domain/device/inventory-difference.ts'
import type { PlacedRow } from './place-rows.ts'

export interface DifferenceTally {
  row(placed: PlacedRow): void
  /** A live unit of a facility whose inventory is complete; `isUnlisted`: it will be removed. */
  live(holding: Holding, isUnlisted: boolean): void
  /** The facility is among those compared, even where it has neither rows nor units. */
  facility(facilityId: string): void
  facilities(): readonly FacilityDifference[]
  examples(): readonly UnitDifference[]
}

const examplesOfKind = 200

type Counts = { -readonly [Field in keyof FacilityDifference]: FacilityDifference[Field] }

/** Counts what rows do, facility by facility, and keeps the first of each kind to be shown. */
export function createDifferenceTally(): DifferenceTally {
  const counts = new Map<string, Counts>()
  const examples: Record<UnitDifference['kind'], UnitDifference[]> = {
    added: [],
    changed: [],
    removed: [],
    returning: [],
  }
  const countsOf = (facilityId: string): Counts => {
    const known = counts.get(facilityId)
    if (known !== undefined) return known
    const none = { added: 0, changed: 0, unchanged: 0, removed: 0, returning: 0, older: 0, unlisted: 0 }
    const made = { facilityId, ...none }
    counts.set(facilityId, made)
    return made
  }
  const show = (difference: UnitDifference) => {
    const shown = examples[difference.kind]
    if (shown.length < examplesOfKind) shown.push(difference)
  }
  return {
    row: ({ row, observation: { facilityId }, holdingId, before, after }) => {
      const { kind, changes } = compareHoldings(before, after)
      const own = countsOf(facilityId)
      own[kind] += 1
      if (after === undefined) own.older += 1
      else if (isShown(kind)) {
        show({ kind, row, facilityId, holdingId, facts: factsOf(after), changes: [...changes] })
      }
    },
    live: (holding, isUnlisted) => {
      const { facilityId, holdingId } = holding
      const own = countsOf(facilityId)
      own.live = (own.live ?? 0) + 1
      if (!isUnlisted) return
      own.removed += 1
      own.unlisted += 1
      show({ kind: 'removed', facilityId, holdingId, facts: factsOf(holding), changes: [] })
    },
    facility: (facilityId) => {
      const own = countsOf(facilityId)
      own.live ??= 0
    },
    facilities: () => [...counts.values()].map((own) => ({ ...own })),
    examples: () => Object.values(examples).flat(),
  }
}

const isShown = (kind: DifferenceKind): kind is UnitDifference['kind'] => kind !== 'unchanged'
