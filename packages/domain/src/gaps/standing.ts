import { z } from 'zod'
import type { Case } from '../casework/case.ts'
import { idSchema } from '../text.ts'
import { type Instant, instantSchema } from '../time.ts'

/**
 * Where a notice is on its way to whoever holds the unit. `case`: a verdict is stored and no case has it. `letter`: the case
 * has it and no letter is planned. `queue`: a letter is planned and not queued. `mail`: queued, and not accepted by the mail
 * service. `person`: it cannot be sent, and nobody was asked to phone yet.
 */
export const stages = ['case', 'letter', 'queue', 'mail', 'person'] as const
export type Stage = (typeof stages)[number]

/** Why no letter is owed any more. */
const waivers = ['terminated', 'withdrawn', 'people-decided', 'answered', 'letter-waived'] as const

/** How a person was told that a letter does not go out: a stored alarm, each with its time. */
const alarms = ['stuck', 'came-back', 'no-contact', 'overdue'] as const

const way = { since: instantSchema, stage: z.enum(stages), letterId: idSchema.optional() }

/**
 * How one custody under one recall stands (invariant I1): it has a letter that the mail service accepted, or a person was
 * told that it has none, or none is owed. `on-its-way` is younger than five minutes, or waits for a time that a rule
 * set. Everything else is a gap.
 */
export const standingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notified'), letterId: idSchema, at: instantSchema }),
  z.strictObject({
    kind: z.literal('told'),
    at: instantSchema,
    by: z.enum(alarms),
    /** In words. */
    because: z.string(),
    letterId: idSchema.optional(),
    /** For an overdue one: since when, and where it is. */
    overdue: z.strictObject({ since: instantSchema, stage: z.enum(stages) }).optional(),
  }),
  z.strictObject({ kind: z.literal('waived'), because: z.enum(waivers) }),
  z.strictObject({
    kind: z.literal('on-its-way'),
    ...way,
    /** When a rule lets the letter be written, where that is later: quiet hours, a digest. */
    until: instantSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('gap'), ...way }),
])
export type Standing = z.infer<typeof standingSchema>
export type StandingKind = Standing['kind']

/** One that is neither accepted nor told nor waived yet, whatever its age. */
export type OnItsWay = {
  readonly since: Instant
  readonly stage: Stage
  readonly letterId?: string | undefined
  readonly until?: Instant | undefined
}

/** What the matcher's store says of one custody: the verdict, and since when it has this value. */
export type MatchedCustody = {
  readonly custodyId: string
  readonly facilityId: string
  readonly verdict: 'affected' | 'possible' | 'outside'
  /** Two people of the firm decided that it is outside, where the notice itself covers it. */
  readonly released: boolean
  readonly judgedAt: Instant
}

/** What a letter's own store says of one that its case knows neither accepted nor stuck. */
export type LetterRecord = {
  readonly letterId: string
  readonly state: 'pending' | 'sending' | 'unknown' | 'sent' | 'stuck' | 'cancelled'
  readonly queuedAt: Instant
  readonly sentAt?: Instant | undefined
}

/** The recall as its own store has it: what was published when, and whether it is over. */
export type GapRecall = {
  readonly over?: 'terminated' | 'withdrawn' | undefined
  /** Ascending. */
  readonly revisions: readonly {
    readonly revision: number
    readonly changed: readonly string[]
    readonly publishedAt: Instant
  }[]
}

/** Everything that the stores say of one recall at one facility. */
export type FacilityRecord = {
  readonly facilityId: string
  readonly matches: readonly MatchedCustody[]
  readonly on: Case | undefined
  readonly letters: readonly LetterRecord[]
}
