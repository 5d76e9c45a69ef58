import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { handleRecords } from '@recallwire/domain/events/handle-records.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { defineRoute } from '@recallwire/runtime/route.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openHttp } from './open-http.ts'

const now = '2025-06-20T14:00:00.000Z'
const forwardedSecret = new Uint8Array(32).fill(7)
const oldSecret = new Uint8Array(32).fill(8)
const organisationId = 'a'.repeat(26)
const nurse: Actor = { organisationId, role: 'facility-staff', by: 'nurse' }
const regulator: Actor = { organisationId, role: 'regulator', by: 'inspector' }

let backEnd: BackEnd
let http: HttpServer<Actor>
let denials: RecallEvent[]
let subscription: { stop(): Promise<void> }

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  denials = []
  subscription = await backEnd.log.subscribe({
    topics: ['audit.events'],
    group: 'test',
    handle: handleRecords(async (event) => {
      denials.push(event)
    }),
  })
  http = openHttp({
    backEnd,
    clock: { now: () => now },
    realNow: () => now,
    forwardedSecrets: [forwardedSecret, oldSecret],
    trustedProxies: [],
    publicUrl: 'https://recalls.example.org',
    environmentBanner: undefined,
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
  })
  http.add(
    defineRoute<Actor>()({
      method: 'GET',
      path: '/v1/inventory',
      summary: 'What someone holds',
      action: 'report.read',
      credential: 'key',
      answers: 'json',
      reply: { 200: z.strictObject({ by: z.string() }) },
      handle: ({ actor }) => ({ status: 200, body: { by: actor.by } }),
    }),
  )
})
afterEach(async () => {
  await http.close()
  await subscription.stop()
  await backEnd.close()
})

const ask = async (authorization?: string) => {
  const headers = authorization === undefined ? {} : { authorization }
  return (await http.inject({ method: 'GET', url: '/v1/inventory', headers })).statusCode
}
const as = (actor: Actor, until = '2025-06-20T14:01:00.000Z') => forwardActor(forwardedSecret, actor, until)

describe('the listener', () => {
  test('lets through whom the role table grants the action', async () => {
    expect(await ask(as(regulator))).toBe(200)
  })

  test('believes whom an earlier secret signed, while another takes its place', async () => {
    expect(await ask(forwardActor(oldSecret, regulator, '2025-06-20T14:01:00.000Z'))).toBe(200)
    expect(await ask(forwardActor(new Uint8Array(32), regulator, '2025-06-20T14:01:00.000Z'))).toBe(401)
  })

  test('remembers who was refused, and what for', async () => {
    expect(await ask(as(nurse))).toBe(403)
    await eventually('the denial is in the log', () => denials.length > 0)
    expect(denials).toMatchObject([
      {
        type: 'recallwire.access-denied.v1',
        actor: nurse,
        time: now,
        data: { action: 'report.read', route: 'GET /v1/inventory' },
      },
    ])
  })

  test('tells two refusals apart', async () => {
    await ask(as(nurse))
    await ask(as(nurse))
    await eventually('both denials are in the log', () => denials.length > 1)
    expect(new Set(denials.map(({ id }) => id)).size).toBe(2)
  })

  test('keeps no trace of a stranger', async () => {
    expect(await ask()).toBe(401)
    expect(await ask('Bearer rw_unknown')).toBe(401)
    expect(await ask(as(regulator, '2025-06-20T13:59:59.000Z'))).toBe(401)
    expect(await ask(as(nurse))).toBe(403)
    await eventually('the known one is in the log', () => denials.length > 0)
    expect(denials.map(({ actor }) => actor)).toEqual([nurse])
  })

  test.each([
    ['unknown to the directory', 'rw_0000000000000000000000000000000000000000000'],
    ['of another kind', 'Basic bnVyc2U6bnVyc2U='],
  ])('refuses a credential %s', async (_what, credential) => {
    expect(await ask(credential.startsWith('rw_') ? `Bearer ${credential}` : credential)).toBe(401)
  })
})
