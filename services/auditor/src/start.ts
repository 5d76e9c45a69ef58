import { eventsOfRecords } from '@recallwire/domain/events/handle-records.ts'
import { topics } from '@recallwire/domain/events/topics.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import { createAppender } from './append-events.ts'
import type { AuditorDeps } from './auditor-deps.ts'
import { createCheckpointRound } from './checkpoint-loop.ts'
import { isOfTheLedger } from './ledger-fact.ts'
import { bundleRoutes } from './routes/bundles.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { reportRoutes } from './routes/reports.ts'
import { schemaRoutes } from './routes/schemas.ts'

export type { AuditorDeps } from './auditor-deps.ts'

const checkpointLookMs = 1_000

/** Starts the auditor: every event of every topic into the ledger, checkpoints, reports. Call it before the server listens. */
export async function startAuditor(deps: AuditorDeps): Promise<{ stop(): Promise<void> }> {
  for (const route of [
    ...reportRoutes(deps),
    ...bundleRoutes(deps),
    ...ledgerRoutes(deps),
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
  const checkpoints = startLoop({
    name: 'ledger checkpoints',
    idleMs: checkpointLookMs,
    run: createCheckpointRound(deps),
    onError: deps.onFault,
    logger: deps.logger,
  })
  return {
    stop: async () => {
      await subscription.stop()
      await checkpoints.stop()
    },
  }
}
