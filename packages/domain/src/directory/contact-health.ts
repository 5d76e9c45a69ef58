import { z } from 'zod'
import { idSchema } from '../text.ts'
import { addMs, type Instant } from '../time.ts'
import { type ContactStanding, isStruggling, isUsable, wordOf } from './contact-standing.ts'
import { type Contact, contactRoles } from './facility.ts'

/** What lowers the grade of a facility, by how much; `count` says of how many contacts, roles or recalls. */
const weights = {
  /** Nobody can be written to: a person must phone. */
  'no-usable-contact': 4,
  /** Nobody has said that a letter to the facility reaches the right reader. */
  'none-verified': 2,
  /** One mailbox is all there is: an escalation has nobody to climb to. */
  'no-backup': 1,
  /** The roles that a letter looks for and an escalation climbs to, of which the facility has nobody. */
  'no-coordinator': 1,
  'no-second-role': 1,
  /** Letters came back for good in the last 90 days. */
  'bounced-lately': 1,
  /** Letters are late, or came back from a full mailbox. */
  'soft-bouncing': 1,
  /** Someone said that the letters are none of his business. */
  declined: 1,
  /** The newest recalls whose reply was due have none. */
  'no-answer': 1,
  /** The same of three recalls in a row, or more. */
  silent: 1,
  /** A recipient called a letter unwanted. Nothing is silenced by it. */
  complained: 0,
  /** The facility itself has named nobody: the addresses are those of a firm's records. */
  'firm-supplied-only': 0,
} as const
const reasonNames = Object.keys(weights) as (keyof typeof weights)[]

export const contactGrades = ['A', 'B', 'C', 'D', 'E'] as const

/** How well letters to a facility can be relied on to find a reader. A is the best; at E nobody can be written to. */
export const contactHealthSchema = z.strictObject({
  facilityId: idSchema,
  grade: z.enum(contactGrades),
  contacts: z.int(),
  /** Contacts a letter may arrive at: none that came back for good, none that declined. */
  usable: z.int(),
  verified: z.int(),
  reasons: z.array(z.strictObject({ reason: z.enum(reasonNames), count: z.int() })),
})
export type ContactHealth = z.infer<typeof contactHealthSchema>
export type HealthReason = ContactHealth['reasons'][number]['reason']

const latelyMs = 90 * 86_400_000
const silentAfter = 3

export type HealthFacts = {
  readonly facilityId: string
  readonly contacts: readonly Contact[]
  readonly standings: readonly ContactStanding[]
  /** How many of the newest recalls whose reply was due had none, counted back from the newest. */
  readonly unanswered: number
}

/** The grade and what made it, so that whoever reads it knows what to mend first. */
export function gradeContacts(facts: HealthFacts, now: Instant): ContactHealth {
  const { facilityId, contacts, standings, unanswered } = facts
  const standingOf = new Map(standings.map((standing) => [standing.contactId, standing]))
  const words = contacts.map(({ contactId }) => wordOf(standingOf.get(contactId)))
  const usable = contacts.filter((_contact, index) => isUsable(words[index] ?? 'unverified'))
  const verified = words.filter((word) => word === 'verified').length
  const known = contacts.flatMap(({ contactId }) => standingOf.get(contactId) ?? [])
  const roles = new Set(usable.map(({ role }) => role))
  const counts: Readonly<Record<HealthReason, number>> = {
    'no-usable-contact': usable.length === 0 ? Math.max(1, contacts.length) : 0,
    'none-verified': usable.length > 0 && verified === 0 ? usable.length : 0,
    'no-backup': new Set(usable.map(({ email }) => email)).size === 1 ? 1 : 0,
    'no-coordinator': usable.length > 0 && !roles.has(contactRoles[0]) ? 1 : 0,
    'no-second-role': roles.size === 1 ? 1 : 0,
    'bounced-lately': known.filter(({ bounced }) => (bounced?.at ?? '') > addMs(now, -latelyMs)).length,
    'soft-bouncing': known.filter(isStruggling).length,
    declined: words.filter((word) => word === 'declined').length,
    'no-answer': unanswered,
    silent: unanswered >= silentAfter ? unanswered : 0,
    complained: known.filter(({ complained }) => complained !== undefined).length,
    'firm-supplied-only':
      contacts.length > 0 && contacts.every(({ suppliedBy }) => suppliedBy === 'firm') ? contacts.length : 0,
  }
  const reasons = reasonNames
    .filter((reason) => counts[reason] > 0)
    .map((reason) => ({ reason, count: counts[reason] }))
  const demerits = reasons.reduce((sum, { reason }) => sum + weights[reason], 0)
  const worst = usable.length === 0 ? 4 : 3
  const grade = contactGrades[Math.min(demerits, worst)] ?? 'E'
  return { facilityId, grade, contacts: contacts.length, usable: usable.length, verified, reasons }
}

/** What of a case says whether the facility answers at all. */
type Asked = { readonly due?: { readonly at: Instant } | undefined; readonly replies: readonly unknown[] }

/** Of the recalls whose reply was due by now: how many have none, counted back from the newest to the first that has. */
export function unansweredInARow(cases: readonly Asked[], now: Instant): number {
  const owed = cases
    .filter(({ due, replies }) => replies.length > 0 || (due !== undefined && due.at <= now))
    .toSorted((a, b) => (b.due?.at ?? '').localeCompare(a.due?.at ?? ''))
  const answered = owed.findIndex(({ replies }) => replies.length > 0)
  return answered < 0 ? owed.length : answered
}
