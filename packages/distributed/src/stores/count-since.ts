import type { Collection, Fields } from '../database/collection.ts'
import { optionalTextOf } from '../database/row.ts'

/** How many rows fit, and the least that one of their fields has. */
export async function countSince(
  rows: Collection,
  filter: Fields,
  field: string,
): Promise<{ readonly count: number; readonly oldestAt?: string }> {
  const [sums] = await rows.gather([
    { $match: filter },
    { $group: { _id: null, count: { $sum: 1 }, oldest: { $min: `$${field}` } } },
  ])
  const oldestAt = sums && optionalTextOf(sums, 'oldest')
  return { count: Number(sums?.count ?? 0), ...(oldestAt === undefined ? {} : { oldestAt }) }
}
