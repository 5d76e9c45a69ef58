import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  answerOf,
  enforcementRecord,
  recallRecord,
} from '../../../../packages/domain/src/sources/fixtures/openfda-records.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { content } from '../fixtures.test-support.ts'
import { textAt } from '../ingestion.test-support.ts'
import { openSourcesHouse, type SourcesHouse } from './sources.test-support.ts'

let backEnd: BackEnd
let at: SourcesHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-08-12T14:00:00.000Z' })
  at = await openSourcesHouse(backEnd)
})
afterEach(() => backEnd.close())

const filled = {
  action: 'correction',
  hazard: 'Therapy may be interrupted.',
  contact: { email: 'recalls@northwind.example.com' },
}

describe('records of a recall that is there', () => {
  test('are found by an alias, add their numbers, and change no revision', async () => {
    const recallId = await at.published({ aliases: ['Z-9001-2025'] })
    const before = (await at.editor.get(`/v1/recalls/${recallId}`)).body
    const second = enforcementRecord({ recall_number: 'Z-9002-2025' })
    expect((await at.sendRecords(enforcementRecord(), second)).body).toMatchObject({
      events: [{ outcome: 'enriched', recallId }],
    })
    expect((await at.editor.get(`/v1/recalls/${recallId}`)).body).toEqual({
      ...(before as object),
      aliases: ['Z-9001-2025', 'Z-9002-2025', 'RES 99101'],
    })
    expect((await at.sendRecords(enforcementRecord())).body).toMatchObject({
      events: [{ outcome: 'unchanged', recallId }],
    })
    expect(await at.typesOf('recall.events')).toEqual([
      'recallwire.notice-drafted.v1',
      'recallwire.notice-published.v1',
      'recallwire.source-attached.v1',
    ])
  })

  test('propose a class that two people must still bring about', async () => {
    const recallId = await at.published()
    const sourceId = await at.imported(enforcementRecord())
    const attached = await at.editor.post(`/v1/sources/${sourceId}/attach`, { recallId })
    expect(attached).toMatchObject({ status: 200, body: { recallId, proposes: 'revision' } })
    expect((await at.editor.get(`/v1/sources/${sourceId}`)).body).toMatchObject({
      fields: { reason: { source: 'notice' }, recallClass: { value: 'II', differs: true } },
      proposal: {
        kind: 'revision',
        basedOn: 1,
        changes: [expect.stringContaining('class'), expect.any(String)],
      },
    })
    const drafted = await at.editor.post(`/v1/sources/${sourceId}/draft`, {})
    expect(drafted).toMatchObject({ status: 201, body: { recallId, revision: 1, waiting: 'draft' } })
    expect((await at.editor.post(`/v1/notices/${recallId}/approve`)).status).toBe(403)
    expect((await at.editor.post(`/v1/sources/${sourceId}/draft`, {})).body).toMatchObject({
      type: expect.stringContaining('draft-waits'),
    })
    await at.approver.post(`/v1/notices/${recallId}/approve`)
    expect((await at.editor.get(`/v1/recalls/${recallId}`)).body).toMatchObject({
      revision: 2,
      recallClass: 'II',
    })
    expect((await at.editor.post(`/v1/sources/${sourceId}/draft`, {})).body).toMatchObject({
      type: expect.stringContaining('nothing-proposed'),
    })
  })

  test('of several events become one recall when the caller names it', async () => {
    const recallId = await at.published()
    const other = enforcementRecord({ recall_number: 'Z-9010-2025', event_id: '99200' })
    const answer = await at.send(answerOf(enforcementRecord(), other), `?recallId=${recallId}`)
    expect(answer.body).toMatchObject({ events: [{ recallId }, { recallId }] })
    expect((await at.editor.get(`/v1/sources?recallId=${recallId}`)).body).toHaveLength(2)
    expect((await at.editor.get('/v1/recalls')).body).toHaveLength(1)
  })

  test('stay with it: another recall gets 409, and two that name them are left to a person', async () => {
    const first = await at.published({ aliases: ['Z-9001-2025'] })
    const second = await at.published({ aliases: ['99101'] }, 'FA-2')
    const answer = await at.sendRecords(enforcementRecord())
    expect(answer.body).toMatchObject({
      events: [{ outcome: 'draft-proposed', problems: [{ detail: expect.stringContaining('FA-1') }] }],
    })
    const sourceId = textAt(answer.body, 'events', 0, 'sourceId')
    await at.editor.post(`/v1/sources/${sourceId}/attach`, { recallId: first })
    expect(await at.editor.post(`/v1/sources/${sourceId}/attach`, { recallId: second })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(first) },
    })
  })
})

