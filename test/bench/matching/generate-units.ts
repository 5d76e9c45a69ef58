import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import type { Clause, ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { Random } from '../create-random.ts'
import { drawRank, drawUnit, type Model, modelAt } from './create-fleet.ts'

/** Few models make up most of a fleet: the chance of a rank falls with rank to the power of this. */
const fleetSteepness = 0.8

/** Units as the inventories of all facilities report them, of each of which everything is known. */
export const generateUnits = (count: number, random: Random): readonly UnitFacts[] =>
  Array.from({ length: count }, () => drawUnit(modelAt(drawRank(random, fleetSteepness)), random))

/**
 * Units of recalled products, half of them with a mark that the notice names, so that few of them are met by nothing.
 * The marks not named come from any model.
 */
export const aimUnits = (
  count: number,
  scopes: readonly IndexedScope[],
  random: Random,
  drawModel: (random: Random) => Model = (from) => modelAt(drawRank(from, 0)),
): readonly UnitFacts[] =>
  Array.from({ length: count }, () => {
    const product = random.pick(random.pick(scopes).products)
    const { di: _di, manufacturer: _maker, ref: _ref, ...marks } = drawUnit(drawModel(random), random)
    const aimed = random.below(2) === 0 ? {} : markOf(product.units, random)
    return { ...productNamed(product, random), ...marks, ...aimed }
  })

function productNamed({ dis, refs, manufacturer }: ScopeProduct, random: Random): UnitFacts {
  const di = dis.length > 0 ? { di: random.pick(dis) } : {}
  const ref = refs.length > 0 ? { manufacturer, ref: random.pick(refs) } : {}
  return { ...di, ...ref }
}

/** A mark at the clause's edge, or one on its list. */
function markOf(clause: Clause, random: Random): UnitFacts {
  if ('lots' in clause) return { lot: random.pick(clause.lots) }
  if ('serials' in clause) return { serial: random.pick(clause.serials) }
  if ('serialRange' in clause) {
    return { serial: random.pick([clause.serialRange.from, clause.serialRange.to]) }
  }
  if ('manufacturedBetween' in clause) return { manufacturedOn: edgeOf(clause.manufacturedBetween, random) }
  if ('expiresBetween' in clause) return { expiresOn: edgeOf(clause.expiresBetween, random) }
  if ('software' in clause) {
    const { equals = [], atLeast, below, except = [] } = clause.software
    const named = [...equals, ...except, atLeast, below].filter((version) => version !== undefined)
    return named.length > 0 ? { softwareVersion: random.pick(named) } : {}
  }
  if ('not' in clause) return markOf(clause.not, random)
  if ('anyOf' in clause) return markOf(random.pick(clause.anyOf), random)
  if ('allOf' in clause) return Object.assign({}, ...clause.allOf.map((part) => markOf(part, random)))
  return {}
}

function edgeOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  random: Random,
) {
  return random.pick([from, to].filter((date) => date !== undefined))
}

/** The same units as a poorer inventory knows them: marks missing, mistyped, cut short or in words. */
export const leaveGaps = (units: readonly UnitFacts[], random: Random): readonly UnitFacts[] =>
  units.map(({ serial, lot, softwareVersion, manufacturedOn, expiresOn, ...product }) => ({
    ...product,
    ...perhaps('serial', serial, random, [asTyped, asTyped, cutShort]),
    ...perhaps('lot', lot, random, [asTyped, cutShort]),
    ...perhaps('softwareVersion', softwareVersion, random, [asWords, cutShort]),
    ...perhaps('manufacturedOn', manufacturedOn, random, []),
    ...perhaps('expiresOn', expiresOn, random, []),
  }))

type Spoiler = (mark: string, random: Random) => string

/** Of twelve marks three are missing and one is spoiled each way. */
function perhaps(
  name: string,
  mark: string | undefined,
  random: Random,
  spoilers: readonly Spoiler[],
): UnitFacts {
  const choice = random.below(12)
  if (mark === undefined || choice < 3) return {}
  return { [name]: spoilers[choice - 3]?.(mark, random) ?? mark }
}

const asTyped: Spoiler = (mark, random) =>
  random.pick([
    mark.toLowerCase(),
    mark.replace('0', 'O'),
    ` ${mark.slice(0, 3)}-${mark.slice(3)}`,
    `0${mark}`,
  ])
const cutShort: Spoiler = (mark, random) => mark.slice(0, 1 + random.below(mark.length))
const asWords: Spoiler = (mark, random) => random.pick([`v${mark}`, `${mark}-beta`, 'latest', `${mark}.1`])
