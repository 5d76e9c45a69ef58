import { emptyLedger, type LedgerHead } from '@recallwire/ledger/entry.ts'
import { type CompactRange, emptyRange } from '@recallwire/ledger/merkle-tree.ts'
import type { LedgerHead as StoredHead } from '@recallwire/ports/ledger-store.ts'
import { z } from 'zod'

/** What the next entry and the next root continue. */
export type LedgerState = { readonly head: LedgerHead; readonly range: CompactRange }

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const stateSchema = z.strictObject({
  head: z.strictObject({ size: z.int().min(0), leafHash: hash }),
  range: z.strictObject({ size: z.int().min(0), nodes: z.array(hash) }),
})

export const renderLedgerState = (state: LedgerState): string => JSON.stringify(state)

/** The state beside the newest row; a ledger without rows starts from nothing. */
export const readLedgerState = (stored: StoredHead | undefined): LedgerState =>
  stored === undefined
    ? { head: emptyLedger, range: emptyRange }
    : stateSchema.parse(JSON.parse(stored.state))
