import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import type { InventoryPage, MatchPage } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer, type HttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { contentOf, deviceObserved, facility, firmId, noticePublished, recall } from '../fixtures/events.ts'
import { createTestMatcher, now, ofType, published } from '../matcher.test-support.ts'
import { deviceRoutes } from './devices.ts'
import { matchRoutes } from './matches.ts'

let backEnd: BackEnd
let http: HttpServer<Actor>

const isAction = (action: string): action is keyof typeof roleTable => action in roleTable

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => now,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
  })
  http.authenticator('key', async ({ headers }) => {
    const [role, organisationId] = String(headers.authorization).split(' ')
    return { kind: 'known', actor: { organisationId: organisationId ?? '', role: role as Role, by: 'key' } }
  })
  for (const route of [
    ...deviceRoutes({ backEnd, clock: { now: () => now } }),
    ...matchRoutes({ backEnd }),
  ]) {
    http.add(route)
  }
  for (const where of ['a', 'b'] as const) await backEnd.directory.facilities.save(saved(where))
  await backEnd.notices.save(notice())
  const matcher = createTestMatcher(backEnd)
  await matcher.handle(
    noticePublished(1, { serials: ['1001', '1002'] }),
    deviceObserved('a', 1, { serial: '1001', location: 'ICU 3 West' }),
    deviceObserved('a', 1, { serial: '7777' }),
    deviceObserved('b', 1, { serial: '1002', location: 'Store 2' }),
  )
})
afterEach(async () => {
  await http.close()
  await backEnd.close()
})

function saved(where: 'a' | 'b') {
  const { facilityId, organisationId } = facility(where)
  const address = { street: '1 Main Street', city: 'Springfield', postalCode: '00001', country: 'US' }
  const next = { facilityId, organisationId, code: where, name: `Hospital ${where}`, address }
  const rest = { timeZone: 'America/Chicago', provisional: false, createdAt: now }
  return { id: facilityId, expectedVersion: 0, next: { ...next, ...rest }, events: [] }
}

function notice() {
  const content = contentOf({ serials: ['1001', '1002'] })
  const people = { draftedBy: 'editor', approvedBy: 'approver', publishedAt: now }
  const revision = {
    revision: 1,
    materialRevision: 1,
    kind: 'initial' as const,
    changed: [],
    content,
    ...people,
  }
  const next = { recallId: recall, firmOrganisationId: firmId, reference: 'FA-1', aliases: [] }
  const state = { status: 'published' as const, revisions: [revision] }
  return { id: recall, expectedVersion: 0, next: { ...next, ...state }, events: [] }
}

async function ask<Body>(role: Role, organisationId: string, url: string) {
  const answer = await http.inject({ url, headers: { authorization: `${role} ${organisationId}` } })
  return { status: answer.statusCode, body: answer.json() as Body, text: answer.body }
}
const { facilityId: siteA, organisationId: ownerA } = facility('a')
const regulator = 'g'.repeat(26)

describe('GET /v1/devices', () => {
  const devices = `/v1/devices?facilityId=${siteA}`
  const because = `${devices}&reason=Inspection%2025-12`

  test('shows a facility its own devices with location and verdicts', async () => {
    const { status, body } = await ask<InventoryPage>('facility-staff', ownerA, devices)
    expect(status).toBe(200)
    expect(
      body.items.map(({ facts, verdicts }) => [facts.serial, facts.location, verdicts[0]?.verdict.value]),
    ).toEqual(
      expect.arrayContaining([
        ['1001', 'ICU 3 West', 'affected'],
        ['7777', undefined, 'outside'],
      ]),
    )
    expect(ofType(await published(backEnd, 'audit.events'), 'recallwire.inventory-read.v1')).toEqual([])
  })

  test("answers another's facility and an absent one alike", async () => {
    const other = await ask<object>('facility-manager', facility('b').organisationId, devices)
    const absent = await ask<object>('facility-manager', ownerA, `/v1/devices?facilityId=${'z'.repeat(26)}`)
    expect([other.status, absent.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })

  test('asks a regulator for a reason', async () => {
    const { status, body } = await ask<object>('regulator', regulator, devices)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ pointer: '/reason' }] })
  })

  test("has a regulator's look in the log before it is answered", async () => {
    const { status, body } = await ask<InventoryPage>('regulator', regulator, because)
    expect([status, body.items.length]).toEqual([200, 2])
    const [event] = ofType(await published(backEnd, 'audit.events'), 'recallwire.inventory-read.v1')
    expect(event?.data).toEqual({
      organisationId: ownerA,
      facilityId: siteA,
      reason: 'Inspection 25-12',
      rows: 2,
    })
    expect(event?.actor.organisationId).toBe(regulator)
  })

  test('refuses a firm', async () => {
    expect((await ask('manufacturer-editor', firmId, devices)).status).toBe(403)
  })
})

describe('GET /v1/recalls/:recallId/matches', () => {
  const matches = `/v1/recalls/${recall}/matches`

  test("shows the recall's firm every facility's units without their location", async () => {
    const { status, body, text } = await ask<MatchPage>('manufacturer-editor', firmId, matches)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ affected: 2, possible: 0, outside: 1 })
    expect(body.items.map(({ facts }) => facts.serial).sort()).toEqual(['1001', '1002', '7777'])
    expect(text).not.toContain('ICU 3 West')
  })

  test('shows a facility its own units and counts no others', async () => {
    const { body } = await ask<MatchPage>('facility-staff', facility('b').organisationId, matches)
    expect(body.counts).toEqual({ affected: 1, possible: 0, outside: 0 })
    expect(body.items.map(({ facts }) => facts.serial)).toEqual(['1002'])
  })

  test('shows a regulator all of them', async () => {
    expect((await ask<MatchPage>('regulator', regulator, matches)).body.items).toHaveLength(3)
  })

  test("answers another firm's recall and an absent one alike", async () => {
    const other = await ask<object>('manufacturer-approver', 'h'.repeat(26), matches)
    const absent = await ask<object>('manufacturer-approver', firmId, `/v1/recalls/${'z'.repeat(26)}/matches`)
    expect([other.status, absent.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })
})
