import { type Answer, holds, mayHold, type Report } from './answer.ts'
import type { RangeShape } from './range-shape.ts'
import { addSpan, createSpanList, firstSpan, nextSpan, removeSpan, type SpanList } from './span-list.ts'
import { looksOf, type MarkReading, standingUnder } from './unit-reading.ts'

type Group = { readonly shape: RangeShape; readonly spans: SpanList }

/** Many ranges of serials of one product key, in groups of those that order the same serials. */
export type RangeTable = {
  readonly groups: Group[]
  readonly byPrefix: Map<string, Group[]>
  /** By how a prefix looks when folded. */
  readonly byLooks: Map<string | undefined, Group[]>
}

/** Of so few groups each is asked, which is sooner than to look for a prefix. */
const fewGroups = 4

export const createRangeTable = (): RangeTable => ({ groups: [], byPrefix: new Map(), byLooks: new Map() })

export function addRange(
  table: RangeTable,
  shape: RangeShape,
  low: number,
  high: number,
  criterion: number,
): void {
  const group = groupOf(table, shape) ?? addGroup(table, shape)
  addSpan(group.spans, low, high, criterion)
}

export function removeRange(table: RangeTable, shape: RangeShape, low: number, criterion: number): void {
  const group = groupOf(table, shape)
  if (group === undefined) return
  removeSpan(group.spans, low, criterion)
  if (group.spans.count > 0) return
  table.groups.splice(table.groups.indexOf(group), 1)
  takeOut(table.byPrefix, shape.prefix, group)
  takeOut(table.byLooks, shape.looks, group)
}

export function findRanges(table: RangeTable, serial: MarkReading, answer: Answer): void {
  if (table.groups.length <= fewGroups) {
    for (const group of table.groups) askGroup(group, serial, answer)
    return
  }
  const { text, digits } = serial
  const prefix = text.slice(0, text.length - digits)
  for (const group of table.byPrefix.get(prefix) ?? none) askGroup(group, serial, answer)
  for (const group of table.byLooks.get(looksOf(serial)) ?? none) {
    if (group.shape.prefix !== prefix) askGroup(group, serial, answer)
  }
}

const none: readonly Group[] = []

function askGroup({ shape, spans }: Group, serial: MarkReading, answer: Answer): void {
  const standing = standingUnder(shape, serial)
  if (standing === 'ordered') reportAt(spans, serial.number, serial.number, holds, answer)
  if (standing === 'doubtful') {
    for (let at = 0; at < spans.count; at += 1) mayHold(answer, spans.values[at] ?? 0)
  }
}

/** Reports every span with a number from `low` to `high` in it. */
export function reportAt(spans: SpanList, low: number, high: number, report: Report, answer: Answer): void {
  for (let at = firstSpan(spans, low, high); at < spans.count; at = nextSpan(spans, at + 1, low, high)) {
    report(answer, spans.values[at] ?? 0)
  }
}

const groupOf = ({ byPrefix }: RangeTable, { prefix, digits, lead }: RangeShape): Group | undefined =>
  byPrefix.get(prefix)?.find(({ shape }) => shape.digits === digits && shape.lead === lead)

function addGroup(table: RangeTable, shape: RangeShape): Group {
  const group = { shape, spans: createSpanList() }
  table.groups.push(group)
  put(table.byPrefix, shape.prefix, group)
  put(table.byLooks, shape.looks, group)
  return group
}

function put<Key>(groups: Map<Key, Group[]>, key: Key, group: Group): void {
  const known = groups.get(key)
  if (known === undefined) groups.set(key, [group])
  else known.push(group)
}

function takeOut<Key>(groups: Map<Key, Group[]>, key: Key, group: Group): void {
  const rest = groups.get(key)?.filter((other) => other !== group) ?? []
  if (rest.length > 0) groups.set(key, rest)
  else groups.delete(key)
}
