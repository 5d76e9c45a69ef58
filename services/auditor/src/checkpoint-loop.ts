import { addMs } from '@recallwire/domain/time.ts'
import type { LedgerStore } from '@recallwire/ports/ledger-store.ts'
import type { AuditorDeps } from './auditor-deps.ts'
import { checkpointNow } from './sign-checkpoint.ts'

/**
 * Says when the entries since the newest checkpoint are signed: after so many of them, or so long after the first was
 * seen. The waiting time is this process's own: after a restart the entries wait anew, at most once more.
 */
export function createCheckpointRound(deps: Pick<AuditorDeps, 'backEnd' | 'signer' | 'config' | 'realNow'>) {
  const { ledger } = deps.backEnd
  let waitingSince: string | undefined
  return async (): Promise<'busy' | 'idle'> => {
    const waiting = await uncovered(ledger)
    const now = deps.realNow()
    if (waiting === 0) {
      waitingSince = undefined
      return 'idle'
    }
    waitingSince ??= now
    const full = waiting >= deps.config.RECALLWIRE_CHECKPOINT_ENTRIES
    const old = addMs(waitingSince, deps.config.RECALLWIRE_CHECKPOINT_MS) <= now
    if (!full && !old) return 'idle'
    await checkpointNow({ ledger, signer: deps.signer }, now)
    waitingSince = undefined
    return 'busy'
  }
}

async function uncovered(ledger: LedgerStore): Promise<number> {
  const size = (await ledger.head())?.size ?? 0
  return size - ((await ledger.checkpoints()).at(-1)?.size ?? 0)
}
