import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { hashSecret } from '@recallwire/runtime/authenticate.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { createOperator } from '../bootstrap.ts'
import { installationId, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
})
afterEach(() => backEnd.close())

const firstPerson = { name: 'Robin Example', role: 'facility-manager' }
const provider = { kind: 'provider', name: 'Rivertown Health' }

describe('an empty installation', () => {
  const start = (secret?: string) =>
    createOperator(
      {
        backEnd,
        clock: { now: () => house.time.now },
        random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
        installationId,
      },
      secret,
    )

  test('prints a new link at each start while none was used, and the one before opens nothing', async () => {
    const again = await start()
    expect(again.kind).toBe('link')
    expect((await house.operator.get('/v1/organisations')).status).toBe(401)
    expect((await house.clientOf(textAt(again, 'secret')).get('/v1/organisations')).status).toBe(200)
  })

  test('opens by one secret for all its processes, and by the same again once its time was over', async () => {
    const secret = `rw_${'s'.repeat(43)}`
    const stored = async () => backEnd.directory.credentials.bySecret(hashSecret(secret))
    await start(secret)
    const first = await stored()
    await start(secret)
    expect(await stored()).toEqual(first)
    house.time.now = first?.expiresAt ?? ''
    await start(secret)
    expect(Date.parse((await stored())?.expiresAt ?? '')).toBeGreaterThan(Date.parse(house.time.now))
  })

  test('prints no link once someone signed in with it', async () => {
    const { credentials } = backEnd.directory
    const [link] = await credentials.ofOrganisation(textAt(await start(), 'organisationId'))
    const stored = await credentials.get(link?.credentialId ?? '')
    if (stored === undefined) throw new Error('no link')
    const next = { ...stored.document, usedAt: house.time.now }
    await credentials.save({ id: next.credentialId, expectedVersion: stored.version, next, events: [] })
    expect(await start()).toMatchObject({ kind: 'signed-in-before' })
  })
})

describe('an organisation', () => {
  test('is created with a person whose key works, and which is stored only as a hash', async () => {
    const made = await house.operator.post('/v1/organisations', { organisation: provider, firstPerson })
    expect(made).toMatchObject({ status: 201, body: { organisation: provider, person: firstPerson } })
    const secret = textAt(made.body, 'secret')
    expect(secret).toMatch(/^rw_[\w-]{43}$/)
    expect(made.raw).not.toContain(hashSecret(secret))
    expect(await backEnd.directory.credentials.bySecret(hashSecret(secret))).toMatchObject({ kind: 'key' })
    expect((await house.clientOf(secret).get('/v1/organisations')).body).toMatchObject([provider])
  })

  test('is the same when its creation is retried, with a secret that replaces the lost one', async () => {
    const ask = () =>
      house.operator.post('/v1/organisations', { organisation: provider, firstPerson }, { key: 'k' })
    const [lost, retried] = [await ask(), await ask()]
    expect(textAt(retried.body, 'organisation', 'organisationId')).toBe(
      textAt(lost.body, 'organisation', 'organisationId'),
    )
    expect((await house.clientOf(textAt(lost.body, 'secret')).get('/v1/keys')).status).toBe(401)
    expect((await house.clientOf(textAt(retried.body, 'secret')).get('/v1/keys')).status).toBe(200)
    const other = { organisation: { ...provider, name: 'Other' }, firstPerson }
    expect((await house.operator.post('/v1/organisations', other, { key: 'k' })).status).toBe(422)
    expect((await house.operator.get('/v1/organisations')).body).toHaveLength(2)
  })

  test.each([
    ['a role of another kind', 'manufacturer-approver', /choose facility-staff or facility-manager/],
    ['a role that cannot add others', 'facility-staff', /must be facility-manager/],
  ])('is refused a first person with %s', async (_what, role, detail) => {
    const body = { organisation: provider, firstPerson: { name: 'Robin', role } }
    const answer = await house.operator.post('/v1/organisations', body)
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/firstPerson/role', detail: expect.stringMatching(detail) }] },
    })
  })

  test('names every unknown and missing field of a request', async () => {
    const answer = await house.operator.post('/v1/organisations', {
      organisation: { kind: 'provider', nmae: 'x' },
    })
    expect(answer.status).toBe(400)
    const pointers = ['/organisation/name', '/organisation/nmae', '/firstPerson']
    expect(answer.body).toMatchObject({ errors: pointers.map((pointer) => ({ pointer })) })
  })
})
