import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

const lookEveryMs = 5_000

export type WatchDeps = {
  readonly backEnd: Pick<BackEnd, 'outbox' | 'parked'>
  readonly realNow: () => string
  readonly logger: Logger
  readonly metrics: Metrics
  readonly onFault: (error: unknown) => void
}

/**
 * Shows what nobody would see otherwise: how much waits to be published and since when (over a minute is an alarm), and
 * records that could not be handled and were parked. A parked record may be a recall, so each new one is an error.
 */
export function startWatch(deps: WatchDeps): { stop(): Promise<void> } {
  const { backEnd, metrics, logger } = deps
  const waiting = metrics.gauge({
    name: 'recallwire_outbox_waiting',
    help: 'Events written and not yet in the log.',
  })
  const oldest = metrics.gauge({
    name: 'recallwire_outbox_oldest_seconds',
    help: 'How long the oldest event that is not yet in the log has waited.',
  })
  const parked = metrics.gauge({
    name: 'recallwire_records_parked',
    help: 'Records that could not be handled and wait for a person: recallwire redrive.',
  })
  const parkedAge = metrics.gauge({
    name: 'recallwire_records_parked_oldest_seconds',
    help: 'How long the oldest of them has waited; 0 without one.',
  })
  let seen = 0
  return startLoop({
    name: 'watch the log',
    idleMs: lookEveryMs,
    run: async () => {
      const { count, oldestAt } = await backEnd.outbox.waiting()
      waiting.set(count)
      oldest.set(secondsSince(oldestAt, deps.realNow()))
      const found = await backEnd.parked.waiting()
      parked.set(found.count)
      parkedAge.set(secondsSince(found.oldestAt, deps.realNow()))
      const more = found.count - seen
      if (more > 0)
        logger.error('records are parked: see recallwire redrive', { parked: found.count, new: more })
      seen = found.count
      return 'idle'
    },
    onError: deps.onFault,
    logger,
  })
}

const secondsSince = (at: string | undefined, now: string): number =>
  at === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(at)) / 1_000
