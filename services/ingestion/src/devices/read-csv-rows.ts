import type { DateFormat, InventoryMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import { type CsvDefaults, type CsvHeader, readHeader } from './csv-columns.ts'
import { decodeText, type EncodingFault, type TextEncodingName } from './decode-text.ts'
import { type CellRules, deviceOfCells } from './device-of-cells.ts'
import { type DeviceRow, type DeviceRows, type UnreadableBody, unreadable } from './device-row.ts'
import { hasCsvHead, readCsvHead } from './read-csv-head.ts'
import {
  type CsvFault,
  type CsvRecord,
  type CsvRecordReader,
  createCsvRecordReader,
  longestRecord,
} from './read-csv-records.ts'

export type CsvSettings = {
  readonly defaults: CsvDefaults
  readonly facilityIdOfCode: ReadonlyMap<string, string>
  readonly mapping?: InventoryMapping | undefined
  /** What the sender says the bytes are; a byte order mark says it better. */
  readonly encoding?: TextEncodingName | undefined
  /** Where the mapping does not say it. */
  readonly dateFormat?: DateFormat | undefined
}

/**
 * A CSV file (RFC 4180) with a header row, separated by comma, semicolon or tab. Read as it arrives: one piece of it, and one
 * record, in memory at a time. Rows are numbered by the line on which they end; rows without any value are passed over.
 */
export async function* readCsvRows(body: AsyncIterable<Uint8Array>, settings: CsvSettings): DeviceRows {
  const pieces = decodeText(body, settings.encoding)
  const opened = await openCsv(pieces, settings)
  if (opened.kind !== 'opened') {
    yield opened
    return
  }
  const { reader, rules, header } = opened
  const rowsOf = function* (records: readonly (CsvRecord | CsvFault)[]) {
    for (const record of records) {
      const row = rowOf(record, header, rules)
      if (row !== undefined) yield row
      if (row?.kind === 'unreadable') return
    }
  }
  let faulty = false
  for (const row of rowsOf(opened.first)) {
    yield row
    faulty ||= row.kind === 'unreadable'
  }
  if (faulty) return
  for await (const piece of pieces) {
    if (typeof piece !== 'string') {
      yield explainEncoding(piece, reader.line())
      return
    }
    for (const row of rowsOf(reader.read(piece))) {
      yield row
      if (row.kind === 'unreadable') return
    }
  }
  yield* rowsOf(reader.end())
}

type Header = Extract<CsvHeader, { kind: 'header' }>

type Opened =
  | UnreadableBody
  | {
      readonly kind: 'opened'
      readonly reader: CsvRecordReader
      readonly header: Header
      readonly rules: CellRules
      /** What came with the header. */
      readonly first: readonly (CsvRecord | CsvFault)[]
    }

/** Reads up to the end of the header and settles how the rest is read. */
async function openCsv(
  pieces: AsyncGenerator<string | EncodingFault>,
  { defaults, facilityIdOfCode, mapping, dateFormat }: CsvSettings,
): Promise<Opened> {
  let head = ''
  let ended = false
  while (!ended && !hasCsvHead(head) && head.length < longestRecord) {
    const next = await pieces.next()
    if (next.done === true) ended = true
    else if (typeof next.value === 'string') head += next.value
    else return explainEncoding(next.value, head.split('\n').length)
  }
  const layout = readCsvHead(head, mapping?.delimiter)
  if (layout.kind === 'refused') return unreadable('The header row is not usable', layout.detail)
  const reader = createCsvRecordReader(layout.layout)
  const text = head.slice(layout.skip)
  const [record, ...first] = ended ? [...reader.read(text), ...reader.end()] : reader.read(text)
  if (record === undefined)
    return unreadable('The file is empty', 'The first line names the columns; send it.')
  if ('kind' in record) return explainFault(record)
  const header = readHeader(record.cells, defaults, mapping)
  if (header.kind === 'refused') {
    const { detail, columns } = header
    return {
      ...unreadable('The header row is not usable', detail),
      ...(columns === undefined ? {} : { columns }),
    }
  }
  const rules: CellRules = {
    columns: header.columns,
    defaults,
    constants: mapping?.constants ?? {},
    dateFormat: mapping?.dateFormat ?? dateFormat,
    facilityIdOfCode,
  }
  return { kind: 'opened', reader, header, rules, first }
}

function rowOf(
  record: CsvRecord | CsvFault,
  { width, names }: Header,
  rules: CellRules,
): DeviceRow | UnreadableBody | undefined {
  if ('kind' in record) return explainFault(record)
  const { cells, lastLine: line } = record
  // Spreadsheets export rows below the table, with as many separators as they please.
  if (isBlank(cells)) return undefined
  const pointer = `/${line}`
  if (cells.length === width) {
    const { value, problems, warnings } = deviceOfCells(rules, cells)
    return { kind: 'row', row: line, pointer, names, value, problems, warnings }
  }
  const reason = `line ${line} has ${cells.length} cells, the header has ${width}: is a separator missing, or one too many?`
  return { kind: 'row', row: line, pointer, names, value: undefined, problems: [{ field: '', reason }] }
}

const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell === '' || cell.trim() === '')

const explainFault = ({ line, reason }: CsvFault): UnreadableBody =>
  unreadable('The file is not CSV to its end', `Line ${line}: ${reason}. Correct it and send the file again.`)

const explainEncoding = ({ offset, reason }: EncodingFault, line: number): UnreadableBody =>
  unreadable('The file is not text of its encoding', `At byte ${offset}, line ${line}: ${reason}.`)
