import { foldMark, type MarkShape, shapeOf } from '../scope/marks.ts'
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
} from './interval-list.ts'

type SerialRange = { readonly from: string; readonly to: string }

/** Ranges of serials of one prefix and one number of digits. A number keeps the last 15 digits; `lead` is what is before. */
type Width = {
  readonly digits: number
  readonly byLead: Map<string, IntervalList>
  /** Ranges over more than one lead. */
  readonly wide: Criterion[]
  readonly criteria: Criterion[]
}
type Prefix = { readonly prefix: string; readonly widths: Map<number, Width> }

/** Printed ranges of serials, in groups of those that are ordered by the same rule (`rangeHolds`). */
export type RangeTable = {
  readonly byPrefix: Map<string, Prefix>
  /** By how a prefix looks when folded: a serial of another prefix that looks like it may be in the range. */
  readonly alike: Map<string | undefined, Map<string, Criterion[]>>
  /** Their ends are of different shape: no serial can be ordered against them. */
  readonly unordered: Criterion[]
  readonly criteria: Criterion[]
}

export const createRangeTable = (): RangeTable => ({
  byPrefix: new Map(),
  alike: new Map(),
  unordered: [],
  criteria: [],
})

const numberDigits = 15

export function addRange(table: RangeTable, range: SerialRange, criterion: Criterion): void {
  table.criteria.push(criterion)
  const ends = endsOf(range)
  if (ends === undefined) {
    table.unordered.push(criterion)
    return
  }
  const { from, to } = ends
  const width = widthOf(table, from)
  width.criteria.push(criterion)
  const lead = leadOf(from)
  if (lead === leadOf(to)) {
    const list = width.byLead.get(lead) ?? createIntervalList()
    width.byLead.set(lead, list)
    addInterval(list, numberOf(from), numberOf(to), criterion)
  } else width.wide.push(criterion)
  const alike = alikeOf(table, range)
  const criteria = alike.get(from.prefix)
  if (criteria === undefined) alike.set(from.prefix, [criterion])
  else criteria.push(criterion)
}

export function removeRange(table: RangeTable, range: SerialRange, criterion: Criterion): void {
  takeOut(table.criteria, criterion)
  const ends = endsOf(range)
  if (ends === undefined) {
    takeOut(table.unordered, criterion)
    return
  }
  const { from } = ends
  const width = widthOf(table, from)
  takeOut(width.criteria, criterion)
  takeOut(width.wide, criterion)
  const list = width.byLead.get(leadOf(from))
  if (list !== undefined) removeIntervals(list, criterion)
  if (list?.criteria.length === 0) width.byLead.delete(leadOf(from))
  const alike = alikeOf(table, range)
  takeOut(alike.get(from.prefix) ?? [], criterion)
  if (alike.get(from.prefix)?.length === 0) alike.delete(from.prefix)
  if (alike.size === 0) table.alike.delete(foldedPrefixOf(range))
  if (width.criteria.length > 0) return
  const prefix = table.byPrefix.get(from.prefix)
  prefix?.widths.delete(width.digits)
  if (prefix?.widths.size === 0) table.byPrefix.delete(from.prefix)
}

export function findRanges(
  table: RangeTable,
  serial: string | undefined,
  folded: string,
  answer: Answer,
): void {
  const shape = serial === undefined ? undefined : shapeOf(serial)
  if (shape === undefined) {
    reportAll(answer, table.criteria, mayHold)
    return
  }
  reportAll(answer, table.unordered, mayHold)
  const { prefix, digits } = shape
  for (const width of table.byPrefix.get(prefix)?.widths.values() ?? []) {
    if (width.digits === digits.length) findInWidth(width, shape, answer)
    else reportAll(answer, width.criteria, mayHold)
  }
  const looks = folded === serial ? prefix : shapeOf(folded)?.prefix
  for (const [other, criteria] of table.alike.get(looks) ?? []) {
    if (other !== prefix) reportAll(answer, criteria, mayHold)
  }
}

function findInWidth(width: Width, shape: MarkShape, answer: Answer): void {
  reportAll(answer, width.wide, mustBeEvaluated)
  const list = width.byLead.get(leadOf(shape))
  const at = numberOf(shape)
  if (list !== undefined) findIntervals(list, at, at, answer, holds)
}

function endsOf(range: SerialRange): { readonly from: MarkShape; readonly to: MarkShape } | undefined {
  const [from, to] = [shapeOf(range.from), shapeOf(range.to)]
  if (from === undefined || to === undefined || from.prefix !== to.prefix) return undefined
  return from.digits.length === to.digits.length ? { from, to } : undefined
}

const leadOf = ({ digits }: MarkShape): string =>
  digits.length <= numberDigits ? '' : digits.slice(0, -numberDigits)

const numberOf = ({ digits }: MarkShape): number => Number(digits.slice(-numberDigits))

function widthOf(table: RangeTable, { prefix, digits }: MarkShape): Width {
  const group = table.byPrefix.get(prefix) ?? { prefix, widths: new Map<number, Width>() }
  table.byPrefix.set(prefix, group)
  const width = group.widths.get(digits.length) ?? {
    digits: digits.length,
    byLead: new Map<string, IntervalList>(),
    wide: [],
    criteria: [],
  }
  group.widths.set(digits.length, width)
  return width
}

function alikeOf(table: RangeTable, range: SerialRange): Map<string, Criterion[]> {
  const key = foldedPrefixOf(range)
  const alike = table.alike.get(key) ?? new Map<string, Criterion[]>()
  table.alike.set(key, alike)
  return alike
}

const foldedPrefixOf = ({ from }: SerialRange): string | undefined => shapeOf(foldMark(from))?.prefix
