import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
})
afterEach(() => backEnd.close())

describe('people and keys', () => {
  test('of another organisation are absent, whoever names them', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    const other = await house.tenant('manufacturer', 'manufacturer-approver')
    const { personId } = await house.colleague(other.client, 'manufacturer-editor')
    expect((await client.post('/v1/keys', { personId })).status).toBe(404)
    const named = {
      name: 'Mallory Example',
      role: 'manufacturer-approver',
      organisationId: other.organisationId,
    }
    expect((await client.post('/v1/people', named)).status).toBe(404)
    const [key] = await backEnd.directory.credentials.ofOrganisation(other.organisationId)
    expect((await client.delete(`/v1/keys/${key?.credentialId}`)).status).toBe(404)
    expect((await other.client.get('/v1/keys')).status).toBe(200)
  })

  test('of a tenant are not for the operator to add once the tenant has its own', async () => {
    const { organisationId, client } = await house.tenant('provider', 'facility-manager')
    const { personId } = await house.colleague(client, 'facility-staff')
    expect(await house.operator.post('/v1/keys', { personId })).toMatchObject({ status: 409 })
    const body = { name: 'Kim Example', role: 'facility-manager', organisationId }
    expect(await house.operator.post('/v1/people', body)).toMatchObject({ status: 409 })
  })

  test('end with a revocation, at once and for good', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    const { personId, client: colleague } = await house.colleague(client, 'facility-manager')
    const keys = (await client.get('/v1/keys')).body
    const key = Array.isArray(keys) ? keys.find((one) => textAt(one, 'personId') === personId) : undefined
    const revoked = await client.delete(`/v1/keys/${textAt(key, 'credentialId')}`)
    expect(revoked).toMatchObject({ status: 200, body: { revokedAt: house.time.now } })
    expect((await colleague.get('/v1/keys')).status).toBe(401)
    const again = await client.delete(`/v1/keys/${textAt(key, 'credentialId')}`)
    expect(again.body).toEqual(revoked.body)
  })

  test('keep the first secret when the key of the request is used again a day later', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    const person = await client.post('/v1/people', { name: 'Kim Example', role: 'facility-staff' })
    const body = { personId: textAt(person.body, 'personId') }
    const first = await client.post('/v1/keys', body, { key: 'once' })
    house.time.now = '2025-06-22T14:00:00.000Z'
    expect((await client.post('/v1/keys', body, { key: 'once' })).status).toBe(409)
    expect((await house.clientOf(textAt(first.body, 'secret')).get('/v1/organisations')).status).toBe(200)
  })

  test('need a role that fits the organisation', async () => {
    const { client } = await house.tenant('provider', 'facility-manager')
    for (const role of ['manufacturer-editor', 'operator', 'service', 'link-holder'])
      expect((await client.post('/v1/people', { name: 'Kim Example', role })).status).toBe(422)
  })
})
