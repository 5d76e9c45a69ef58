import type { Database } from '../database/database.ts'
import { optionalTextOf } from '../database/row.ts'
import { waitingPlaces } from './waiting-places.ts'

const counters: Readonly<Record<string, string>> = { waitingSince: '$waiting', queuedSince: '$queueLeft' }

/** How much waits for the log in all rows, rows of imports included, and the stamp of the oldest. */
export async function countWaiting(
  db: Database,
  places = waitingPlaces,
): Promise<{ readonly count: number; readonly oldest: string | undefined }> {
  const counted = await Promise.all(
    places.map(async ({ name, field }) => {
      const [sums] = await db
        .collection(name)
        .gather([
          { $match: { [field]: { $gt: '' } } },
          { $group: { _id: null, count: { $sum: counters[field] }, oldest: { $min: `$${field}` } } },
        ])
      return { count: Number(sums?.count ?? 0), oldest: sums && optionalTextOf(sums, 'oldest') }
    }),
  )
  const oldest = counted.flatMap((one) => one.oldest ?? []).sort()
  return { count: counted.reduce((sum, { count }) => sum + count, 0), oldest: oldest[0] }
}
