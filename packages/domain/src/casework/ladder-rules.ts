import { z } from 'zod'
import { contactRoles } from '../directory/facility.ts'

/** What a rung does when nobody has replied by then. */
export const rungKinds = ['reminder', 'escalation', 'webhook', 'phone-task', 'text-task'] as const

/**
 * One rung: when, what, and to whom. A reminder is mailed to whoever was written to last; an escalation to the first contact of
 * the role (left out: the next role) that was not written to; a phone task and a text task ask a person of the firm to reach the
 * role; a webhook tells the facility's own systems that a reply is owed.
 */
export const rungSchema = z.strictObject({
  kind: z.enum(rungKinds),
  /** US federal business days after the letter that asks for a reply was accepted. */
  after: z
    .int('write a whole number of business days')
    .min(0, 'must be at least 0')
    .max(60, 'must be at most 60'),
  role: z.enum(contactRoles).optional(),
})
export type Rung = z.infer<typeof rungSchema>

export const ladderSchema = z.strictObject({
  /** US federal business days after that letter until the reply is due; the notice's own number of days goes before it. */
  replyDue: z
    .int('write a whole number of business days')
    .min(1, 'must be at least 1')
    .max(60, 'must be at most 60'),
  rungs: z.array(rungSchema).min(1, 'name at least one rung').max(12, 'name at most 12 rungs'),
})
export type Ladder = z.infer<typeof ladderSchema>

export const ladderClasses = ['I', 'II', 'III'] as const
export const ladderClassSchema = z.enum(ladderClasses)
export type LadderClass = z.infer<typeof ladderClassSchema>

export type LadderBook = Readonly<Record<LadderClass, Ladder>>

const reminder = (after: number): Rung => ({ kind: 'reminder', after })
const escalation = (after: number): Rung => ({ kind: 'escalation', after })

/** 21 CFR 7.49(c)(2) asks for follow-up with those who do not respond and sets no number; these are the defaults. */
export const defaultLadders: LadderBook = {
  I: { replyDue: 2, rungs: [reminder(1), reminder(2), escalation(3), { kind: 'phone-task', after: 3 }] },
  II: { replyDue: 5, rungs: [reminder(3), reminder(5), escalation(7)] },
  III: { replyDue: 10, rungs: [reminder(7), reminder(10), escalation(15)] },
}

/** The laxest ladder a firm may set for its own recall; as strict as it likes. In business days. */
const bounds: Readonly<
  Record<LadderClass, { replyDue: number; reminder: number; escalation: number; phoneTask?: number }>
> = {
  I: { replyDue: 2, reminder: 1, escalation: 3, phoneTask: 3 },
  II: { replyDue: 10, reminder: 5, escalation: 14 },
  III: { replyDue: 20, reminder: 10, escalation: 30 },
}

export type LadderProblem = { readonly pointer: string; readonly message: string }

/** What of a ladder is laxer than its class allows; empty for one that may stand. */
export function ladderProblems(recallClass: LadderClass, ladder: Ladder): readonly LadderProblem[] {
  const bound = bounds[recallClass]
  const named = `class ${recallClass}`
  const { replyDue, rungs } = ladder
  const firstOf = (kind: Rung['kind']) =>
    Math.min(...rungs.filter((rung) => rung.kind === kind).map(({ after }) => after))
  const needs = (kind: Rung['kind'], latest: number | undefined, what: string): readonly LadderProblem[] =>
    latest === undefined || firstOf(kind) <= latest
      ? []
      : [{ pointer: '/rungs', message: `${named} needs ${what} within ${latest} business ${days(latest)}` }]
  const twice = rungs.findIndex((rung, index) =>
    rungs.slice(0, index).some((before) => before.kind === rung.kind && before.after === rung.after),
  )
  const withRole = rungs.findIndex(
    ({ kind, role }) => role !== undefined && (kind === 'reminder' || kind === 'webhook'),
  )
  return [
    ...(replyDue <= bound.replyDue
      ? []
      : [{ pointer: '/replyDue', message: `must be at most ${bound.replyDue} business days for ${named}` }]),
    ...needs('reminder', bound.reminder, 'a reminder'),
    ...needs('escalation', bound.escalation, 'an escalation'),
    ...needs('phone-task', bound.phoneTask, 'a phone task'),
    ...(twice < 0
      ? []
      : [
          {
            pointer: `/rungs/${twice}`,
            message: 'is there already: two of a kind on one day are one letter',
          },
        ]),
    ...(withRole < 0
      ? []
      : [
          {
            pointer: `/rungs/${withRole}/role`,
            message: 'leave it out: this rung goes to no contact of a role',
          },
        ]),
  ]
}

const days = (count: number): string => (count === 1 ? 'day' : 'days')
