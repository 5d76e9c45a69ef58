import { eventsOfRecords } from '@recallwire/domain/events/handle-records.ts'
import { topics } from '@recallwire/domain/events/topics.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import { createAppender } from './append-events.ts'
import type { AuditorDeps } from './auditor-deps.ts'
import { createCheckpointRound } from './checkpoint-loop.ts'
import { isOfTheLedger } from './ledger-fact.ts'
import { finishBulks } from './parked/bulk-redrives.ts'
import { eraseRaw } from './parked/erase-raw.ts'
import { bundleRoutes } from './routes/bundles.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { parkedRoutes } from './routes/parked.ts'
import { reportRoutes } from './routes/reports.ts'
import { schemaRoutes } from './routes/schemas.ts'

export type { AuditorDeps } from './auditor-deps.ts'

const checkpointLookMs = 1_000
const bulkLookMs = 10_000
const rawLookMs = 3_600_000

/** Starts the auditor: every event of every topic into the ledger, checkpoints, reports. Call it before the server listens. */
export async function startAuditor(deps: AuditorDeps): Promise<{ stop(): Promise<void> }> {
  for (const route of [
    ...reportRoutes(deps),
    ...bundleRoutes(deps),
    ...ledgerRoutes(deps),
    ...parkedRoutes(deps),
    ...schemaRoutes(),
  ])
    deps.http.add(route)
  const entries = deps.metrics.counter({
    name: 'recallwire_ledger_entries_total',
    help: 'Entries appended to the ledger by this process.',
  })
  const append = createAppender(deps.backEnd.ledger)
  const subscription = await deps.backEnd.log.subscribe({
    topics,
    group: 'auditor',
    handle: async (records) => {
      entries.inc(await append(eventsOfRecords(records, isOfTheLedger)))
    },
  })
  const loop = (name: string, idleMs: number, run: (signal: AbortSignal) => Promise<'busy' | 'idle'>) =>
    startLoop({ name, idleMs, run, onError: deps.onFault, logger: deps.logger })
  const loops = [
    loop('ledger checkpoints', checkpointLookMs, createCheckpointRound(deps)),
    loop('confirmed redrives', bulkLookMs, () => finishBulks(deps)),
    loop('raw parked bytes', rawLookMs, (signal) =>
      eraseRaw(deps, deps.config.RECALLWIRE_PARKED_RAW_DAYS, signal),
    ),
  ]
  return {
    stop: async () => {
      await subscription.stop()
      await Promise.all(loops.map((running) => running.stop()))
    },
  }
}
