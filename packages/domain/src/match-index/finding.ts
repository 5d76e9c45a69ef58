import type { SoftwareTest } from '../scope/scope.ts'
import { dayNumber } from './day-number.ts'
import { type Kind, kinds } from './kinds.ts'
import { isOrderly, type Planned } from './plan-criteria.ts'
import { type RangeShape, readRange } from './range-shape.ts'
import { firstEqual, lastBeginning, lastEqual, placesCutShort, versionFormOf } from './version-form.ts'

/** A stretch of an axis. Units in one that is doubtful may be covered. */
export type Span = { readonly low: number; readonly high: number; readonly isDoubtful?: true }

/** How a condition is found. What is found by its text, or always, has one span without meaning. */
export type Finding = {
  readonly kind: Kind
  readonly spans: readonly Span[]
  readonly shape?: RangeShape | undefined
}

const anywhere: readonly Span[] = [{ low: 0, high: 0 }]
const always: Finding = { kind: kinds.evaluated, spans: anywhere }

/** What is planned to be found by no leaf, or by one that nothing can order as it is written, is evaluated every time. */
export function findingOf({ leaf, whole }: Planned): Finding {
  if (leaf === whole) return always
  if ('all' in leaf) return { kind: kinds.everyUnit, spans: anywhere }
  if ('lots' in leaf) return { kind: kinds.lots, spans: anywhere }
  if ('serials' in leaf) return { kind: kinds.serials, spans: anywhere }
  if ('serialPrefix' in leaf) return { kind: kinds.prefixes, spans: anywhere }
  if ('serialRange' in leaf) {
    const range = readRange(leaf.serialRange)
    return range === undefined ? always : { kind: kinds.ranges, spans: [range], shape: range.shape }
  }
  if ('manufacturedBetween' in leaf) return spansOf(kinds.made, daysOf(leaf.manufacturedBetween))
  if ('expiresBetween' in leaf) return spansOf(kinds.expires, daysOf(leaf.expiresBetween))
  return 'software' in leaf ? spansOf(kinds.software, versionsOf(leaf.software)) : always
}

const spansOf = (kind: Kind, spans: readonly Span[] | undefined): Finding =>
  spans === undefined ? always : { kind, spans }

const [least, greatest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

function daysOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  const low = from === undefined ? least : dayNumber(from)
  const high = to === undefined ? greatest : dayNumber(to)
  return low === undefined || high === undefined ? undefined : [{ low, high }]
}

/** Of a test of one demand, or of a pair of bounds, between versions that are all numbers. */
function versionsOf(test: SoftwareTest): readonly Span[] | undefined {
  const { equals, startsWith, atLeast, below } = test
  if (!isOrderly(test)) return undefined
  const named = [...(equals ?? []), startsWith, atLeast, below].filter((version) => version !== undefined)
  if (!named.every((version) => versionFormOf(version).isPlain)) return undefined
  if (startsWith !== undefined) {
    const start = versionFormOf(startsWith)
    // `6` may be short for 6.02.
    const cutShort = placesCutShort(startsWith).map(
      (place) => ({ low: place, high: place, isDoubtful: true }) as const,
    )
    return [...cutShort, { low: start.place, high: lastBeginning(start) }]
  }
  if (equals !== undefined) {
    return equals.map(versionFormOf).map((form) => ({ low: firstEqual(form), high: lastEqual(form) }))
  }
  const low = atLeast === undefined ? least : firstEqual(versionFormOf(atLeast))
  const high = below === undefined ? greatest : firstEqual(versionFormOf(below)) - 1
  return [{ low, high }]
}
