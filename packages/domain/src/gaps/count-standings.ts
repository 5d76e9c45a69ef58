import { z } from 'zod'
import { type Instant, instantSchema } from '../time.ts'
import type { Stood } from './stand-facility.ts'
import type { StandingKind } from './standing.ts'

/**
 * `owed` is the sum of the others, always: each custody is counted where it stands. Told, waived and notified are different
 * facts, and a letter that was accepted is neither delivered nor read.
 */
export const standingCountsSchema = z.strictObject({
  owed: z.int(),
  notified: z.int(),
  told: z.int(),
  waived: z.int(),
  onItsWay: z.int(),
  gaps: z.int(),
})
export type StandingCounts = z.infer<typeof standingCountsSchema>

/** `custodies`: units under the recall. `addressed`: facilities the firm wrote to whatever they hold, and that hold none. */
export const gapCountsSchema = z.strictObject({
  custodies: standingCountsSchema,
  addressed: standingCountsSchema,
  /** Since when the oldest gap, and the oldest of what is on its way. */
  oldestGapSince: instantSchema.optional(),
  oldestOnItsWaySince: instantSchema.optional(),
})
export type GapCounts = z.infer<typeof gapCountsSchema>

const none: StandingCounts = { owed: 0, notified: 0, told: 0, waived: 0, onItsWay: 0, gaps: 0 }
export const noCounts: GapCounts = { custodies: none, addressed: none }

const columns = {
  notified: 'notified',
  told: 'told',
  waived: 'waived',
  'on-its-way': 'onItsWay',
  gap: 'gaps',
} as const satisfies Record<StandingKind, keyof StandingCounts>

/** One facility more. */
export const countStandings = (counts: GapCounts, stood: readonly Stood[]): GapCounts =>
  stood.reduce(countOne, counts)

function countOne(counts: GapCounts, { custodyId, standing }: Stood): GapCounts {
  const row = custodyId === undefined ? 'addressed' : 'custodies'
  const column = columns[standing.kind]
  const before = counts[row]
  const counted = { ...counts, [row]: { ...before, owed: before.owed + 1, [column]: before[column] + 1 } }
  if (standing.kind === 'gap')
    return { ...counted, oldestGapSince: earlier(counts.oldestGapSince, standing.since) }
  if (standing.kind !== 'on-its-way') return counted
  return { ...counted, oldestOnItsWaySince: earlier(counts.oldestOnItsWaySince, standing.since) }
}

const earlier = (one: Instant | undefined, other: Instant): Instant =>
  one === undefined || other < one ? other : one

export const gapsIn = ({ custodies, addressed }: GapCounts): number => custodies.gaps + addressed.gaps
