import type { Outbox } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

const batch = 500
const idleMs = 25

export type RelayDeps = {
  readonly outbox: Outbox
  readonly realNow: () => string
  readonly logger: Logger
  readonly metrics: Metrics
  readonly onFault: (error: unknown) => void
}

/** Moves what the stores wrote into the log, and says how much waits and since when: over a minute is an alarm. */
export function startRelay(deps: RelayDeps): { stop(): Promise<void> } {
  const { outbox, metrics, logger, onFault: onError } = deps
  const depth = metrics.gauge({
    name: 'recallwire_outbox_waiting',
    help: 'Events written and not yet in the log.',
  })
  const age = metrics.gauge({
    name: 'recallwire_outbox_oldest_seconds',
    help: 'How long the oldest of them has waited.',
  })
  const relay = startLoop({
    name: 'outbox relay',
    idleMs,
    run: async () => ((await outbox.relay(batch)) > 0 ? 'busy' : 'idle'),
    onError,
    logger,
  })
  const measure = startLoop({
    name: 'outbox measure',
    idleMs: 5_000,
    run: async () => {
      const { count, oldestAt } = await outbox.waiting()
      depth.set(count)
      age.set(oldestAt === undefined ? 0 : (Date.parse(deps.realNow()) - Date.parse(oldestAt)) / 1_000)
      return 'idle'
    },
    onError,
    logger,
  })
  return {
    stop: async () => {
      await relay.stop()
      await measure.stop()
    },
  }
}
