import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import type { Clause, ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { Random } from '../create-random.ts'
import { dayOf, daysOfMaking, drawRank, lotOf, type Model, modelAt, serialOf } from './create-fleet.ts'

/** How much steeper than all alike: commoner models are recalled somewhat more often. */
const recallSteepness = 0.3

type Kind = {
  readonly kind: string
  readonly of100: number
  readonly clause: (model: Model, random: Random) => Clause
}

/** By what a notice tells units apart, and how many in a hundred criteria do. */
export const kinds: readonly Kind[] = [
  { kind: 'lots', of100: 35, clause: (model, random) => ({ lots: lotsOf(model, random) }) },
  { kind: 'software', of100: 19, clause: (model, random) => ({ software: softwareOf(model, random) }) },
  { kind: 'serialRange', of100: 12, clause: (model, random) => ({ serialRange: rangeOf(model, random) }) },
  { kind: 'all', of100: 12, clause: () => ({ all: true }) },
  {
    kind: 'manufacturedBetween',
    of100: 6,
    clause: (_, random) => ({ manufacturedBetween: datesOf(random) }),
  },
  { kind: 'expiresBetween', of100: 4, clause: (_, random) => ({ expiresBetween: datesOf(random) }) },
  { kind: 'serials', of100: 8, clause: (model, random) => ({ serials: serialsOf(model, random) }) },
  {
    kind: 'serialPrefix',
    of100: 1,
    clause: (model, random) => ({ serialPrefix: prefixesOf(model, random) }),
  },
  { kind: 'compound', of100: 3, clause: compoundOf },
]

/** So many open recalls, the same ones for the same random numbers. Ids begin with `name`. */
export const generateScopes = (count: number, random: Random, name: string): readonly IndexedScope[] =>
  Array.from({ length: count }, (_, number) => generateScope(recallIdOf(name, number), random))

const recallIdOf = (name: string, number: number): string => `${name}-${String(number).padStart(6, '0')}`

/** One notice in ten names two products. */
const generateScope = (recallId: string, random: Random): IndexedScope => ({
  recallId,
  products: Array.from({ length: random.below(10) === 0 ? 2 : 1 }, (_, index) =>
    productOf(`P${index + 1}`, modelAt(drawRank(random, recallSteepness)), random),
  ),
})

function productOf(productId: string, model: Model, random: Random): ScopeProduct {
  const named = random.below(100)
  const others = named < 20 ? [modelAt(drawRank(random, recallSteepness)).di] : []
  return {
    productId,
    name: `Model ${model.ref}`,
    manufacturer: model.manufacturer,
    // Six in a hundred notices name maker and model alone, and as many name them beside the UDI-DI.
    refs: named >= 88 ? [model.ref] : [],
    dis: named >= 94 ? [] : [model.di, ...others],
    units: drawKind(random).clause(model, random),
    verbatim: 'See the list in the notice.',
  }
}

function drawKind(random: Random): Kind {
  let left = random.below(100)
  for (const kind of kinds) {
    left -= kind.of100
    if (left < 0) return kind
  }
  throw new RangeError('The kinds of criteria do not add up to a hundred')
}

/** Most notices list a handful of units, a few list thousands. */
const lengthOf = (random: Random, least: number, most: number): number =>
  Math.min(most, Math.floor(least / random.fraction() ** 0.9))

const distinct = (length: number, draw: () => string): readonly string[] => [
  ...new Set(Array.from({ length }, draw)),
]

const lotsOf = (model: Model, random: Random): readonly string[] =>
  distinct(lengthOf(random, 1, 60), () => lotOf(model, random.below(model.lotsMade)))

const serialsOf = (model: Model, random: Random): readonly string[] =>
  distinct(lengthOf(random, 3, 25_000), () => serialOf(model, 1 + random.below(model.serialsMade)))

function rangeOf(model: Model, random: Random) {
  const length = Math.floor(model.serialsMade * (0.002 + 0.05 * random.fraction()))
  const from = 1 + random.below(model.serialsMade - length)
  return { from: serialOf(model, from), to: serialOf(model, from + length) }
}

/** Serials that begin with the model's letters and the first digits. */
const prefixesOf = (model: Model, random: Random): readonly string[] =>
  distinct(1 + random.below(3), () =>
    serialOf(model, 1 + random.below(model.serialsMade)).slice(0, model.serialPrefix.length + 3),
  )

function datesOf(random: Random) {
  const from = random.below(daysOfMaking)
  const to = from + 20 + random.below(300)
  const open = random.below(12)
  if (open === 0) return { to: dayOf(from) }
  return open === 1 ? { from: dayOf(from) } : { from: dayOf(from), to: dayOf(to) }
}

function softwareOf({ versions }: Model, random: Random) {
  const version = random.pick(versions)
  const [major = '', minor = ''] = version.split('.')
  switch (random.below(6)) {
    case 0:
      return { startsWith: major }
    case 1:
      return { startsWith: `${major}.${minor}` }
    case 2:
      return { below: version }
    case 3:
      return { atLeast: version, except: [versions.at(-1) ?? version] }
    default:
      return { equals: distinct(1 + random.below(2), () => random.pick(versions)).slice() }
  }
}

function compoundOf(model: Model, random: Random): Clause {
  const lots = { lots: lotsOf(model, random) }
  const range = { serialRange: rangeOf(model, random) }
  switch (random.below(4)) {
    case 0:
      return { anyOf: [lots, range] }
    case 1:
      return { allOf: [range, { not: { software: softwareOf(model, random) } }] }
    case 2:
      return { allOf: [{ manufacturedBetween: datesOf(random) }, { not: lots }] }
    default:
      return {
        allOf: [
          lots,
          { anyOf: [{ software: softwareOf(model, random) }, { expiresBetween: datesOf(random) }] },
        ],
      }
  }
}
