import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOf, enforcementRecord, pageOf2012, recallRecord } from './fixtures/openfda-records.ts'
import { parseSources } from './parse-sources.ts'

const parsed = (text: string) => {
  const sources = parseSources(text)
  if (sources.kind === 'unreadable') throw new Error(sources.detail)
  return sources
}
const only = (record: object) => {
  const { records, refused } = parsed(JSON.stringify(record))
  const [placed] = records
  if (placed === undefined) throw new Error(JSON.stringify(refused))
  return placed.record
}

describe('a file of openFDA', () => {
  const [one, other] = [enforcementRecord(), recallRecord()]

  test.each<[string, string, readonly string[]]>([
    ['an answer of the API or a bulk file', answerOf(one, other), ['/results/0', '/results/1']],
    ['a bare array', JSON.stringify([one, other]), ['/0', '/1']],
    ['one record', JSON.stringify(one, undefined, 2), ['']],
    ['a record a line', `\n${JSON.stringify(one)}\r\n\n${JSON.stringify(other)}\n`, ['/2', '/4']],
    ['a byte order mark', `\ufeff${JSON.stringify([one])}`, ['/0']],
    ['nothing found', '{"results":[]}', []],
  ])('is read as %s', (_name, text, pointers) => {
    expect(parsed(text).records.map(({ pointer }) => pointer)).toEqual(pointers)
  })

  test.each([
    ['', 'empty'],
    ['<html>', 'not JSON'],
    ['12', 'no records'],
    ['{"results":{}}', '"results" is not an array'],
    ['{"error":{"code":"NOT_FOUND","message":"No matches found!"}}', 'No matches found!'],
  ])('%j cannot be read, and says why', (text, reason) => {
    expect(parseSources(text)).toEqual({ kind: 'unreadable', detail: expect.stringContaining(reason) })
  })

  test('tells every record that cannot be used, and reads the others', () => {
    const { records, refused } = parsed(
      answerOf(
        enforcementRecord({ recall_number: 'N/A' }),
        recallRecord({ product_res_number: 'pending' }),
        enforcementRecord({ product_type: 'Drugs' }),
        { hello: 'world' },
        one,
      ),
    )
    expect(records.map(({ pointer }) => pointer)).toEqual(['/results/4'])
    expect(refused.map(({ pointer }) => pointer)).toEqual([
      '/results/0/recall_number',
      '/results/1/product_res_number',
      '/results/2/product_type',
      '/results/3',
    ])
  })

  test('names the line that is not JSON', () => {
    expect(parsed(`${JSON.stringify(one)}\n{broken\n`)).toMatchObject({
      records: [{ pointer: '/1' }],
      refused: [{ pointer: '/2', detail: expect.stringContaining('not JSON') }],
    })
  })
})

describe('a record', () => {
  test('of device/enforcement says what it says', () => {
    expect(only(enforcementRecord())).toMatchObject({
      source: 'openfda-enforcement',
      recallNumber: 'Z-9001-2025',
      eventId: '99101',
      fields: {
        firmName: 'Northwind Devices Inc.',
        firmAddress: '400 Elm St Ste 104, Rivertown, IL, 60000-1195, United States',
        status: 'ongoing',
        recallClass: 'II',
        initiatedOn: '2025-06-02',
        codeInfo: 'UDI-DI: 09506000134352. Serial Numbers: NW1001, NW1002 & NW1003.',
      },
      unknownKeys: 0,
      problems: [],
    })
  })

  test('of device/recall says what it says, its firm parted from the address', () => {
    expect(only(recallRecord())).toMatchObject({
      source: 'openfda-recall',
      recallNumber: 'Z-9001-2025',
      eventId: '99101',
      fields: {
        firmName: 'Northwind Devices Inc.',
        status: 'ongoing',
        classifiedOn: '2025-08-01',
        submissions: 'K990001\nK990002',
        deviceName: 'Pump, Infusion',
        contact: 'Recall desk\n800-555-0142',
      },
      problems: [{ pointer: '/recalling_firm' }],
    })
  })

  test('of a page of 2012 has no event, and its number in the text', () => {
    const record = only(pageOf2012())
    expect(record).toMatchObject({
      source: 'openfda-enforcement',
      recallNumber: 'Z-9773-2012',
      fields: {
        firmName: 'Harbor Spine, Inc.',
        manufacturer: 'Harbor Werke AG',
        reportedOn: '2012-06-13',
        firstNotification: 'by telephone and letter dated May 4, 2012',
      },
    })
    expect(record).not.toHaveProperty('eventId')
  })

  test('leaves out what is absent or unreadable, and names the latter', () => {
    const record = only(
      enforcementRecord({
        termination_date: '20251340',
        center_classification_date: 'N/A',
        classification: 'Class 9',
        status: { a: 1 },
        state: 'N/A',
        event_id: 'RES-1',
        code_info: 'Not applicable',
      }),
    )
    expect(record.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/classification',
      '/event_id',
      '/status',
      '/termination_date',
    ])
    for (const field of ['terminatedOn', 'classifiedOn', 'recallClass', 'status', 'codeInfo'] as const)
      expect(record.fields).not.toHaveProperty(field)
  })

  test('counts members it does not know, and keeps none of them', () => {
    const record = only(enforcementRecord({ secret_score: 7, another: {} }))
    expect(record.unknownKeys).toBe(2)
    expect(JSON.stringify(record)).not.toContain('score')
  })

  test('has one hash however it is ordered and whatever openFDA adds, and another when its text changes', () => {
    const turned = Object.fromEntries(Object.entries(recallRecord()).toReversed())
    const hash = only(recallRecord()).hash
    expect(only(turned).hash).toBe(hash)
    expect(only(recallRecord({ openfda: { k_number: ['K1'] }, unknown: 1 })).hash).toBe(hash)
    expect(only(recallRecord({ code_info: 'All units' })).hash).not.toBe(hash)
  })

  test('of any shape is read or refused, and never breaks the reader', () => {
    const keys = [...Object.keys(enforcementRecord()), ...Object.keys(recallRecord()), '__proto__']
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue())), (results) => {
        const { records, refused } = parsed(JSON.stringify({ results }))
        expect(records.length + refused.length).toBe(results.length)
      }),
    )
  })
})
