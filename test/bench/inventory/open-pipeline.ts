import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { auditorConfigSchema } from '@recallwire/auditor/config.ts'
import { startAuditor } from '@recallwire/auditor/start.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { signerFromSeed } from '@recallwire/ledger/signer.ts'
import { matcherConfigSchema } from '@recallwire/matcher/config.ts'
import { startMatcher } from '@recallwire/matcher/start.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { startRelay } from '@recallwire/process/start-relay.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLifecycle } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'

/** What takes committed rows to the registry: relay, matcher and auditor as an installation starts them, on one data file. */
export type Pipeline = {
  readonly folder: string
  readonly backEnd: BackEnd
  /** Until everything committed so far was published, registered and judged, and the ledger has passed it. */
  settled(): Promise<void>
  close(): Promise<void>
}

const installationId = 'i'.repeat(26)
const readers = ['matcher', 'auditor']
const lookEveryMs = 50

/** In a folder of its own under the system's temporary one until it is closed, with these recalls open from the start. */
export async function openPipeline(scopes: readonly IndexedScope[]): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-bench-'))
  const realNow = () => new Date().toISOString()
  const backEnd = await openEmbedded({ file: join(folder, 'recallwire.db'), realNow })
  await Promise.all(scopes.map((scope) => openRecall(backEnd, scope)))
  const [logger, metrics] = [createLogger({ level: 'silent' }), createMetrics()]
  const lifecycle = createLifecycle()
  const shared = {
    backEnd,
    http: createHttp(logger, metrics, realNow, backEnd),
    clock: { now: realNow },
    realNow,
    random: (bytes: number) => randomBytes(bytes),
    installationId,
    logger,
    metrics,
    config: { ...matcherConfigSchema.parse({}), ...auditorConfigSchema.parse({}) },
    // A figure of a pipeline that has stopped would mean nothing.
    onFault: (error: unknown) => {
      throw error
    },
  }
  const signer = signerFromSeed(randomBytes(32), shared.config.RECALLWIRE_LEDGER_ORIGIN)
  lifecycle.add('data file', () => backEnd.close())
  lifecycle.add('matcher', (await startMatcher(shared)).stop)
  lifecycle.add('auditor', (await startAuditor({ ...shared, signer })).stop)
  lifecycle.add('relay', startRelay({ ...shared, outbox: backEnd.outbox }).stop)
  return {
    folder,
    backEnd,
    settled: async () => {
      while (await isUnderWay(backEnd)) await delay(lookEveryMs)
    },
    close: async () => {
      await lifecycle.stop()
      await rm(folder, { recursive: true })
    },
  }
}

async function isUnderWay({ outbox, log }: BackEnd): Promise<boolean> {
  if ((await outbox.waiting()).count > 0) return true
  for (const reader of readers) if ((await log.lag(reader, ['registry.events'])) > 0) return true
  return false
}

/** The matcher's own note of a recall that was published. */
async function openRecall({ scopes }: BackEnd, { recallId, products }: IndexedScope): Promise<void> {
  const next = { recallId, revision: 1, open: true, products, links: [], linking: 0 }
  await scopes.save({ id: recallId, expectedVersion: 0, next, events: [] })
}

/** Nobody asks it anything; the services want one to put their routes on. */
const createHttp = (
  logger: ReturnType<typeof createLogger>,
  metrics: ReturnType<typeof createMetrics>,
  now: () => string,
  { idempotency }: BackEnd,
) =>
  createHttpServer<Actor>({
    logger,
    metrics,
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now,
    authorise: () => false,
    idempotency,
    organisationKeyOf: ({ organisationId }) => organisationId,
  })
