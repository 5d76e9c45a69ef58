import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { contentOf, deviceObserved, facility, firmId, noticePublished, recall } from '../fixtures/events.ts'
import { createTestMatcher, now } from '../matcher.test-support.ts'
import { deviceRoutes } from './devices.ts'
import { matchRoutes } from './matches.ts'
import { overrideRoutes } from './overrides.ts'

const isAction = (action: string): action is keyof typeof roleTable => action in roleTable

/** The matcher's API over two hospitals with three pumps, two of them in the recall of a firm. */
export async function openTestApi() {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  const http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => now,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator('key', async ({ headers }) => {
    const [role, organisationId, by = 'key'] = String(headers.authorization).split(' ')
    return { kind: 'known', actor: { organisationId: organisationId ?? '', role: role as Role, by } }
  })
  const matcher = createTestMatcher(backEnd)
  for (const route of [
    ...deviceRoutes({ backEnd, clock: { now: () => now } }),
    ...matchRoutes({ backEnd }),
    ...overrideRoutes({ backEnd, matching: matcher.deps }),
  ]) {
    http.add(route)
  }
  for (const where of ['a', 'b'] as const) await backEnd.directory.facilities.save(saved(where))
  await backEnd.notices.save(notice())
  await backEnd.directory.organisations.save(theFirm)
  await matcher.handle(
    noticePublished(1, { serials: ['1001', '1002'] }),
    deviceObserved('a', 1, { serial: '1001', location: 'ICU 3 West' }),
    deviceObserved('a', 1, { serial: '7777' }),
    deviceObserved('b', 1, { serial: '1002', location: 'Store 2' }),
  )
  let keys = 0
  return {
    backEnd,
    close: async () => {
      await http.close()
      await backEnd.close()
    },
    ask: async <Body>(role: Role, organisationId: string, url: string) => {
      const answer = await http.inject({ url, headers: { authorization: `${role} ${organisationId}` } })
      return { status: answer.statusCode, body: answer.json() as Body, text: answer.body }
    },
    /** A POST by a person, of the firm unless said otherwise, with a key of its own. */
    tell: async <Body>(
      role: Role,
      by: string,
      url: string,
      payload: object,
      organisationId: string = firmId,
    ) => {
      keys += 1
      const headers = { authorization: `${role} ${organisationId} ${by}`, 'idempotency-key': `key-${keys}` }
      const answer = await http.inject({ method: 'POST', url, headers, payload })
      return { status: answer.statusCode, body: answer.json() as Body }
    },
  }
}
export type TestApi = Awaited<ReturnType<typeof openTestApi>>

function saved(where: 'a' | 'b') {
  const { facilityId, organisationId } = facility(where)
  const address = { street: '1 Main Street', city: 'Springfield', postalCode: '00001', country: 'US' }
  const next = { facilityId, organisationId, code: where, name: `Hospital ${where}`, address }
  const rest = { timeZone: 'America/Chicago', provisional: false, createdAt: now }
  return { id: facilityId, expectedVersion: 0, next: { ...next, ...rest }, events: [] }
}

const theFirm = {
  id: firmId,
  expectedVersion: 0,
  next: {
    organisationId: firmId,
    kind: 'manufacturer' as const,
    name: 'Northwind Devices',
    labellerPrefixes: [],
    createdAt: now,
  },
  events: [],
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
