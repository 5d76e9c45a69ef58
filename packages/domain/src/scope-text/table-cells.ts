import { readJoined } from './joined-marks.ts'
import type { Label } from './label-words.ts'
import { classOf } from './mark-shape.ts'
import { listJoints } from './read-prefixes.ts'
import { recogniseDate, recogniseDigitDate } from './recognise-date.ts'
import { isHibccDi, recogniseDi, recogniseElement } from './recognise-identifier.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark, type ReadMarks, recogniseMarks } from './recognise-marks.ts'
import { recognisePhrase } from './recognise-phrase.ts'
import { recogniseVersion } from './recognise-software.ts'
import type { MarkKind, Said, UnitTerm } from './scope-draft.ts'
import type { Column } from './table-columns.ts'
import type { Token } from './tokenise.ts'

/** The tokens of a cell: from `from` to before `next`. */
export type Cell = { readonly from: number; readonly next: number }

/** One value of a cell. */
export type CellValue = Cell &
  (
    | { readonly kind: 'di' | 'ref'; readonly value: string }
    | { readonly kind: 'term'; readonly term: Said<UnitTerm> }
  )

/** Reads a cell whole, or not at all (undefined). Dates and descriptions give no value: they tell no units. */
export function readCell(
  tokens: readonly Token[],
  column: Column,
  cell: Cell,
): readonly CellValue[] | undefined {
  if (isAbsent(tokens, cell)) return []
  switch (column) {
    case 'lot':
    case 'serial':
    case 'either':
      return readMarks(tokens, column, cell)
    case 'ref':
      return readRefs(tokens, cell)
    case 'di':
      return readDi(tokens, cell)
    case 'software':
      return readVersions(tokens, cell)
    case 'expires':
    case 'manufactured':
      return afterDate(tokens, cell.from) === cell.next ? [] : undefined
    case 'unread':
      return []
    case 'other':
      return saysUnits(tokens, cell) ? undefined : []
    default:
      return column satisfies never
  }
}

/** The index after the one value that a cell of the column holds, where only single blanks part the cells. */
export function afterSingleValue(tokens: readonly Token[], column: Column, at: number): number | undefined {
  switch (column) {
    case 'ref':
      return isMark(tokens[at]) ? at + 1 : undefined
    case 'lot':
    case 'serial': {
      const token = tokens[at]
      const isOne = isMark(token) && readJoined(token.text, { neighbours: [], form: 'one' }).kind === 'one'
      return isOne && recogniseDate(tokens, at) === undefined ? at + 1 : undefined
    }
    case 'di':
      return (recogniseElement(tokens, at) ?? recogniseDi(tokens, at))?.next
    case 'expires':
    case 'manufactured':
      return afterDate(tokens, at)
    case 'software': {
      const read = recogniseVersion(tokens, at)
      return read?.next === at + 1 ? read.next : undefined
    }
    default:
      return undefined
  }
}

const afterDate = (tokens: readonly Token[], at: number): number | undefined =>
  (recogniseDate(tokens, at) ?? recogniseDigitDate(tokens, at))?.next

function isAbsent(tokens: readonly Token[], { from, next }: Cell): boolean {
  const read = recognisePhrase(tokens, from)
  return from === next || (read?.phrase === 'absent' && read.next === next)
}

function readMarks(
  tokens: readonly Token[],
  of: MarkKind,
  { from, next }: Cell,
): readonly CellValue[] | undefined {
  if (tokens[from]?.key === 'all' && next === from + 1)
    return [{ kind: 'term', term: { kind: 'all' }, from, next }]
  const values: CellValue[] = []
  for (let at = from; at < next; ) {
    const joint = afterJoints(tokens, at, next)
    const read = recogniseMarks(tokens, joint, 'many')
    if (read === undefined || read.kind === 'unclear' || read.next > next) return undefined
    if (recogniseDate(tokens, joint) !== undefined) return undefined
    const term = termOf(read, of)
    if (joint === at && at > from && !areAlike(tokens, at)) return undefined
    values.push({ kind: 'term', term, from: joint, next: read.next })
    at = read.next
  }
  return values
}

function termOf(read: Exclude<ReadMarks, { kind: 'unclear' }>, of: MarkKind): Said<UnitTerm> {
  switch (read.kind) {
    case 'mark':
    case 'prefix':
      return { kind: read.kind, of, value: read.value }
    case 'range':
      return { kind: 'range', of, from: read.from, to: read.to }
    case 'bound':
      return { kind: 'bound', of, side: read.side, value: read.value, inclusive: read.inclusive }
    default:
      return read satisfies never
  }
}

/** Words with a mere blank between are several numbers only where they are long and made alike: "22 0114" may be one. */
function areAlike(tokens: readonly Token[], at: number): boolean {
  const [before = '', here = ''] = [tokens[at - 1]?.text, tokens[at]?.text]
  return here.length >= 5 && classOf(before) === classOf(here)
}

function readRefs(tokens: readonly Token[], { from, next }: Cell): readonly CellValue[] | undefined {
  const values: CellValue[] = []
  for (let at = from; at < next; ) {
    const place = afterJoints(tokens, at, next)
    const token = tokens[place]
    if (!isMark(token) || place >= next || (place === at && at > from)) return undefined
    values.push({ kind: 'ref', value: token.text, from: place, next: place + 1 })
    at = place + 1
  }
  return values
}

function readDi(tokens: readonly Token[], { from, next }: Cell): readonly CellValue[] | undefined {
  const token = tokens[from]
  const read = recogniseElement(tokens, from) ?? recogniseDi(tokens, from)
  if (read?.element === 'di' && read.next === next)
    return [{ kind: 'di', value: read.value, from: read.from, next }]
  const isHibcc = token !== undefined && isHibccDi(token) && next === from + 1
  return isHibcc ? [{ kind: 'di', value: token.text, from, next }] : undefined
}

function readVersions(tokens: readonly Token[], { from, next }: Cell): readonly CellValue[] | undefined {
  const values: CellValue[] = []
  for (let at = from; at < next; ) {
    const place = afterJoints(tokens, at, next)
    const read = recogniseVersion(tokens, place)
    if (read === undefined || read.next > next || (place === at && at > from)) return undefined
    values.push({ kind: 'term', term: read.term, from: place, next: read.next })
    at = read.next
  }
  return values
}

/** A description that speaks of lots, serials or exceptions is no mere description. */
function saysUnits(tokens: readonly Token[], { from, next }: Cell): boolean {
  for (let at = from; at < next; at += 1) {
    const label: Label | undefined = recogniseLabel(tokens, at)?.label
    if (label === 'lot' || label === 'serial' || label === 'software') return true
    if (/^(?:not|except|excluding|only|all)$/.test(tokens[at]?.key ?? '')) return true
  }
  return false
}

function afterJoints(tokens: readonly Token[], at: number, next: number): number {
  let place = at
  while (place < next && listJoints.has(tokens[place]?.key ?? '')) place += 1
  return place
}