describe('a draft out of records', () => {
  test('takes what the firm adds, belongs to the records, and waits for a second person', async () => {
    const sourceId = await at.imported(enforcementRecord(), recallRecord())
    const answer = await at.editor.post(`/v1/sources/${sourceId}/draft`, {
      reference: 'FA-7',
      content: filled,
    })
    expect(answer).toMatchObject({ status: 201, body: { status: 'draft', waiting: 'draft' } })
    const recallId = textAt(answer.body, 'recallId')
    expect((await at.editor.get(`/v1/notices/${recallId}`)).body).toMatchObject({
      aliases: ['Z-9001-2025', 'RES 99101'],
      content: {
        recallClass: 'II',
        contact: { name: 'Recall desk', email: 'recalls@northwind.example.com' },
        products: [{ dis: ['09506000134352'], units: { prose: expect.stringContaining('NW1001') } }],
      },
    })
    expect((await at.editor.get(`/v1/sources/${sourceId}`)).body).toMatchObject({
      recallId,
      proposes: 'nothing',
    })
    expect((await at.sendRecords(enforcementRecord())).body).toMatchObject({
      events: [{ outcome: 'unchanged', recallId }],
    })
    expect((await at.approver.post(`/v1/notices/${recallId}/approve`)).status).toBe(200)
  })

  test('keeps the numbers through a new text of the draft once they come again', async () => {
    const sourceId = await at.imported(enforcementRecord(), recallRecord())
    const body = { reference: 'FA-7', content: filled }
    const recallId = textAt((await at.editor.post(`/v1/sources/${sourceId}/draft`, body)).body, 'recallId')
    at.house.time.now = '2025-08-13T09:00:00.000Z'
    await at.editor.post('/v1/notices', { reference: 'FA-7', content: content() })
    await at.sendRecords(enforcementRecord())
    expect((await at.editor.get(`/v1/notices/${recallId}`)).body).toMatchObject({
      aliases: ['Z-9001-2025', 'RES 99101'],
    })
  })

  test.each<[string, object, readonly string[]]>([
    ['no reference', { content: { ...filled, hazard: '' } }, ['/reference', '/content/hazard']],
    [
      'what is missing',
      { reference: 'FA-7' },
      ['/content/action', '/content/hazard', '/content/contact/email'],
    ],
    [
      'a member that no notice has',
      { reference: 'FA-7', content: { ...filled, marketing: 1 } },
      ['/content/marketing'],
    ],
  ])('is refused for %s, by name', async (_what, body, pointers) => {
    const sourceId = await at.imported(enforcementRecord(), recallRecord())
    const answer = await at.editor.post(`/v1/sources/${sourceId}/draft`, body)
    expect(answer).toMatchObject({ status: 400, body: { errors: pointers.map((pointer) => ({ pointer })) } })
    expect((await at.editor.get('/v1/recalls')).body).toEqual([])
  })

  test('never takes the place of a draft that the firm wrote itself', async () => {
    await at.editor.post('/v1/notices', { reference: 'FA-7', content: content() })
    const sourceId = await at.imported(enforcementRecord(), recallRecord())
    const answer = await at.editor.post(`/v1/sources/${sourceId}/draft`, {
      reference: 'FA-7',
      content: filled,
    })
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Attach') } })
  })
})
