import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { hashSecret } from '@recallwire/runtime/authenticate.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, address } from '../fixtures.test-support.ts'
import { openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
})
afterEach(() => backEnd.close())

describe('facilities and contacts', () => {
  const contact = {
    role: 'recall-coordinator',
    name: 'Recall office',
    email: 'recalls@rivertown.example.org',
  }

  test('are stored once under their code, and changed by storing it again', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    const facilityId = await addFacility(client)
    const body = { code: 'MAIN', name: 'Rivertown Clinic', address, timeZone: 'America/Denver' }
    expect(await client.post('/v1/facilities', body)).toMatchObject({
      status: 200,
      body: { facilityId, timeZone: 'America/Denver' },
    })
    expect((await client.get('/v1/facilities')).body).toHaveLength(1)
  })

  test('say in which language their people are written to, and one without letters is refused', async () => {
    const site = (await house.tenant('provider', 'facility-manager')).client
    const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
    const body = { code: 'MAIN', name: 'Rivertown Clinic', address, timeZone: 'America/Denver' }
    expect(await site.post('/v1/facilities', { ...body, language: 'fr' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/language', detail: expect.stringContaining('write en or es') }] },
    })
    expect(await site.post('/v1/facilities', { ...body, language: 'es' })).toMatchObject({
      body: { language: 'es' },
    })
    const account = { accountNumber: '100', name: 'Rivertown', address, language: 'es' }
    await firm.post('/v1/consignees', { ...account, contact: { ...contact, language: 'en' } })
    expect((await firm.get('/v1/facilities')).body).toMatchObject([{ provisional: true, language: 'es' }])
  })

  test('of one provider are absent for another, for a firm that never shipped there, and in its list', async () => {
    const facilityId = await addFacility((await house.tenant('provider', 'facility-manager')).client)
    for (const [kind, role] of [
      ['provider', 'facility-manager'],
      ['manufacturer', 'manufacturer-approver'],
    ] as const) {
      const { client } = await house.tenant(kind, role)
      expect((await client.get('/v1/facilities')).body).toEqual([])
      expect((await client.get(`/v1/facilities/${facilityId}/contacts`)).status).toBe(404)
      expect((await client.post('/v1/contacts', { ...contact, facilityId })).status).toBe(404)
    }
  })

  test('keep what the site and its supplier say apart, and show a firm only its own', async () => {
    const site = (await house.tenant('provider', 'facility-manager')).client
    const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
    const facilityId = await addFacility(site)
    await firm.post('/v1/consignees', { accountNumber: '100', name: 'Rivertown', facilityId })
    await firm.post('/v1/contacts', { ...contact, facilityId, name: 'Old contact' })
    await site.post('/v1/contacts', { ...contact, facilityId })
    const path = `/v1/facilities/${facilityId}/contacts`
    expect((await site.get(path)).body).toMatchObject([{ suppliedBy: 'facility' }, { suppliedBy: 'firm' }])
    expect((await firm.get(path)).body).toMatchObject([{ suppliedBy: 'firm', name: 'Old contact' }])
  })

  test('are told to the ledger without a name, under a commitment that the kept salt opens', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    const facilityId = await addFacility(client)
    await client.post('/v1/contacts', { ...contact, facilityId })
    const events = await house.events('audit.events')
    expect(JSON.stringify(events)).not.toMatch(/Recall office|rivertown|Robin|Elm Street/i)
    const told = events.find((event) => JSON.stringify(event.data).includes('"contact"'))
    const commitment = textAt(told, 'data', 'commitment')
    const kept = await backEnd.personal.get(`directory/${commitment}`)
    expect(hashSecret(`${kept?.salt}${kept?.value.record}`)).toBe(commitment)
    expect(kept?.value.record).toContain('Recall office')
  })
})

describe('consignees', () => {
  const account = { accountNumber: '100-1', name: 'Harbor Clinic', address }

  test('of an unknown site get a provisional facility, once, in the zone of its state', async () => {
    const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
    const contact = { role: 'recall-coordinator', name: 'Recalls', email: 'recalls@harbor.example.org' }
    const first = await firm.post('/v1/consignees', [{ ...account, contact }])
    const again = await firm.post('/v1/consignees', { ...account, contact })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(Array.isArray(first.body) ? first.body[0] : undefined)
    const facilities = (await firm.get('/v1/facilities')).body
    expect(facilities).toMatchObject([
      { provisional: true, name: 'Harbor Clinic', timeZone: 'America/Chicago' },
    ])
    expect(
      (await firm.get(`/v1/facilities/${textAt(facilities, 0, 'facilityId')}/contacts`)).body,
    ).toHaveLength(1)
  })

  test('are stored all or none, naming each bad one', async () => {
    const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
    const { address: _left, ...bare } = account
    const answer = await firm.post('/v1/consignees', [
      account,
      { ...bare, accountNumber: '100-2' },
      { ...account, accountNumber: '100-3', address: { ...address, country: 'AT' } },
      { ...account, accountNumber: '100-4', facilityId: 'z'.repeat(26) },
      account,
    ])
    const pointers = ['/1/address', '/2/timeZone', '/3/facilityId', '/4/accountNumber']
    expect(answer).toMatchObject({ status: 422, body: { errors: pointers.map((pointer) => ({ pointer })) } })
    expect((await firm.get('/v1/consignees')).body).toEqual([])
  })
})
