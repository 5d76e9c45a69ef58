import { foldMark } from '../scope/marks.ts'
import { type Answer, type Criterion, holds, mayHold, reportAll, takeOut } from './criterion.ts'

type Entry = { readonly mark: string; readonly criterion: Criterion; next: Entry | undefined }

/** Listed serials, or listed lots, of many recalls: found by what scanners and typing leave alike. */
export type MarkTable = { readonly entries: Map<string, Entry>; readonly criteria: Criterion[] }

export const createMarkTable = (): MarkTable => ({ entries: new Map(), criteria: [] })

export function addMarks(table: MarkTable, marks: readonly string[], criterion: Criterion): void {
  table.criteria.push(criterion)
  for (const mark of marks) {
    const key = foldMark(mark)
    table.entries.set(key, { mark, criterion, next: table.entries.get(key) })
  }
}

export function removeMarks(table: MarkTable, marks: readonly string[], criterion: Criterion): void {
  takeOut(table.criteria, criterion)
  for (const mark of marks) {
    const key = foldMark(mark)
    const rest = without(table.entries.get(key), criterion)
    if (rest === undefined) table.entries.delete(key)
    else table.entries.set(key, rest)
  }
}

/** The mark as listed holds; one that only folds to the same may be it. No mark may be any. */
export function findMarks(table: MarkTable, mark: string | undefined, folded: string, answer: Answer): void {
  if (mark === undefined) {
    reportAll(answer, table.criteria, mayHold)
    return
  }
  for (let entry = table.entries.get(folded); entry !== undefined; entry = entry.next) {
    if (entry.mark === mark) holds(answer, entry.criterion)
    else mayHold(answer, entry.criterion)
  }
}

function without(first: Entry | undefined, criterion: Criterion): Entry | undefined {
  let head = first
  while (head?.criterion === criterion) head = head.next
  for (let entry = head; entry?.next !== undefined; ) {
    if (entry.next.criterion === criterion) entry.next = entry.next.next
    else entry = entry.next
  }
  return head
}
