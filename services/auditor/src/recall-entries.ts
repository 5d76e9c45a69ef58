import { parseEvent } from '@recallwire/domain/events/envelope.ts'
import type { RecallEntry } from '@recallwire/domain/report/recall-entry.ts'
import type { LedgerRow, LedgerStore } from '@recallwire/ports/ledger-store.ts'

const pageSize = 1_000

/** Every row of a recall below the given size, in order. */
export async function recallRows(
  ledger: LedgerStore,
  recallId: string,
  belowSeq = Number.MAX_SAFE_INTEGER,
): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = []
  for (;;) {
    const page = await ledger.ofRecall(recallId, rows.length, pageSize)
    rows.push(...page)
    if (page.length < pageSize) return rows.filter((row) => row.seq < belowSeq)
  }
}

export function entriesOf(rows: readonly LedgerRow[]): readonly RecallEntry[] {
  return rows.map(({ seq, body }) => {
    const parsed = parseEvent(new TextEncoder().encode(body))
    if (parsed.kind === 'problem') throw new Error(`ledger entry ${seq}: ${parsed.reason}`)
    return { seq, event: parsed.event }
  })
}
