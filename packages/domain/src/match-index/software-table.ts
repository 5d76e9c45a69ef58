import type { SoftwareTest } from '../scope/scope.ts'
import {
  type Answer,
  type Criterion,
  holds,
  mayHold,
  mustBeEvaluated,
  reportAll,
  takeOut,
} from './criterion.ts'
import {
  addInterval,
  createIntervalList,
  findIntervals,
  type IntervalList,
  removeIntervals,
  shiftEnds,
} from './interval-list.ts'
import { type VersionForm, versionFormOf } from './version-form.ts'

/**
 * Demands on a software version. The bounds that occur stand in order; the bound at `i` has the number `2 * i + 1`, and
 * what lies before it `2 * i`, so that spans of versions are spans of whole numbers.
 */
export type SoftwareTable = {
  readonly bounds: string[]
  readonly spans: IntervalList
  /** What begins with it holds. */
  readonly starts: Map<string, Criterion[]>
  /** What ends before it may hold: `6` may be short for 6.02. */
  readonly cutShort: Map<string, Criterion[]>
  /** Their bounds have segments that are no numbers. */
  readonly odd: Criterion[]
  readonly criteria: Criterion[]
}

export const createSoftwareTable = (): SoftwareTable => ({
  bounds: [],
  spans: createIntervalList(),
  starts: new Map(),
  cutShort: new Map(),
  odd: [],
  criteria: [],
})

/** Takes a test of one demand, or of a pair of bounds. */
export function addSoftware(table: SoftwareTable, test: SoftwareTest, criterion: Criterion): void {
  table.criteria.push(criterion)
  const { startsWith, atLeast, below, equals = [] } = test
  const texts = [startsWith, atLeast, below, ...equals].filter((text) => text !== undefined)
  if (!texts.every((text) => versionFormOf(text).isPlain)) table.odd.push(criterion)
  else if (startsWith !== undefined) addStart(table, versionFormOf(startsWith), criterion)
  else if (test.equals !== undefined) {
    for (const version of equals) {
      const place = numberOf(table, version)
      addInterval(table.spans, place, place, criterion)
    }
  } else {
    for (const bound of [atLeast, below]) if (bound !== undefined) numberOf(table, bound)
    const low = atLeast === undefined ? Number.NEGATIVE_INFINITY : numberOf(table, atLeast)
    const high = below === undefined ? Number.POSITIVE_INFINITY : numberOf(table, below) - 1
    addInterval(table.spans, low, high, criterion)
  }
}

export function removeSoftware(table: SoftwareTable, test: SoftwareTest, criterion: Criterion): void {
  takeOut(table.criteria, criterion)
  takeOut(table.odd, criterion)
  removeIntervals(table.spans, criterion)
  if (test.startsWith === undefined) return
  const { starts } = versionFormOf(test.startsWith)
  for (const start of ['', ...starts]) {
    for (const criteria of [table.starts, table.cutShort]) {
      takeOut(criteria.get(start) ?? [], criterion)
      if (criteria.get(start)?.length === 0) criteria.delete(start)
    }
  }
}

export function findSoftware(table: SoftwareTable, version: VersionForm | undefined, answer: Answer): void {
  if (version === undefined) {
    reportAll(answer, table.criteria, mayHold)
    return
  }
  reportAll(answer, table.odd, mustBeEvaluated)
  for (const start of version.starts) reportAll(answer, table.starts.get(start) ?? none, holds)
  reportAll(answer, table.cutShort.get(version.starts.at(-1) ?? '') ?? none, mayHold)
  findSpans(table, version, answer)
}

const none: readonly Criterion[] = []

/** An odd version is ordered only against bounds that differ from it in the numbers it begins with. */
function findSpans(
  { bounds, spans }: SoftwareTable,
  { isPlain, low, high }: VersionForm,
  answer: Answer,
): void {
  const first = firstFrom(bounds, low)
  if (isPlain) {
    const place = 2 * first + (bounds[first] === low ? 1 : 0)
    findIntervals(spans, place, place, answer, holds)
  } else findIntervals(spans, 2 * first, 2 * firstFrom(bounds, high), answer, mustBeEvaluated)
}

function addStart(table: SoftwareTable, { starts }: VersionForm, criterion: Criterion): void {
  const shorter = ['', ...starts.slice(0, -1)]
  for (const start of shorter) put(table.cutShort, start, criterion)
  put(table.starts, starts.at(-1) ?? '', criterion)
}

function put(criteria: Map<string, Criterion[]>, start: string, criterion: Criterion): void {
  const known = criteria.get(start)
  if (known === undefined) criteria.set(start, [criterion])
  else known.push(criterion)
}

/** The number of a bound; one that is new moves those behind it. It stays when its criteria go: bounds are few. */
function numberOf({ bounds, spans }: SoftwareTable, version: string): number {
  const { low } = versionFormOf(version)
  const at = firstFrom(bounds, low)
  if (bounds[at] !== low) {
    bounds.splice(at, 0, low)
    shiftEnds(spans, 2 * at, 2)
  }
  return 2 * at + 1
}

/** The first place whose text is not smaller. */
function firstFrom(texts: readonly string[], text: string): number {
  let [from, to] = [0, texts.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((texts[middle] ?? '') < text) from = middle + 1
    else to = middle
  }
  return from
}
