import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { eventBytes } from '@recallwire/domain/events/envelope.ts'
import { eventCatalogue } from '@recallwire/domain/events/event-catalogue.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { expect, test, vi } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { box, catalogueImported, recordOf } from './catalogue.test-support.ts'
import { matcherConfigSchema } from './config.ts'
import { deviceObserved, noticePublished, pumpDi, recall } from './fixtures/events.ts'
import { installationId, matchesOf, now, ofType, published, told } from './matcher.test-support.ts'
import { startMatcher } from './start.ts'

const realNow = () => new Date().toISOString()

async function startOn(file: string) {
  const backEnd = await openEmbedded({ file, realNow, pollMs: 5 })
  const metrics = createMetrics()
  const logger = createLogger({ level: 'silent' })
  const isAction = (action: string): action is keyof typeof roleTable => action in roleTable
  const http = createHttpServer<Actor>({
    logger,
    metrics,
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => now,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  const faults: unknown[] = []
  const started = await startMatcher({
    backEnd,
    http,
    clock: { now: () => now },
    realNow,
    random: (bytes) => randomBytes(bytes),
    installationId,
    logger,
    metrics,
    config: matcherConfigSchema.parse({ RECALLWIRE_MATCH_POLL_MS: '10' }),
    onFault: (fault) => faults.push(fault),
  })
  const stop = async () => {
    await started.stop()
    await backEnd.close()
    expect(faults).toEqual([])
  }
  return { backEnd, metrics, stop }
}

const publish = async (backEnd: BackEnd, ...events: readonly ReturnType<typeof noticePublished>[]) => {
  for (const event of events) {
    await backEnd.log.publish(eventCatalogue[event.type].topic, event.subject, eventBytes(event))
  }
}

test('two matchers on one file share the work and find the same as one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'matcher-'))
  const file = join(folder, 'recallwire.db')
  const [one, two] = [await startOn(file), await startOn(file)]
  try {
    const sites = ['a', 'b', 'c', 'd', 'e'] as const
    const pumps = Array.from({ length: 60 }, (_, index) =>
      deviceObserved(sites[index % 5] ?? 'a', 1, { serial: String(1_000 + index) }),
    )
    await publish(one.backEnd, ...pumps.slice(0, 30), noticePublished(1, { all: true }), ...pumps.slice(30))
    await vi.waitFor(
      async () => {
        expect((await told(two.backEnd)).size).toBe(60)
        expect(ofType(await published(two.backEnd), 'recallwire.matching-completed.v1')).toHaveLength(1)
      },
      { timeout: 20_000, interval: 20 },
    )
    expect(await matchesOf(one.backEnd, recall)).toHaveLength(60)
    expect((await matchesOf(one.backEnd, recall)).every(({ verdict }) => verdict.value === 'affected')).toBe(
      true,
    )
    expect(await one.metrics.render()).toContain('recallwire_verdicts_total')
  } finally {
    await one.stop()
    await two.stop()
    await rm(folder, { recursive: true })
  }
})

test('a running matcher finds the units of a box once the catalogue was imported', async () => {
  const { backEnd, stop } = await startOn(':memory:')
  try {
    await publish(
      backEnd,
      deviceObserved('a', 1, { di: box, serial: '1001' }),
      noticePublished(1, { all: true }),
    )
    const completed = async () => ofType(await published(backEnd), 'recallwire.matching-completed.v1')
    await vi.waitFor(async () => expect(await completed()).toMatchObject([{ data: { affected: 0 } }]), {
      timeout: 20_000,
      interval: 20,
    })
    await backEnd.catalogue.put([recordOf('K1', 1, [pumpDi, box])])
    await publish(backEnd, catalogueImported('1'))
    await vi.waitFor(
      async () => expect((await completed()).at(-1)).toMatchObject({ data: { affected: 1 } }),
      {
        timeout: 20_000,
        interval: 20,
      },
    )
    expect([...(await told(backEnd)).values()]).toMatchObject([{ value: 'affected', matchedBy: 'linked-di' }])
  } finally {
    await stop()
  }
})
