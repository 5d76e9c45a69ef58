import { z } from 'zod'
import { contactLetterIdOf } from '../ids.ts'
import { idSchema } from '../text.ts'
import { addMs, type Instant, instantSchema } from '../time.ts'
import { type ContactStanding, contactStandingSchema } from './contact-standing.ts'

export type ContactIds = Pick<ContactStanding, 'contactId' | 'facilityId' | 'organisationId'>

export type ContactReport = { readonly letterId: string; readonly at: Instant } & (
  | { readonly kind: 'reached' | 'delayed' | 'complained' }
  | { readonly kind: 'bounced' | 'softBounced'; readonly because: string }
)

type Answer = NonNullable<ContactStanding['answer']>

export type StandingCommand =
  /** The contact is new. */
  | { readonly kind: 'MeetContact' }
  /** A person has the letter that asks sent once more. */
  | { readonly kind: 'AskAgain' }
  | { readonly kind: 'NoteReport'; readonly report: ContactReport }
  | ({ readonly kind: 'AnswerVerification' } & Omit<Answer, 'at'>)

/** What happened to a contact that the ledger has to know. Reports of the mail service are there with their letters. */
export const contactEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('VerificationAsked'), letterId: idSchema, at: instantSchema }),
  contactStandingSchema.shape.answer.unwrap().extend({ kind: z.literal('VerificationAnswered') }),
])
export type ContactEvent = z.infer<typeof contactEventSchema>

export type StandingRefusal = {
  readonly kind: 'refused'
  readonly reason: 'answered-before' | 'too-early' | 'unknown-letter'
  readonly message: string
}

export type StandingDecision =
  | { readonly kind: 'accepted'; readonly next: ContactStanding; readonly events: readonly ContactEvent[] }
  | { readonly kind: 'nothing' }
  | StandingRefusal

/** At most one such letter in ten minutes for a contact: what mails on request must not become a way to flood. */
const askAgainAfterMs = 10 * 60_000

const nothing: StandingDecision = { kind: 'nothing' }
const refused = (reason: StandingRefusal['reason'], message: string): StandingRefusal => ({
  kind: 'refused',
  reason,
  message,
})

/** The one door to what is known of a contact's address. */
export function decideStanding(
  standing: ContactStanding | undefined,
  ids: ContactIds,
  command: StandingCommand,
  at: Instant,
): StandingDecision {
  const on = standing ?? { ...ids, asked: [] }
  switch (command.kind) {
    case 'MeetContact':
      return on.asked.length > 0 ? nothing : ask(on, at)
    case 'AskAgain':
      return askAgain(on, at)
    case 'NoteReport':
      return noteReport(on, command.report)
    case 'AnswerVerification':
      return answer(on, command, at)
    default:
      return command satisfies never
  }
}

function ask(on: ContactStanding, at: Instant): StandingDecision {
  const letterId = contactLetterIdOf(on.contactId, on.asked.length)
  return {
    kind: 'accepted',
    next: { ...on, asked: [...on.asked, { letterId, at }] },
    events: [{ kind: 'VerificationAsked', letterId, at }],
  }
}

function askAgain(on: ContactStanding, at: Instant): StandingDecision {
  if (on.answer?.confirmed === true)
    return refused('answered-before', 'The address was confirmed already; there is nothing to ask.')
  const last = on.asked.at(-1)
  return last !== undefined && addMs(last.at, askAgainAfterMs) > at
    ? refused('too-early', 'A letter was sent a few minutes ago; look in the mailbox first.')
    : ask(on, at)
}

/** Reports come doubled, in any order and late: only one that is newer of its kind changes anything. */
function noteReport(on: ContactStanding, report: ContactReport): StandingDecision {
  const { kind, ...told } = report
  if ((on[kind]?.at ?? '') >= told.at) return nothing
  return { kind: 'accepted', next: { ...on, [kind]: told }, events: [] }
}

/** Whoever answers again is believed: people move, and mailboxes get other readers. */
function answer(
  on: ContactStanding,
  { kind: _kind, ...given }: Extract<StandingCommand, { kind: 'AnswerVerification' }>,
  at: Instant,
): StandingDecision {
  if (!on.asked.some(({ letterId }) => letterId === given.letterId))
    return refused('unknown-letter', 'No such letter was sent to this contact.')
  const next: Answer = { ...given, at }
  return {
    kind: 'accepted',
    next: { ...on, answer: next },
    events: [{ kind: 'VerificationAnswered', ...next }],
  }
}
