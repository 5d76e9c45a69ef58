import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { plural } from '../words/words.ts'

type Facts = Omit<UnitFacts, 'location'>

/** How a person finds the unit: by its serial, its lot, or the facility's own tag. */
export function unitName(facts: Facts): string {
  if (facts.serial !== undefined) return `Serial ${facts.serial}`
  if (facts.lot !== undefined) {
    return facts.quantity === undefined
      ? `Lot ${facts.lot}`
      : `Lot ${facts.lot}, ${plural(facts.quantity, 'unit')}`
  }
  return facts.assetTag === undefined
    ? 'Unit without serial or lot'
    : `Asset ${facts.assetTag}, no serial on record`
}

export function productName(facts: Facts, productId: string): string {
  const named = facts.di === undefined ? [facts.manufacturer, facts.ref] : [`UDI-DI ${facts.di}`]
  return [productId, ...named].filter(Boolean).join(', ')
}

/** Units that are still a question to the facility, the surest first. */
export const unitsInOrder = (units: readonly CaseUnit[]): readonly CaseUnit[] =>
  units
    .filter((unit) => unit.verdict.value !== 'outside')
    .toSorted(
      (a, b) =>
        Number(a.verdict.value === 'possible') - Number(b.verdict.value === 'possible') ||
        unitName(a.facts).localeCompare(unitName(b.facts)),
    )
