import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let site: Client
let firm: Client
let facilityId: string

const at = '2025-06-20T14:00:00.000Z'
const letterId = 'l'.repeat(26)
const personalRef = 'p'.repeat(26)

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => at })
  house = await openTestHouse(backEnd)
  site = (await house.tenant('provider', 'facility-manager')).client
  firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
  facilityId = await addFacility(site)
  await firm.post('/v1/consignees', { accountNumber: '100', name: 'Rivertown', facilityId })
})
afterEach(() => backEnd.close())

async function addContact(client: Client, role: string): Promise<string> {
  const email = `${role}@rivertown.example.org`
  const added = await client.post('/v1/contacts', { facilityId, role, name: 'Recall office', email })
  return textAt(added.body, 'contactId')
}

async function know(contactId: string, organisationId: string, more: Partial<ContactStanding>) {
  const next = { contactId, facilityId, organisationId, asked: [], ...more }
  await backEnd.standings.save({ id: contactId, expectedVersion: 0, next, events: [] })
}

test('the grade of a site falls with its contacts, and every reason is told', async () => {
  const path = `/v1/facilities/${facilityId}/contact-health`
  expect((await site.get(path)).body).toMatchObject({ grade: 'E', contacts: 0, usable: 0 })
  const contactId = await addContact(site, 'recall-coordinator')
  expect((await site.get(path)).body).toMatchObject({ grade: 'D', contacts: 1, usable: 1, verified: 0 })
  await know(contactId, 'o'.repeat(26), { bounced: { letterId, at, because: 'NoEmail' } })
  const reasons = [
    { reason: 'no-usable-contact', count: 1 },
    { reason: 'bounced-lately', count: 1 },
  ]
  expect((await site.get(path)).body).toEqual({
    facilityId,
    grade: 'E',
    contacts: 1,
    usable: 0,
    verified: 0,
    reasons,
  })
  expect((await site.get('/v1/contact-health')).body).toMatchObject([{ facilityId, grade: 'E' }])
})

test('a firm is told the grade of a site it shipped to, and of no other', async () => {
  await addContact(site, 'recall-coordinator')
  const graded = (await firm.get('/v1/contact-health')).body
  expect(graded).toMatchObject([{ facilityId, grade: 'D', contacts: 1 }])
  expect(JSON.stringify(graded)).not.toContain('rivertown')
  const stranger = (await house.tenant('provider', 'facility-manager')).client
  expect((await stranger.get('/v1/contact-health')).body).toEqual([])
  expect((await stranger.get(`/v1/facilities/${facilityId}/contact-health`)).status).toBe(404)
})

test('a contact is listed with what is known of its address, and who said that it is right', async () => {
  const unknown = await addContact(site, 'recall-coordinator')
  const confirmed = await addContact(site, 'executive')
  await know(confirmed, 'o'.repeat(26), {
    asked: [{ letterId, at }],
    answer: { letterId, at, confirmed: true, personalRef, commitment: 'c' },
    reached: { letterId, at },
  })
  const person = { organisationId: 'o'.repeat(26), salt: '00', value: { name: 'Mira Osei' } }
  await backEnd.personal.put(personalRef, person)
  const path = `/v1/facilities/${facilityId}/contacts`
  expect((await site.get(path)).body).toMatchObject([
    { contactId: confirmed, standing: 'verified', answeredBy: 'Mira Osei', answeredAt: at, reachedAt: at },
    { contactId: unknown, standing: 'unverified' },
  ])
  await backEnd.personal.erase(personalRef)
  const [first] = (await site.get(path)).body as object[]
  expect(first).toMatchObject({ standing: 'verified', answeredAt: at })
  expect(first).not.toHaveProperty('answeredBy')
})
