import { topics } from '@recallwire/domain/events/topics.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

const lookEveryMs = 5_000

/** Nobody subscribes under this name: what is parked counts until a person has dealt with it. */
const onlooker = 'onlooker'

const parkedTopics = topics.map((topic) => `${topic}.parked` as const)

export type WatchDeps = {
  readonly backEnd: Pick<BackEnd, 'log' | 'outbox'>
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
    help: 'Records that could not be handled; a person must look.',
  })
  let seen = 0
  return startLoop({
    name: 'watch the log',
    idleMs: lookEveryMs,
    run: async () => {
      const { count, oldestAt } = await backEnd.outbox.waiting()
      waiting.set(count)
      oldest.set(oldestAt === undefined ? 0 : (Date.parse(deps.realNow()) - Date.parse(oldestAt)) / 1_000)
      const now = await backEnd.log.lag(onlooker, parkedTopics)
      parked.set(now)
      if (now > seen) logger.error('records are parked', { parked: now, new: now - seen })
      seen = now
      return 'idle'
    },
    onError: deps.onFault,
    logger,
  })
}
