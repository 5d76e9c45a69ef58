/** One record of a CSV file, and the lines (from 1) on which it begins and ends. */
export type CsvRecord = {
  readonly cells: readonly string[]
  readonly firstLine: number
  readonly lastLine: number
}

export type CsvFault = { readonly kind: 'csv-fault'; readonly line: number; readonly reason: string }

/** How a file is laid out, as its head shows (`read-csv-head.ts`). */
export type CsvLayout = {
  readonly delimiter: string
  /** `\n`, also for `\r\n`; `\r` for files of old Macintosh programs. */
  readonly lineEnd: '\n' | '\r'
  /** Lines above the header. */
  readonly linesBefore: number
}

export interface CsvRecordReader {
  /** The records that are whole with this piece of text. After a fault nothing more is to be read. */
  read(piece: string): readonly (CsvRecord | CsvFault)[]
  /** What is left when no more text comes. */
  end(): readonly (CsvRecord | CsvFault)[]
  /** The line on which the text that was read so far ends. */
  line(): number
}

/** Characters of one record: an unclosed quote must not pull the rest of the file into memory. */
export const longestRecord = 64 * 1024

/**
 * Divides CSV (RFC 4180) into records, in whatever pieces the text comes. A quote inside a cell that did not begin with one is
 * text, since `12" screen` cannot be read otherwise; blanks between a quote and a delimiter are passed over. What cannot be
 * read in one way alone is a fault: text behind a closed quote, a quote that never closes. Empty lines are passed over.
 */
export function createCsvRecordReader({ delimiter, lineEnd, linesBefore }: CsvLayout): CsvRecordReader {
  let rest = ''
  let line = linesBefore + 1
  const take = (text: string, isLast: boolean): readonly (CsvRecord | CsvFault)[] => {
    const found: (CsvRecord | CsvFault)[] = []
    let at = 0
    let quote = text.indexOf('"')
    while (at < text.length) {
      const end = text.indexOf(lineEnd, at)
      const stop = end === -1 ? text.length : end
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at)
      if (quote === -1 || quote >= stop) {
        if (end === -1 && !isLast) break
        const bare = lineEnd === '\n' && text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop
        if (bare > at)
          found.push({ cells: text.slice(at, bare).split(delimiter), firstLine: line, lastLine: line })
        at = stop + 1
        line += 1
        continue
      }
      const record = readQuoted(text, at, { delimiter, lineEnd, isLast })
      if (record.kind === 'unfinished') break
      if (record.kind === 'fault') {
        found.push({ kind: 'csv-fault', line: line + record.lines, reason: record.reason })
        break
      }
      found.push({ cells: record.cells, firstLine: line, lastLine: line + record.lines })
      at = record.next
      line += record.lines + 1
    }
    rest = text.slice(at)
    return found
  }
  return {
    read: (piece) => {
      const found = take(rest + piece, false)
      if (rest.length <= longestRecord) return found
      const quoted = rest.includes('"')
        ? 'a quote that begins here may never close'
        : 'are the line ends lost?'
      const reason = `the row has more than ${longestRecord} characters: ${quoted}`
      return [...found, { kind: 'csv-fault', line, reason }]
    },
    end: () => take(rest, true),
    line: () => line + countOf(rest, lineEnd),
  }
}

type Quoted =
  | {
      readonly kind: 'record'
      readonly cells: readonly string[]
      readonly next: number
      readonly lines: number
    }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'fault'; readonly lines: number; readonly reason: string }

type Rules = Pick<CsvLayout, 'delimiter' | 'lineEnd'> & { readonly isLast: boolean }

/** One record that has a quote somewhere. `lines` counts the line ends inside its cells. */
function readQuoted(text: string, start: number, { delimiter, lineEnd, isLast }: Rules): Quoted {
  const cells: string[] = []
  let lines = 0
  let at = start
  for (;;) {
    const opened = skipBlanks(text, at, delimiter)
    if (text.charAt(opened) === '"') {
      const closed = findClosing(text, opened)
      if (closed === -1 || (closed === text.length - 1 && !isLast)) {
        if (!isLast) return { kind: 'unfinished' }
        return { kind: 'fault', lines, reason: 'the quote that begins here never closes' }
      }
      const value = text.slice(opened + 1, closed)
      lines += countOf(value, lineEnd)
      cells.push(value.includes('"') ? value.replaceAll('""', '"') : value)
      at = skipBlanks(text, closed + 1, delimiter)
      if (
        text.charAt(at) === '\r' &&
        (text.charAt(at + 1) === '\n' || at + 1 === text.length) &&
        lineEnd === '\n'
      )
        at += 1
      if (at >= text.length && !isLast) return { kind: 'unfinished' }
    } else {
      const next = endOfCell(text, at, delimiter, lineEnd)
      if (next === text.length && !isLast) return { kind: 'unfinished' }
      const bare = lineEnd === '\n' && text.charAt(next - 1) === '\r' && text.charAt(next) !== delimiter
      cells.push(text.slice(at, bare && next > at ? next - 1 : next))
      at = next
    }
    if (at >= text.length) return { kind: 'record', cells, next: at, lines }
    const mark = text.charAt(at)
    if (mark === lineEnd) return { kind: 'record', cells, next: at + 1, lines }
    if (mark !== delimiter) {
      const reason =
        'text follows a closed quote: write a quote inside a quoted cell twice, as in "12"" screen"'
      return { kind: 'fault', lines, reason }
    }
    at += 1
  }
}

/** The quote that closes what was opened; of two in a row both are text. */
function findClosing(text: string, opened: number): number {
  let at = text.indexOf('"', opened + 1)
  while (at !== -1 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2)
  return at
}

function endOfCell(text: string, start: number, delimiter: string, lineEnd: string): number {
  let at = start
  while (at < text.length && text.charAt(at) !== delimiter && text.charAt(at) !== lineEnd) at += 1
  return at
}

function skipBlanks(text: string, start: number, delimiter: string): number {
  let at = start
  while (text.charAt(at) === ' ' || (text.charAt(at) === '\t' && delimiter !== '\t')) at += 1
  return at
}

function countOf(text: string, mark: string): number {
  let count = 0
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count += 1
  return count
}
