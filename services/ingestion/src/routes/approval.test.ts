import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, content, pumpPrefix } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let editor: Client
let approver: Client
let firmId: string

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  const firm = await house.tenant('manufacturer', 'manufacturer-approver', { labellerPrefixes: [pumpPrefix] })
  firmId = firm.organisationId
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

describe('an approval', () => {
  test('must come from a second person, whichever key the first one uses', async () => {
    const recallId = textAt(
      (await approver.post('/v1/notices', { reference: 'R', content: content() })).body,
      'recallId',
    )
    const people = (await approver.get('/v1/people')).body
    const own = Array.isArray(people)
      ? people.find((one) => textAt(one, 'role') === 'manufacturer-approver')
      : undefined
    const key = await approver.post('/v1/keys', { personId: textAt(own, 'personId') })
    for (const client of [approver, house.clientOf(textAt(key.body, 'secret'))]) {
      const refused = await client.post(`/v1/notices/${recallId}/approve`)
      expect(refused).toMatchObject({ status: 403, body: { type: 'urn:recallwire:problem:same-person' } })
    }
    const { client: second } = await house.colleague(approver, 'manufacturer-approver')
    expect(await second.post(`/v1/notices/${recallId}/approve`)).toMatchObject({
      status: 200,
      body: { revision: 1 },
    })
  })

  test('is not for an editor', async () => {
    const recallId = textAt((await draft()).body, 'recallId')
    expect((await editor.post(`/v1/notices/${recallId}/approve`)).status).toBe(403)
  })

  test('publishes the whole revision once, with the facilities behind the addressed accounts', async () => {
    const site = await house.tenant('provider', 'facility-manager')
    const facilityId = await addFacility(site.client)
    await approver.post('/v1/consignees', { accountNumber: '100', name: 'Rivertown', facilityId })
    await publish({ addressedAccounts: ['100', '999'] })
    const published = (await house.events('recall.events')).filter(
      (event) => event.type === 'recallwire.notice-published.v1',
    )
    expect(published).toMatchObject([
      {
        data: {
          firmOrganisationId: firmId,
          revision: { revision: 1, kind: 'initial', content: { title: content().title } },
          addressed: [{ accountNumber: '100', facilityId, organisationId: site.organisationId }],
        },
      },
    ])
  })

  test('is refused when the draft was exchanged after it was read', async () => {
    const recallId = textAt((await draft()).body, 'recallId')
    const read = await approver.get(`/v1/notices/${recallId}`)
    house.time.now = '2025-06-20T14:01:00.000Z'
    await draft({ title: 'Exchanged' })
    const body = { waitingSince: textAt(read.body, 'draft', 'draftedAt') }
    expect((await approver.post(`/v1/notices/${recallId}/approve`, body)).status).toBe(409)
    expect((await editor.get(`/v1/notices/${recallId}`)).body).toMatchObject({ status: 'draft' })
  })

  test('answers a retry of the same request with the same bytes, and publishes nothing more', async () => {
    const recallId = textAt((await draft()).body, 'recallId')
    const approve = () => approver.post(`/v1/notices/${recallId}/approve`, {}, { key: 'approval' })
    const first = await approve()
    expect((await approve()).raw).toBe(first.raw)
    expect(await house.events('recall.events')).toHaveLength(2)
  })

  test('is answered as done to a retry when its first answer was lost in a crash', async () => {
    const forgetful = {
      ...backEnd.idempotency,
      finish: () => Promise.reject(new RecallError('storage-unavailable', 'x')),
    }
    const crashing = await openTestHouse({ ...backEnd, idempotency: forgetful }, {})
    const recallId = textAt((await draft()).body, 'recallId')
    const path = `/v1/notices/${recallId}/approve`
    expect((await crashing.clientOf(approver.secret).post(path, {}, { key: 'lost' })).status).toBe(503)
    expect(await approver.post(path, {}, { key: 'lost' })).toMatchObject({
      status: 200,
      body: { revision: 1 },
    })
    expect((await approver.post(path, {}, { key: 'another' })).status).toBe(409)
  })
})
