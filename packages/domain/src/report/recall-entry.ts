import type { RecallEvent } from '../events/envelope.ts'

/** One line of the ledger with the event it stands for. `seq` is its place in the log of the installation. */
export type RecallEntry = { readonly seq: number; readonly event: RecallEvent }

/** What was known of one recall at an instant: entries recorded by then, in ledger order. Later words stay out of it. */
export const knownEntries = (
  entries: readonly RecallEntry[],
  recallId: string,
  asOf: string,
): readonly RecallEntry[] =>
  entries
    .filter(({ event }) => recallOf(event) === recallId && event.time <= asOf)
    .sort((a, b) => a.seq - b.seq)

/** The recall an event is about; none for events of the registry and the directory. */
function recallOf(event: RecallEvent): string | undefined {
  return 'recallId' in event.data ? event.data.recallId : undefined
}
