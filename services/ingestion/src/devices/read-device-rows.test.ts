import { Readable } from 'node:stream'
import { deviceInputSchema } from '@recallwire/domain/device/observation.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createRowCollector } from './collect-rows.ts'
import { type FileFormat, fileFormatOf, readDeviceRows } from './read-device-rows.ts'

const facilityId = 'a'.repeat(26)
const now = '2025-06-20T14:00:00.000Z'
const context = {
  organisationId: 'o'.repeat(26),
  importId: 'p'.repeat(26),
  facilityIds: new Set([facilityId]),
  now,
}
const settings = {
  defaults: { facilityId, observedAt: '2025-06-20T12:00:00.000Z' },
  facilityIdOfCode: new Map([['MAIN', facilityId]]),
  today: now.slice(0, 10),
}
const formats: readonly FileFormat[] = ['csv', 'fhir-bundle', 'fhir-lines']

/** What came of every row, and of the file. */
async function read(format: FileFormat, chunks: readonly Uint8Array[]) {
  const collector = createRowCollector(context)
  let unreadable: string | undefined
  for await (const row of readDeviceRows(Readable.from(chunks), { ...settings, format })) {
    expect(unreadable).toBeUndefined()
    if (row.kind === 'unreadable') unreadable = row.detail
    else collector.take(row)
  }
  return { ...collector.tally(), unreadable }
}

function cut(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) =>
    bytes.subarray(nth * size, (nth + 1) * size),
  )
}

const words = [
  'di,serial,udi\n',
  'di;serial;location\r\n',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '09506000134352',
  '(01)09506000134352(21)7',
  '+A999ABC123DE0/$+1234567Y',
  "'007",
  '8.5E+7',
  '########',
  'N/A',
  '{"resourceType":"Bundle","entry":[',
  '{"resource":{"resourceType":"Device","serialNumber":"7","udiCarrier":[{"deviceIdentifier":"09506000134352"}]}}',
  '{"resourceType":"Device","serialNumber":"7"}',
  ']}',
  '\ufeff',
  '\u0000',
  '\ud83d',
  'é',
]
const bytes = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 60 }),
  fc
    .tuple(fc.array(fc.constantFrom(...words), { maxLength: 8 }), fc.uint8Array({ maxLength: 6 }))
    .map(([parts, noise]) => Buffer.concat([Buffer.from(parts.join('')), noise])),
)

describe('a file of whatever bytes', () => {
  test.each(formats)('gives rows or named problems as %s, the same however it is cut', async (format) => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 20 }), async (content, size) => {
        const whole = await read(format, [content])
        for (const { field, reason } of [...whole.refusals, ...whole.warnings])
          expect([typeof field, reason === '']).toEqual(['string', false])
        expect(whole.errors.length).toBe(whole.refusals.length)
        const pieces = await read(format, cut(content, size))
        if (whole.unreadable === undefined) expect(pieces).toEqual(whole)
        else expect(pieces.unreadable).toBeDefined()
      }),
      { numRuns: 400 },
    )
  })
})

test('the compiled schema of a row judges as the schema does', () => {
  const compiled = z.compile(deviceInputSchema)
  const value = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      'x',
      ' 1001 ',
      'L-9\u0007',
      '\ud83d',
      'present',
      '2025-06-20',
      '2025-02-30',
      now,
      facilityId,
    ),
    fc.constantFrom<unknown>(0, 1, 2.5, -1, 1e9, null, true, undefined),
    fc.string({ maxLength: 90, size: 'max' }),
  )
  const names = fc.constantFrom(...deviceInputSchema.keyof().options, 'serialNo')
  const base = { facilityId, observedAt: now }
  fc.assert(
    fc.property(fc.dictionary(names, value, { maxKeys: 6 }), fc.boolean(), (change, whole) => {
      const row = whole ? { ...base, ...change } : change
      const [one, other] = [compiled.safeParse(row), deviceInputSchema.safeParse(row)]
      expect(one.data).toEqual(other.data)
      expect(one.error?.issues).toEqual(other.error?.issues)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['text/csv', 'csv'],
  ['TEXT/CSV; charset=utf-8', 'csv'],
  ['application/fhir+json;fhirVersion=4.0', 'fhir-bundle'],
  ['application/fhir+ndjson', 'fhir-lines'],
  ['application/json', undefined],
  ['text/csvx', undefined],
])('the content type %s names the format %s', (contentType, format) => {
  expect(fileFormatOf(contentType)).toBe(format)
})
