import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CsvDefaults } from './csv-columns.ts'
import { type CsvSettings, readCsvRows } from './read-csv-rows.ts'

const facilityId = 'a'.repeat(26)
const defaults = { facilityId, observedAt: '2025-06-20T12:00:00.000Z' }
const codes = new Map([['MAIN', 'b'.repeat(26)]])

const read = async (
  file: string | readonly Uint8Array[],
  change: CsvDefaults = defaults,
  settings: Partial<CsvSettings> = {},
) =>
  Array.fromAsync(
    readCsvRows(Readable.from(typeof file === 'string' ? [Buffer.from(file)] : file), {
      defaults: change,
      facilityIdOfCode: codes,
      ...settings,
    }),
  )

const values = async (file: string, change: CsvDefaults = defaults, settings: Partial<CsvSettings> = {}) =>
  (await read(file, change, settings)).map((row) =>
    row.kind === 'row' && row.problems.length === 0 ? row.value : row,
  )

describe('a CSV file of devices', () => {
  test.each([
    ['a byte order mark', '\ufeffdi,serial\n123,1\n'],
    ['semicolons', 'di;serial\n123;1\n'],
    ['tabs', 'di\tserial\n123\t1\n'],
    ['Windows line ends and no last one', 'di,serial\r\n123,1'],
    ['names in any case, with blanks and underscores', '" DI ",SERIAL_\n123,1\n'],
    ['quotes around everything', '"di","serial"\n"123","1"\n'],
    ['an empty line', 'di,serial\n\n123,1\n'],
  ])('is read with %s', async (_what, file) => {
    expect(await values(file)).toEqual([{ ...defaults, di: '123', serial: '1' }])
  })

  test('keeps separators, quotes and line ends inside quotes', async () => {
    expect(await values('di,serial,location\n123,1,"ICU; 3 ""West"",\nbay 2"\n')).toMatchObject([
      { location: 'ICU; 3 "West",\nbay 2' },
    ])
  })

  test('names a ragged row by its line and reads on', async () => {
    const rows = await read('di,serial\n123,1\n123,2,extra\n123,3\n')
    expect(
      rows.map((row) => (row.kind === 'row' ? [row.row, row.problems.map((one) => one.reason)] : row)),
    ).toEqual([
      [2, []],
      [3, [expect.stringContaining('line 3 has 3 cells, the header has 2')]],
      [4, []],
    ])
  })

  test('reads empty cells as unknown, numbers as numbers, instants in any offset', async () => {
    const file =
      'di,serial,lot,quantity,source_version,observed at,presence\n123,,L1,12,3,2025-06-20T08:00:00-05:00,Removed\n'
    expect(await values(file)).toEqual([
      {
        facilityId,
        di: '123',
        lot: 'L1',
        quantity: 12,
        sourceVersion: 3,
        observedAt: '2025-06-20T13:00:00.000Z',
        presence: 'removed',
      },
    ])
  })

  test('keeps leading zeros and formulas as text, and takes off the apostrophe of our own exports', async () => {
    expect(await values("di,serial,location,asset tag\n00123,007,=1+2,'=SUM(A1)\n")).toMatchObject([
      { di: '00123', serial: '007', location: '=1+2', assetTag: '=SUM(A1)' },
    ])
  })

  test('finds the facility by its own code', async () => {
    const [known, unknown] = await read('facility_code,di,serial\nMAIN,1,1\nOTHER,1,2\n', {
      observedAt: defaults.observedAt,
    })
    expect(known).toMatchObject({ value: { facilityId: 'b'.repeat(26) } })
    expect(unknown).toMatchObject({ problems: [{ field: 'facilityCode' }] })
  })

  test.each([
    [
      'an unknown column',
      'di,Serial No.\n1,1\n',
      /"Serial No." is no column here.*\{"columns":\{"Serial No.":"serial"\}\}/,
    ],
    ['a column that is there twice', 'di,serial,Serial\n1,1,1\n', /serial is there twice/],
    ['facility and code', 'facilityId,facility_code,di\nx,y,1\n', /not by both/],
  ])('is refused for %s', async (_what, file, detail) => {
    expect(await read(file)).toEqual([
      expect.objectContaining({ kind: 'unreadable', detail: expect.stringMatching(detail) }),
    ])
  })

  test('must say where and when its devices were seen', async () => {
    expect(await read('di,serial\n1,1\n', {})).toMatchObject([
      { detail: expect.stringContaining('facility_code') },
    ])
    expect(await read('di,serial\n1,1\n', { facilityId })).toMatchObject([
      { detail: expect.stringContaining('observedAt') },
    ])
  })

  test('ends unread at a quote that never closes, naming its line', async () => {
    const rows = await read('di,serial\n1,1\n1,"2\n')
    expect(rows.at(-1)).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('Line 3: the quote that begins here never closes'),
    })
  })

  test('ends unread at bytes that are not UTF-8', async () => {
    const rows = await read([
      Buffer.from('di,serial,location\n1,1,'),
      Buffer.from([0x4b, 0xfc, 0x63, 0x68, 0x65, 10]),
    ])
    expect(rows.at(-1)).toMatchObject({
      kind: 'unreadable',
      title: 'The file is not text of its encoding',
      detail: expect.stringContaining('At byte 24, line 2: the byte FC is no UTF-8'),
    })
  })

  test.each<[string, string, object]>([
    ['a serial marked as text', "di,serial\n123,'00123\n", { serial: '00123' }],
    ['a blank that does not break', 'di,serial\n123,AB\u00a012\n', { serial: 'AB 12' }],
    ['a character without width', 'di,serial\n123,AB\u200b12\n', { serial: 'AB12' }],
  ])('cleans %s and says so', async (_what, file, value) => {
    expect(await read(file)).toMatchObject([
      { value, problems: [], warnings: [{ field: 'serial', reason: expect.stringContaining('compare') }] },
    ])
  })

  test('passes over rows that hold separators and nothing else', async () => {
    expect(await values('di,serial\n123,1\n,\n ,\n,,,,\n')).toHaveLength(1)
  })

  test('reads a quote amid an unquoted cell, and blanks around a quoted one', async () => {
    expect(await values('di,serial,location\n123,1,12" screen\n124,2, "a, b" \n')).toMatchObject([
      { location: '12" screen' },
      { location: 'a, b' },
    ])
  })

  test('ends unread where text follows a closed quote', async () => {
    const rows = await read('di,serial\n1,1\n"1"x,2\n')
    expect(rows.at(-1)).toMatchObject({
      detail: expect.stringContaining('Line 3: text follows a closed quote'),
    })
  })

  test('ends unread at a row without end, naming where it begins', async () => {
    const rows = await read(`di,serial\n1,1\n1,"${'x\n'.repeat(40_000)}`)
    expect(rows.at(-1)).toMatchObject({
      detail: expect.stringMatching(/^Line 3: the row has more than 65536/),
    })
  })

  test('is refused when it is empty', async () => {
    expect(await read('')).toMatchObject([{ kind: 'unreadable', title: 'The file is empty' }])
  })

  test('is read the same however its bytes are cut', async () => {
    const file = Buffer.from('\ufeffdi,serial,location\n123,1,Küche\n124,2,"é\nü"\n')
    const bytes = Array.from(file, (_, index) => file.subarray(index, index + 1))
    expect(await read(bytes)).toEqual(await read(file.toString('utf8')))
  })
})
