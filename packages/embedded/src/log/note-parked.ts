import type { Writes } from '../database.ts'

/** Beside a record that is parked: it waits for a person. One without a time counts as the oldest. */
export function noteParked(
  tx: Writes,
  {
    parkedId,
    position,
    at,
  }: { readonly parkedId: string; readonly position: number; readonly at?: string | undefined },
): void {
  tx.run(
    "INSERT INTO parked_records (id, position, parked_at, state) VALUES (?, ?, ?, 'waiting')",
    parkedId,
    position,
    at ?? '1970-01-01T00:00:00.000Z',
  )
}
