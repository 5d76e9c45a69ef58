import { bareMark, foldMark } from '../scope/marks.ts'
import { type Answer, holds, mayHold } from './answer.ts'
import { hashText, hashWithin } from './text-hash.ts'
import {
  addEntry,
  createTextTable,
  firstEntry,
  nextEntry,
  numberUnder,
  removeEntries,
  type TextTable,
  textOf,
} from './text-table.ts'
import type { MarkReading } from './unit-reading.ts'

/**
 * Listed lots, serials and prefixes of all product keys: a mark leads to the criteria that list it, by what scanners and
 * typing leave alike.
 */
export type Marks = {
  readonly table: TextTable
  /** Of each list of prefixes, how many have which length: a serial is asked once for each length that occurs. */
  readonly lengths: Map<number, Map<number, number>>
}

export const createMarks = (): Marks => ({ table: createTextTable(), lengths: new Map() })

export const addMarks = (to: Marks, list: number, marks: readonly string[], criterion: number): void =>
  addUnder(to, list, marks, criterion, bareMark)

function addUnder(
  { table }: Marks,
  list: number,
  marks: readonly string[],
  criterion: number,
  fold: (mark: string) => string,
): void {
  for (const mark of marks) addEntry(table, hashWithin(list, hashText(fold(mark))), mark, criterion)
}

export const removeMarks = (from: Marks, list: number, marks: readonly string[], criterion: number): void =>
  removeUnder(from, list, marks, criterion, bareMark)

function removeUnder(
  { table }: Marks,
  list: number,
  marks: readonly string[],
  criterion: number,
  fold: (mark: string) => string,
): void {
  for (const mark of marks) removeEntries(table, hashWithin(list, hashText(fold(mark))), criterion)
}

/** The mark as listed holds; one that only folds to the same may be it. */
export function findMarks(
  { table }: Marks,
  list: number,
  { text, bare, hash }: MarkReading,
  answer: Answer,
): void {
  const within = hashWithin(list, hash)
  for (let entry = firstEntry(table, within); entry !== 0; entry = nextEntry(table, entry, within)) {
    const criterion = numberUnder(table, entry)
    const mark = textOf(table, entry)
    if (mark === text) holds(answer, criterion)
    else if (bareMark(mark) === bare) mayHold(answer, criterion)
  }
}

export function addPrefixes(
  marks: Marks,
  list: number,
  prefixes: readonly string[],
  criterion: number,
): void {
  addUnder(marks, list, prefixes, criterion, foldMark)
  const lengths = marks.lengths.get(list) ?? new Map<number, number>()
  marks.lengths.set(list, lengths)
  for (const prefix of prefixes) {
    const { length } = foldMark(prefix)
    lengths.set(length, (lengths.get(length) ?? 0) + 1)
  }
}

export function removePrefixes(
  marks: Marks,
  list: number,
  prefixes: readonly string[],
  criterion: number,
): void {
  removeUnder(marks, list, prefixes, criterion, foldMark)
  const lengths = marks.lengths.get(list)
  for (const prefix of prefixes) {
    const { length } = foldMark(prefix)
    const left = (lengths?.get(length) ?? 0) - 1
    if (left > 0) lengths?.set(length, left)
    else lengths?.delete(length)
  }
  if (lengths?.size === 0) marks.lengths.delete(list)
}

/** A serial that begins as written holds; one that begins so when both are folded may, also behind a label of its own. */
export function findPrefixes(marks: Marks, list: number, serial: MarkReading, answer: Answer): void {
  findStarts(marks, list, serial, serial.folded, answer)
  if (serial.bare !== serial.folded) findStarts(marks, list, serial, serial.bare, answer)
}

function findStarts(
  { table, lengths }: Marks,
  list: number,
  { text }: MarkReading,
  folded: string,
  answer: Answer,
): void {
  for (const length of lengths.get(list)?.keys() ?? []) {
    if (length > folded.length) continue
    const start = folded.slice(0, length)
    const within = hashWithin(list, hashText(start))
    for (let entry = firstEntry(table, within); entry !== 0; entry = nextEntry(table, entry, within)) {
      const criterion = numberUnder(table, entry)
      const prefix = textOf(table, entry)
      if (foldMark(prefix) !== start) continue
      if (text.startsWith(prefix)) holds(answer, criterion)
      else mayHold(answer, criterion)
    }
  }
}
