import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import type { Clause } from '@recallwire/domain/scope/scope.ts'
import type { Random } from '../create-random.ts'
import { dayOf, daysOfMaking, drawUnit, lotOf, type Model, modelAt, serialOf } from './create-fleet.ts'
import { aimUnits } from './generate-units.ts'

/**
 * One model of which very much was made, and to which every criterion belongs. Each covers little, as it must where so many
 * are open: there is none over all units, and one unit is rarely met by two.
 */
const model: Model = {
  ...modelAt(0),
  serialDigits: 8,
  serialsMade: 20_000_000,
  lotsMade: 1_000_000,
  versions: Array.from({ length: 4_000 }, (_, index) => versionAt(index)),
}

function versionAt(index: number): string {
  return [Math.floor(index / 400) + 1, Math.floor(index / 10) % 40, index % 10].join('.')
}

/** Of a hundred criteria: lots 46, serial ranges 24, serial lists 16, both made and a range 11, software 2, made 1. */
export const generateOneDiScopes = (count: number, random: Random): readonly IndexedScope[] =>
  Array.from({ length: count }, (_, number) => ({
    recallId: `R-${String(number).padStart(6, '0')}`,
    products: [
      {
        productId: 'P1',
        name: 'The one model',
        manufacturer: model.manufacturer,
        refs: [],
        dis: [model.di],
        units: clauseOf(random),
        verbatim: 'See the list in the notice.',
      },
    ],
  }))

function clauseOf(random: Random): Clause {
  const kind = random.below(100)
  if (kind < 46) return { lots: severalOf(random, 8, () => lotOf(model, random.below(model.lotsMade))) }
  if (kind < 70) return { serialRange: rangeOf(random, 10 + random.below(190)) }
  if (kind < 86) {
    return { serials: severalOf(random, 60, () => serialOf(model, 1 + random.below(model.serialsMade))) }
  }
  if (kind < 87) return { software: { equals: [...severalOf(random, 2, () => random.pick(model.versions))] } }
  if (kind < 88) {
    const first = random.below(model.versions.length - 3)
    return { software: { atLeast: versionAt(first), below: versionAt(first + 1 + random.below(2)) } }
  }
  if (kind < 99) {
    const made = { manufacturedBetween: daysOf(random, 200 + random.below(400)) }
    return { allOf: [made, { serialRange: rangeOf(random, 100 + random.below(1_900)) }] }
  }
  return { manufacturedBetween: daysOf(random, random.below(2)) }
}

const severalOf = (random: Random, most: number, draw: () => string): readonly string[] => [
  ...new Set(Array.from({ length: 1 + random.below(most) }, draw)),
]

function rangeOf(random: Random, length: number) {
  const from = 1 + random.below(model.serialsMade - length)
  return { from: serialOf(model, from), to: serialOf(model, from + length) }
}

function daysOf(random: Random, length: number) {
  const from = random.below(daysOfMaking - length)
  return { from: dayOf(from), to: dayOf(from + length) }
}

export const generateOneDiUnits = (count: number, random: Random): readonly UnitFacts[] =>
  Array.from({ length: count }, () => ({ ...drawUnit(model, random), di: model.di }))

export const aimOneDiUnits = (
  count: number,
  scopes: readonly IndexedScope[],
  random: Random,
): readonly UnitFacts[] => aimUnits(count, scopes, random, () => model)
