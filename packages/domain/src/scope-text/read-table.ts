import { classOf } from './mark-shape.ts'
import { addIdentifier, addTerm, type Reading, setRoles, spanOf } from './reading.ts'
import { afterSingleValue, type Cell, type CellValue, readCell } from './table-cells.ts'
import { type Column, recogniseHead, type TableHead } from './table-columns.ts'
import type { Token } from './tokenise.ts'

/**
 * Reads a table: a line of labels and the rows under it, each of which names units of its own product. It ends at the first
 * row that does not fit its columns; where none does, the labels between bars are labels of nothing. Gives the index after it, or undefined where no table begins.
 */
export function readTable(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const starts = at === 0 || tokens[at]?.before === 'line' || tokens[at - 1]?.key === ':'
  const head = starts ? recogniseHead(tokens, at) : undefined
  if (head === undefined) return undefined
  const { rows, next } = head.form === 'blanks' ? readRun(tokens, head) : readLines(tokens, head)
  if (rows.length === 0 && head.form !== '|') return undefined
  if (rows.length > 0) setRoles(reading, at, next, 'harmless')
  for (const name of head.unread) setRoles(reading, name.from, name.next, 'may-matter')
  for (const { cells, values } of rows) {
    for (const [index, cell] of cells.entries())
      if (head.columns[index] === 'unread') setRoles(reading, cell.from, cell.next, 'may-matter')
    for (const cell of cells) separate(reading, cell)
    for (const value of values.filter(({ kind }) => kind !== 'term')) addValue(reading, value)
    for (const value of values.filter(({ kind }) => kind === 'term')) addValue(reading, value)
  }
  Object.assign(reading, {
    label: undefined,
    bracketLabel: undefined,
    datesAreExpiry: false,
    suspended: false,
  })
  return next
}

type Row = { readonly cells: readonly Cell[]; readonly values: readonly CellValue[] }
type Rows = { readonly rows: readonly Row[]; readonly next: number }

/** Rows of one line each, their cells apart by signs or wide gaps. */
function readLines(tokens: readonly Token[], head: TableHead): Rows {
  const rows: Row[] = []
  let next = head.next
  while (next < tokens.length) {
    const end = endOfLine(tokens, next)
    if (!isRule(tokens, next, end)) {
      const cells =
        head.form === 'gaps' ? cellsByGaps(tokens, next, end) : cellsBySigns(tokens, head.form, next, end)
      const row = rowOf(tokens, head.columns, cells)
      if (row === undefined) break
      rows.push(row)
    }
    next = end
  }
  return { rows, next }
}

/**
 * Rows of single words, one after another: certain where a column of dates or UDI-DIs keeps the step, or where each column
 * has a make of its own from row to row.
 */
function readRun(tokens: readonly Token[], head: TableHead): Rows {
  const rows: Row[] = []
  let next = head.next
  for (;;) {
    const cells = cellsOfValues(tokens, head.columns, next)
    const row = cells && rowOf(tokens, head.columns, cells)
    if (cells === undefined || row === undefined) break
    rows.push(row)
    next = cells.at(-1)?.next ?? next
  }
  const ends = next === tokens.length || tokens[next]?.before === 'line'
  return ends && (keepsStep(head.columns) || haveOwnMakes(tokens, rows)) ? { rows, next } : { rows: [], next }
}

const keepsStep = (columns: readonly Column[]): boolean =>
  columns.some((column) => column === 'di' || column === 'expires' || column === 'manufactured')

function haveOwnMakes(tokens: readonly Token[], rows: readonly Row[]): boolean {
  const makes = rows.map(({ cells }) => cells.map(({ from }) => classOf(tokens[from]?.text ?? '')))
  const [first = []] = makes
  const isSame = makes.every((make) => make.join() === first.join())
  return rows.length >= 2 && isSame && new Set(first).size === first.length
}

function cellsOfValues(
  tokens: readonly Token[],
  columns: readonly Column[],
  at: number,
): readonly Cell[] | undefined {
  const cells: Cell[] = []
  let from = at
  for (const column of columns) {
    const next = afterSingleValue(tokens, column, from)
    if (next === undefined) return undefined
    cells.push({ from, next })
    from = next
  }
  return cells
}

function rowOf(
  tokens: readonly Token[],
  columns: readonly Column[],
  cells: readonly Cell[],
): Row | undefined {
  if (cells.length !== columns.length) return undefined
  const values: CellValue[] = []
  for (const [index, column] of columns.entries()) {
    const read = readCell(tokens, column, cells[index] ?? { from: 0, next: 0 })
    if (read === undefined) return undefined
    values.push(...read)
  }
  return { cells, values }
}

function cellsByGaps(tokens: readonly Token[], from: number, end: number): readonly Cell[] {
  const cells: Cell[] = []
  let start = from
  for (let index = from + 1; index <= end; index += 1) {
    if (index < end && !tokens[index]?.opensCell) continue
    cells.push({ from: start, next: index })
    start = index
  }
  return cells
}

/** Bars at both ends of a line belong to no cell. */
function cellsBySigns(tokens: readonly Token[], sign: string, from: number, end: number): readonly Cell[] {
  const cells: Cell[] = []
  let start = tokens[from]?.key === sign ? from + 1 : from
  for (let index = start; index <= end; index += 1) {
    if (index < end && tokens[index]?.key !== sign) continue
    if (index < end || start < end) cells.push({ from: start, next: index })
    start = index + 1
  }
  return cells
}

function endOfLine(tokens: readonly Token[], from: number): number {
  let end = from + 1
  while (end < tokens.length && tokens[end]?.before !== 'line') end += 1
  return end
}

/** "|---|---|". */
const isRule = (tokens: readonly Token[], from: number, end: number): boolean =>
  tokens.slice(from, end).every(({ key }) => /^[-|:=+]$/.test(key))

/** What stands between the values of a cell separates them. */
function separate(reading: Reading, { from, next }: Cell): void {
  for (let index = from; index < next; index += 1)
    if (/^(?:[,;&/]|and|or)$/.test(reading.tokens[index]?.key ?? '')) reading.roles[index] = 'separator'
}

function addValue(reading: Reading, value: CellValue): void {
  const { from, next } = value
  if (value.kind === 'term')
    addTerm(reading, from, next, { ...value.term, span: spanOf(reading, from, next) })
  else addIdentifier(reading, value.kind, value.value, from, next)
}
