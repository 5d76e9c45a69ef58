/**
 * How long to wait before try `attempt + 1` (attempt counts from 1): doubles from `firstMs` up to `maxMs`, and `jitter` (0 up to,
 * not including, 1) spreads the callers over the upper half of that wait, so that they do not come back together.
 */
export const backoffMs = (
  attempt: number,
  schedule: { readonly firstMs: number; readonly maxMs: number; readonly jitter: number },
): number => {
  const doublings = Math.min(Math.max(attempt, 1) - 1, 52)
  const ceiling = Math.min(schedule.maxMs, schedule.firstMs * 2 ** doublings)
  return Math.round(ceiling / 2 + (ceiling / 2) * schedule.jitter)
}
