import { foldMark } from '../scope/marks.ts'
import { type Answer, type Criterion, holds, mayHold, reportAll, takeOut } from './criterion.ts'

type Entry = { readonly prefix: string; readonly criterion: Criterion }

/** Prefixes of serials, folded, and by their length: a serial is asked once for each length that occurs. */
export type PrefixTable = {
  readonly lengths: Map<number, Map<string, Entry[]>>
  readonly criteria: Criterion[]
}

export const createPrefixTable = (): PrefixTable => ({ lengths: new Map(), criteria: [] })

export function addPrefixes(table: PrefixTable, prefixes: readonly string[], criterion: Criterion): void {
  table.criteria.push(criterion)
  for (const prefix of prefixes) {
    const key = foldMark(prefix)
    const byPrefix = table.lengths.get(key.length) ?? new Map<string, Entry[]>()
    table.lengths.set(key.length, byPrefix)
    const entries = byPrefix.get(key)
    if (entries === undefined) byPrefix.set(key, [{ prefix, criterion }])
    else entries.push({ prefix, criterion })
  }
}

export function removePrefixes(table: PrefixTable, prefixes: readonly string[], criterion: Criterion): void {
  takeOut(table.criteria, criterion)
  for (const key of new Set(prefixes.map(foldMark))) {
    const byPrefix = table.lengths.get(key.length)
    const rest = byPrefix?.get(key)?.filter((entry) => entry.criterion !== criterion) ?? []
    if (rest.length > 0) byPrefix?.set(key, rest)
    else byPrefix?.delete(key)
    if (byPrefix?.size === 0) table.lengths.delete(key.length)
  }
}

/** A serial that begins as written holds; one that begins so when both are folded may. */
export function findPrefixes(
  table: PrefixTable,
  serial: string | undefined,
  folded: string,
  answer: Answer,
): void {
  if (serial === undefined) {
    reportAll(answer, table.criteria, mayHold)
    return
  }
  for (const [length, byPrefix] of table.lengths) {
    if (length > folded.length) continue
    for (const { prefix, criterion } of byPrefix.get(folded.slice(0, length)) ?? []) {
      if (serial.startsWith(prefix)) holds(answer, criterion)
      else mayHold(answer, criterion)
    }
  }
}
