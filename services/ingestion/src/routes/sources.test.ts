import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  answerOf,
  enforcementRecord,
  recallRecord,
} from '../../../../packages/domain/src/sources/fixtures/openfda-records.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'

import { textAt } from '../ingestion.test-support.ts'
import { openSourcesHouse, type SourcesHouse } from './sources.test-support.ts'

let backEnd: BackEnd
let at: SourcesHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-08-12T14:00:00.000Z' })
  at = await openSourcesHouse(backEnd)
})
afterEach(() => backEnd.close())

describe('importing records', () => {
  test('keeps them, proposes a draft, and tells the ledger alone', async () => {
    const answer = await at.sendRecords(enforcementRecord({ note: 1 }), recallRecord())
    expect(answer).toMatchObject({
      status: 200,
      body: {
        events: [
          {
            eventId: '99101',
            recallNumbers: ['Z-9001-2025'],
            outcome: 'draft-proposed',
            problems: [{ pointer: '/results/1/recalling_firm' }],
          },
        ],
        refused: [],
        unknownKeys: 1,
      },
    })
    expect((await at.editor.get('/v1/recalls')).body).toEqual([])
    expect(await at.typesOf('recall.events')).toEqual([])
    expect(await at.typesOf('audit.events')).toEqual(['recallwire.source-recorded.v1'])
  })

  test('again changes nothing, and a newer text stands beside the older one', async () => {
    const sourceId = await at.imported(enforcementRecord(), recallRecord())
    expect(await at.sendRecords(recallRecord(), enforcementRecord())).toMatchObject({
      body: { events: [{ sourceId, outcome: 'unchanged' }] },
    })
    await at.sendRecords(enforcementRecord({ classification: 'Class I', report_date: '20250901' }))
    const { body } = await at.editor.get(`/v1/sources/${sourceId}`)
    expect(body).toMatchObject({
      records: 2,
      versions: 3,
      fields: {
        recallClass: { value: 'I', others: [{ value: 'II', superseded: true }] },
        initiatedOn: { value: '2025-06-02', differs: true },
      },
      products: [{ recallNumber: 'Z-9001-2025', fields: { codeInfo: { value: expect.any(String) } } }],
      proposal: {
        kind: 'draft',
        openPoints: expect.arrayContaining([
          { weight: 'missing', pointer: '/content/hazard', detail: expect.any(String) },
        ]),
      },
    })
    expect(await at.typesOf('audit.events')).toHaveLength(2)
  })

  test('names every record that cannot be used and keeps the others', async () => {
    const answer = await at.sendRecords(
      enforcementRecord({ recall_number: '' }),
      enforcementRecord({ recalling_firm: 'Harbor Spine, Inc.', termination_date: '20259999' }),
    )
    expect(answer.body).toMatchObject({
      refused: [{ pointer: '/results/0/recall_number' }],
      events: [
        {
          problems: [
            { pointer: '/results/1/termination_date' },
            { pointer: '/results/1/recalling_firm', detail: expect.stringContaining('you are Northwind') },
          ],
        },
      ],
    })
  })

  test.each([
    ['what is not JSON', 'recall_number,classification'],
    ['an answer without records', '{"error":{"code":"NOT_FOUND","message":"No matches found!"}}'],
    ['more records than are taken at once', JSON.stringify(new Array(2_001).fill(enforcementRecord()))],
  ])('is refused for %s', async (_what, text) => {
    expect(await at.send(text)).toMatchObject({
      status: 400,
      body: { type: expect.stringContaining('body-unreadable') },
    })
    expect((await at.editor.get('/v1/sources')).body).toEqual([])
  })

  test('is nobody else’s business, and nobody else’s recall', async () => {
    const sourceId = await at.imported(enforcementRecord())
    const recallId = await at.published()
    const rival = (await at.house.tenant('manufacturer', 'manufacturer-approver')).client
    expect((await rival.get('/v1/sources')).body).toEqual([])
    expect((await rival.get(`/v1/sources?recallId=${recallId}`)).body).toEqual([])
    expect((await rival.get(`/v1/sources/${sourceId}`)).status).toBe(404)
    expect((await rival.post(`/v1/sources/${sourceId}/draft`, { reference: 'X' })).status).toBe(404)
    expect((await rival.post(`/v1/sources/${sourceId}/attach`, { recallId })).status).toBe(404)
    expect((await at.send(answerOf(enforcementRecord()), `?recallId=${recallId}`, rival)).status).toBe(404)
    const own = textAt(
      (await at.send(answerOf(enforcementRecord()), '', rival)).body,
      'events',
      0,
      'sourceId',
    )
    expect(own).not.toBe(sourceId)
    expect((await rival.post(`/v1/sources/${own}/attach`, { recallId })).status).toBe(404)
  })
})
