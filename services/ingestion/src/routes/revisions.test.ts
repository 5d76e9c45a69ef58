import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { content, product, pumpPrefix } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let editor: Client
let approver: Client

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  const firm = await house.tenant('manufacturer', 'manufacturer-approver', { labellerPrefixes: [pumpPrefix] })
  approver = firm.client
  editor = (await house.colleague(approver, 'manufacturer-editor')).client
})
afterEach(() => backEnd.close())

const draft = async (change: object = {}, reference = 'NW-2025-01') =>
  editor.post('/v1/notices', { reference, content: content(change) })

async function publish(change: object = {}): Promise<string> {
  const recallId = textAt((await draft(change)).body, 'recallId')
  const { status, raw } = await approver.post(`/v1/notices/${recallId}/approve`, {})
  if (status !== 200) throw new Error(raw)
  return recallId
}

describe('a published recall', () => {
  test('is revised on the revision its author read, and says what changed', async () => {
    const recallId = await publish()
    const path = `/v1/notices/${recallId}/revisions`
    const wider = { kind: 'expand', content: content({ products: [product({ units: { all: true } })] }) }
    expect((await editor.post(path, wider)).body).toMatchObject({ errors: [{ pointer: '/basedOn' }] })
    expect((await editor.post(path, { ...wider, basedOn: 2 })).status).toBe(409)
    expect((await editor.post(path, wider, { headers: { 'if-match': '"7"' } })).status).toBe(409)
    expect(
      (await editor.post(path, { ...wider, basedOn: 1 }, { headers: { 'if-match': '"2"' } })).status,
    ).toBe(400)
    expect((await editor.post(path, { kind: 'correct', basedOn: 1, content: content() })).status).toBe(422)
    const drafted = await editor.post(path, wider, { headers: { 'if-match': '"1"' } })
    expect(drafted).toMatchObject({ status: 201, body: { revision: 1, waiting: 'draft' } })
    expect(await approver.post(`/v1/notices/${recallId}/approve`)).toMatchObject({ body: { revision: 2 } })
    expect((await editor.get(`/v1/recalls/${recallId}`)).body).toMatchObject({
      revisions: [{ kind: 'initial' }, { kind: 'expand', changed: ['scope'], materialRevision: 2 }],
    })
  })

  test('shows others what is published, and to its own firm also what waits', async () => {
    const recallId = await publish()
    const { client: hospital } = await house.tenant('provider', 'facility-manager')
    await editor.post(`/v1/notices/${recallId}/revisions`, {
      kind: 'correct',
      basedOn: 1,
      content: content({ title: 'Secret yet' }),
    })
    const seen = await hospital.get(`/v1/recalls/${recallId}`)
    expect(seen).toMatchObject({
      status: 200,
      body: { heading: 'URGENT: MEDICAL DEVICE CORRECTION', revision: 1 },
    })
    expect(seen.raw).not.toContain('Secret yet')
    expect((await hospital.get('/v1/recalls')).body).toMatchObject([
      { recallId, firmName: 'An invented manufacturer' },
    ])
    expect((await hospital.get(`/v1/notices/${recallId}`)).status).toBe(403)
    expect((await editor.get(`/v1/recalls/${recallId}`)).body).toMatchObject({
      draft: { content: { title: 'Secret yet' } },
    })
  })

  test('ends by two people and takes nothing after that', async () => {
    const recallId = await publish()
    const path = `/v1/notices/${recallId}/revisions`
    const asked = await approver.post(path, { kind: 'withdraw', reason: 'Published by mistake.' })
    expect(asked).toMatchObject({ status: 201, body: { status: 'published', waiting: 'closing' } })
    expect((await approver.post(`/v1/notices/${recallId}/approve`)).status).toBe(403)
    const { client: second } = await house.colleague(approver, 'manufacturer-approver')
    expect(await second.post(`/v1/notices/${recallId}/approve`)).toMatchObject({
      body: { status: 'withdrawn', waiting: 'nothing' },
    })
    expect((await editor.post(path, { kind: 'terminate', reason: 'Again.' })).status).toBe(409)
    expect((await draft()).status).toBe(409)
    expect((await house.events('recall.events')).at(-1)).toMatchObject({
      type: 'recallwire.recall-closed.v1',
      data: { outcome: 'withdrawn', reason: 'Published by mistake.' },
    })
  })
})
