import type { Clause } from '../scope/scope.ts'
import { firstOf, isSorted, kindOf, linkCriterion, setSorted, unlinkCriterion } from './buckets.ts'
import { addRow, type Criterion, conditionOf, freeRow, highOf, listOf, lowOf, nextOf } from './criteria.ts'
import type { IndexData } from './index-data.ts'
import { kinds } from './kinds.ts'
import { addMarks, addPrefixes, removeMarks, removePrefixes } from './marks-in-lists.ts'
import { addRange, createRangeTable, removeRange } from './range-table.ts'
import { addSpan, createSpanList, removeSpan } from './span-list.ts'

/** Above so many, a list of ranges, days or versions is kept in order besides; of fewer, each is asked. */
const mostUnsorted = 16

/** Puts a criterion into the list of its product key and kind, and into what that list is searched by. */
export function fileCriterion(data: IndexData, criterion: Criterion): number {
  const { criteria, buckets, marks } = data
  const { list, condition } = criterion
  const row = addRow(criteria, criterion)
  linkCriterion(buckets, criteria, row)
  switch (kindOf(list)) {
    case kinds.lots:
    case kinds.serials:
      addMarks(marks, list, marksOf(condition.leaf), row)
      break
    case kinds.prefixes:
      addPrefixes(marks, list, marksOf(condition.leaf), row)
      break
    case kinds.ranges:
    case kinds.made:
    case kinds.expires:
    case kinds.software:
      sortIn(data, list, row)
  }
  return row
}

export function takeOffCriterion(data: IndexData, row: number): void {
  const { criteria, buckets, marks } = data
  const list = listOf(criteria, row)
  const leaf = conditionOf(criteria, row)?.leaf ?? { allOf: [] }
  if (isSorted(buckets, list)) takeOutSorted(data, list, row)
  switch (kindOf(list)) {
    case kinds.lots:
    case kinds.serials:
      removeMarks(marks, list, marksOf(leaf), row)
      break
    case kinds.prefixes:
      removePrefixes(marks, list, marksOf(leaf), row)
  }
  unlinkCriterion(buckets, criteria, row)
  freeRow(criteria, row)
}

const marksOf = (leaf: Clause): readonly string[] => {
  if ('lots' in leaf) return leaf.lots
  if ('serials' in leaf) return leaf.serials
  return 'serialPrefix' in leaf ? leaf.serialPrefix : []
}

function sortIn(data: IndexData, list: number, row: number): void {
  const { criteria, buckets } = data
  if (isSorted(buckets, list)) {
    putSorted(data, list, row)
    return
  }
  let length = 0
  for (let one = row; one !== 0 && length <= mostUnsorted; one = nextOf(criteria, one)) length += 1
  if (length <= mostUnsorted) return
  for (let one = row; one !== 0; one = nextOf(criteria, one)) putSorted(data, list, one)
  setSorted(buckets, list, true)
}

function putSorted({ criteria, ranges, spans }: IndexData, list: number, row: number): void {
  const [low, high, shape] = [lowOf(criteria, row), highOf(criteria, row), conditionOf(criteria, row)?.shape]
  if (shape === undefined) addSpan(madeAt(spans, list, createSpanList), low, high, row)
  else addRange(madeAt(ranges, list, createRangeTable), shape, low, high, row)
}

function takeOutSorted({ criteria, buckets, ranges, spans }: IndexData, list: number, row: number): void {
  const [low, shape] = [lowOf(criteria, row), conditionOf(criteria, row)?.shape]
  const [table, sorted] = [ranges.get(list), spans.get(list)]
  if (table !== undefined && shape !== undefined) removeRange(table, shape, low, row)
  if (sorted !== undefined) removeSpan(sorted, low, row)
  const isLast = firstOf(buckets, list) === row && nextOf(criteria, row) === 0
  if (!isLast) return
  ranges.delete(list)
  spans.delete(list)
  setSorted(buckets, list, false)
}

function madeAt<Value>(map: Map<number, Value>, key: number, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
