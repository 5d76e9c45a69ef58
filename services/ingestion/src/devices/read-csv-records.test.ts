import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasCsvHead, readCsvHead } from './read-csv-head.ts'
import { type CsvFault, type CsvRecord, createCsvRecordReader } from './read-csv-records.ts'

type Layout = { readonly delimiter: string; readonly lineEnd: string }

/** As RFC 4180 has it: quotes where they are needed, or everywhere. */
function writeCsv(
  table: readonly (readonly string[])[],
  { delimiter, lineEnd }: Layout,
  always: boolean,
): string {
  const cellOf = (cell: string, row: readonly string[]) => {
    const needed =
      always || /["\r\n]|^[ \t]/.test(cell) || cell.includes(delimiter) || (row.length === 1 && cell === '')
    return needed ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return table.map((row) => row.map((cell) => cellOf(cell, row)).join(delimiter) + lineEnd).join('')
}

function readCsv(text: string, delimiter: string, lineEnd: '\n' | '\r', size: number) {
  const reader = createCsvRecordReader({ delimiter, lineEnd, linesBefore: 0 })
  const records: (CsvRecord | CsvFault)[] = []
  for (let at = 0; at < text.length; at += size) records.push(...reader.read(text.slice(at, at + size)))
  return [...records, ...reader.end()]
}

const isRecord = (record: CsvRecord | CsvFault): record is CsvRecord => 'cells' in record
const unit = fc.constantFrom(...'aB1 ,;\t"\n\r|\u00e9', '\r\n', '🩺')
const cells = fc.array(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 5 })

describe('records of a CSV file', () => {
  test('read back any table that a proper writer wrote, however its text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(cells, { maxLength: 6 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom<['\n' | '\r', string][]>(['\n', '\n'], ['\n', '\r\n'], ['\r', '\r']),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (table, delimiter, [lineEnd, written], always, size) => {
          const text = writeCsv(table, { delimiter, lineEnd: written }, always)
          const read = readCsv(text, delimiter, lineEnd, size)
          expect(read.map((record) => (isRecord(record) ? record.cells : record))).toEqual(table)
        },
      ),
    )
  })

  test('are the same however the text is cut, and end with the one fault there is, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const whole = readCsv(text, ',', '\n', text.length + 1)
        const faults = whole.filter((record) => !isRecord(record))
        expect(faults.length).toBeLessThan(2)
        expect(whole.slice(0, -1).every(isRecord)).toBe(true)
        if (faults.length === 0) expect(readCsv(text, ',', '\n', size)).toEqual(whole)
      }),
    )
  })

  test('know the lines on which they begin and end', () => {
    expect(readCsv('a,b\n\n"x\ny",1\r\n2,3', ',', '\n', 100)).toEqual([
      { cells: ['a', 'b'], firstLine: 1, lastLine: 1 },
      { cells: ['x\ny', '1'], firstLine: 3, lastLine: 4 },
      { cells: ['2', '3'], firstLine: 5, lastLine: 5 },
    ])
  })
})

describe('the head of a CSV file', () => {
  test.each([
    ['a,b;c\n', ',', '"', /commas and semicolons outside quotes/],
    ['a\tb;c\n', ';', '"', /semicolons and tabs/],
  ])('is refused where %j could be read in two ways', (text, _one, _other, detail) => {
    expect(readCsvHead(text)).toMatchObject({ kind: 'refused', detail: expect.stringMatching(detail) })
    expect(readCsvHead(text, ';')).toMatchObject({ kind: 'layout', layout: { delimiter: ';' } })
  })

  test.each([
    ['a,b\n', ',', '\n', 0],
    ['"a,b";c\r\n1', ';', '\n', 0],
    ['\n\na\tb\n', '\t', '\n', 0],
    ['a;b\r1;2', ';', '\r', 0],
    ['sep=;\r\na;b\r\n', ';', '\n', 1],
    ['SEP=|\na|b\n', '|', '\n', 1],
    ['serial', ',', '\n', 0],
  ])('tells how %j is laid out', (text, delimiter, lineEnd, linesBefore) => {
    expect(readCsvHead(text)).toMatchObject({ layout: { delimiter, lineEnd, linesBefore } })
  })

  test('contradicts a declared delimiter that it does not have', () => {
    expect(readCsvHead('a,b\n', ';')).toMatchObject({
      detail: expect.stringContaining('by commas, not by semicolons'),
    })
  })

  test('is whole with the line end that tells its layout', () => {
    expect(['a,b', 'a,"b\n', 'a,b\r', 'sep=;\n', 'sep=;\na', ''].map(hasCsvHead)).not.toContain(true)
    expect(['a,b\n', 'a,b\r\n', 'a,b\r1', 'sep=;\na;b\n', '\na\n'].map(hasCsvHead)).not.toContain(false)
  })
})
