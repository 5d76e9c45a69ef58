import type { Outbox } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'

const batch = 8_000
const idleMs = 25

export type RelayDeps = {
  readonly outbox: Outbox
  readonly logger: Logger
  readonly onFault: (error: unknown) => void
}

/** Moves what the stores wrote into the log. */
export function startRelay(deps: RelayDeps): { stop(): Promise<void> } {
  const { onPut } = deps.outbox
  return startLoop({
    name: 'outbox relay',
    idleMs,
    bell: onPut && { listen: onPut },
    run: async () => ((await deps.outbox.relay(batch)) > 0 ? 'busy' : 'idle'),
    onError: deps.onFault,
    logger: deps.logger,
  })
}
