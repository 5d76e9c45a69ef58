import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import {
  createEntry,
  headAfter,
  type LedgerFact,
  type RecallHead,
  recallHeadAfter,
} from '@recallwire/ledger/entry.ts'
import { appendLeaf } from '@recallwire/ledger/merkle-tree.ts'
import type { LedgerRow, LedgerStore } from '@recallwire/ports/ledger-store.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import { ledgerFactOf } from './ledger-fact.ts'
import { type LedgerState, readLedgerState, renderLedgerState } from './ledger-state.ts'

/** Another writer being faster so many times in a row is a bug, not traffic. */
const maxRounds = 100

export type Append = (events: readonly RecallEvent[]) => Promise<number>

/**
 * `appendEvents` one after the other: the readers of twenty partitions would else make each other's entries worthless, since of
 * all that begin at one size only one can be appended, and the others are made again.
 */
export function createAppender(ledger: LedgerStore): Append {
  let turn: Promise<unknown> = Promise.resolve()
  return (events) => {
    const appended = turn.then(() => appendEvents(ledger, events))
    turn = appended.catch(() => undefined)
    return appended
  }
}

/**
 * Appends what the ledger does not have yet, in the order given. Appending an event again is absorbed by its id; two
 * writers are kept apart by the size that each expects, so the loser reads again and continues the winner's entries.
 */
export async function appendEvents(ledger: LedgerStore, events: readonly RecallEvent[]): Promise<number> {
  const facts = events.flatMap((event) => ledgerFactOf(event) ?? [])
  for (let round = 0; round < maxRounds; round += 1) {
    const missing = await notYetIn(ledger, facts)
    if (missing.length === 0) return 0
    const state = readLedgerState(await ledger.head())
    const next = await continueWith(ledger, state, missing)
    const head = { size: next.state.head.size, state: renderLedgerState(next.state) }
    failpoint('ledger.before-append')
    const isAppended = await ledger.append(state.head.size, next.rows, head)
    failpoint('ledger.after-append-before-checkpoint')
    if (isAppended) return next.rows.length
  }
  throw new Error(`the ledger changed under ${maxRounds} attempts to append to it`)
}

async function notYetIn(ledger: LedgerStore, facts: readonly LedgerFact[]): Promise<readonly LedgerFact[]> {
  const missing = new Map<string, LedgerFact>()
  for (const fact of facts) if (!(await ledger.has(fact.eventId))) missing.set(fact.eventId, fact)
  return [...missing.values()]
}

async function continueWith(ledger: LedgerStore, state: LedgerState, facts: readonly LedgerFact[]) {
  const recalls = new Map<string, RecallHead | undefined>()
  const rows: LedgerRow[] = []
  let { head, range } = state
  for (const fact of facts) {
    const recall = await recallHeadOf(ledger, recalls, fact.recallId)
    const entry = createEntry(head, recall, fact)
    if (fact.recallId !== undefined) recalls.set(fact.recallId, recallHeadAfter(entry))
    head = headAfter(entry)
    range = appendLeaf(range, entry.leafHash)
    const { seq, eventId, line, leafHash, recallId, recallSeq } = entry
    rows.push({
      seq,
      eventId,
      line,
      leafHash,
      body: fact.body,
      ...(recallId === undefined ? {} : { recallId, recallSeq }),
    })
  }
  return { rows, state: { head, range } }
}

async function recallHeadOf(
  ledger: LedgerStore,
  known: ReadonlyMap<string, RecallHead | undefined>,
  recallId: string | undefined,
): Promise<RecallHead | undefined> {
  if (recallId === undefined) return undefined
  if (known.has(recallId)) return known.get(recallId)
  const row = await ledger.recallHead(recallId)
  return row?.recallSeq === undefined ? undefined : { recallSeq: row.recallSeq, leafHash: row.leafHash }
}
