import { type Checkpoint, signCheckpoint } from '@recallwire/ledger/checkpoint.ts'
import { rangeRoot } from '@recallwire/ledger/merkle-tree.ts'
import type { Signer } from '@recallwire/ledger/signed-note.ts'
import { signSummary } from '@recallwire/ledger/summary.ts'
import type { LedgerCheckpoint, LedgerRecallHead, LedgerStore } from '@recallwire/ports/ledger-store.ts'
import { type LedgerState, readLedgerState } from './ledger-state.ts'

/**
 * Signs the ledger as it is now, with the summary of every recall's newest entry, unless the newest checkpoint covers
 * it already. Undefined while the ledger is empty: a root over nothing vouches for nothing.
 */
export async function checkpointNow(
  deps: { readonly ledger: LedgerStore; readonly signer: Signer },
  at: string,
): Promise<LedgerCheckpoint | undefined> {
  const { state, recalls } = await readAtOneSize(deps.ledger)
  const { size } = state.head
  if (size === 0) return undefined
  const newest = (await deps.ledger.checkpoints()).at(-1)
  if (newest?.size === size) return newest
  const checkpoint: Checkpoint = { origin: deps.signer.name, size, root: rangeRoot(state.range) }
  const heads = new Map(
    recalls.map(({ recallId, recallSeq, leafHash }) => [recallId, { recallSeq, leafHash }]),
  )
  const signed = {
    size,
    note: signCheckpoint(checkpoint, deps.signer),
    summary: signSummary({ ...checkpoint, signedAt: at, recalls: heads }, deps.signer),
    at,
  }
  await deps.ledger.saveCheckpoint(signed)
  return signed
}

/** Reads the recalls' newest entries between two looks at the size: an append in between means reading again. */
async function readAtOneSize(
  ledger: LedgerStore,
): Promise<{ readonly state: LedgerState; readonly recalls: readonly LedgerRecallHead[] }> {
  for (;;) {
    const state = readLedgerState(await ledger.head())
    const recalls = await ledger.recallHeads()
    if (readLedgerState(await ledger.head()).head.size === state.head.size) return { state, recalls }
  }
}
