import { Readable } from 'node:stream'
import { CsvError, type Info, type Options, parse } from 'csv-parse'
import { type CsvDefaults, type CsvHeader, deviceOfCells, readHeader } from './csv-columns.ts'
import { decodeUtf8, isEncodingError } from './decode-utf8.ts'
import { type DeviceRow, type DeviceRows, type UnreadableBody, unreadable } from './device-row.ts'

/** Characters of one record: an unclosed quote must not pull the rest of the file into memory. */
const longestRecord = 64 * 1024

const options: Options = {
  info: true,
  // Counted below instead, so that a ragged row is one refused row and not the end of the file.
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longestRecord,
}

type Parsed = { readonly record: readonly string[]; readonly info: Info }

/**
 * A CSV file (RFC 4180) with a header row, separated by comma, semicolon or tab, in UTF-8 with or without a byte order mark.
 * Read as it arrives, one record in memory at a time. Rows are numbered by the line on which they end.
 */
export async function* readCsvRows(
  body: Readable,
  defaults: CsvDefaults,
  facilityIdOfCode: ReadonlyMap<string, string>,
): DeviceRows {
  let header: CsvHeader | undefined
  try {
    const { first, pieces } = await peekLine(decodeUtf8(body))
    const parser = Readable.from(pieces).compose(parse({ ...options, delimiter: delimiterOf(first) }))
    for await (const parsed of parser) {
      const { record, info }: Parsed = parsed
      if (header === undefined) {
        header = readHeader(record, defaults)
        if (header.kind === 'refused') {
          yield unreadable('The header row is not usable', header.detail)
          return
        }
      } else if (header.kind === 'header') yield rowOf(header, record, info.lines, defaults, facilityIdOfCode)
    }
  } catch (error) {
    yield explain(error)
    return
  }
  if (header === undefined)
    yield unreadable('The file is empty', 'The first line names the columns; send it.')
}

function rowOf(
  header: Extract<CsvHeader, { kind: 'header' }>,
  cells: readonly string[],
  line: number,
  defaults: CsvDefaults,
  facilityIdOfCode: ReadonlyMap<string, string>,
): DeviceRow {
  const at = { kind: 'row', row: line, pointer: `/${line}`, names: header.names } as const
  if (cells.length !== header.columns.length) {
    const reason = `line ${line} has ${cells.length} cells, the header has ${header.columns.length}: is a separator missing, or one too many?`
    return { ...at, value: undefined, problems: [{ field: '', reason }] }
  }
  return { ...at, ...deviceOfCells(header.columns, cells, defaults, facilityIdOfCode) }
}

function explain(error: unknown): UnreadableBody {
  if (isEncodingError(error))
    return unreadable('The file is not UTF-8', 'Save it as "CSV UTF-8" and send it again.')
  if (error instanceof CsvError)
    return unreadable(
      'The file is not CSV to its end',
      `${error.message}. Correct the line and send the file again.`,
    )
  throw error
}

/** The first line, and all of the text again, the line included. */
async function peekLine(source: AsyncGenerator<string>) {
  let head = ''
  while (!/[\r\n]/.test(head) && head.length < longestRecord) {
    const piece = await source.next()
    if (piece.done === true) break
    head += piece.value
  }
  async function* pieces() {
    yield head
    yield* source
  }
  return { first: head.split(/[\r\n]/, 1)[0] ?? '', pieces: pieces() }
}

/** The separator the header has most of; column names hold none of the three. */
function delimiterOf(header: string): string {
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}
