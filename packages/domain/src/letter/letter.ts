import { z } from 'zod'
import { type LetterKind, letterPlanSchema } from '../casework/case.ts'
import { languageSchema } from '../directory/language.ts'
import { recallClassSchema } from '../notice/notice-content.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'

const letterStates = ['pending', 'sending', 'unknown', 'sent', 'stuck', 'cancelled'] as const

/** Who holds the letter now: every later write names these, and a write that no longer fits changes nothing. */
export const claimSchema = z.strictObject({
  owner: z.string(),
  attempt: z.int().min(1),
  /** Real time, never simulated: when another worker may take over. */
  leaseUntil: instantSchema,
})
export type Claim = z.infer<typeof claimSchema>

/** The way back: the secret in the letter's link and the code printed in it, both only as hashes. */
export const replyLinkSchema = z.strictObject({
  handleHash: z.string(),
  codeHash: z.string(),
  expiresAt: instantSchema,
  wrongCodes: z.int().min(0),
  /** No code is tried before this instant. */
  lockedUntil: instantSchema.optional(),
})
export type ReplyLink = z.infer<typeof replyLinkSchema>

/** How any letter is handled, from the plan to what the mail service said. */
const handling = {
  letterId: idSchema,
  organisationId: idSchema,
  state: z.enum(letterStates),
  queuedAt: instantSchema,
  /** How often it was claimed: numbers what each claim writes and sends. */
  attempts: z.int().min(0),
  /** How often it was handed to the mail service, with whatever outcome; left out, never. A claim that was given back is none. */
  calls: z.int().min(1).optional(),
  /** Not tried again before this instant (real time). */
  notBefore: instantSchema.optional(),
  claim: claimSchema.optional(),
  /** In `unknown`: nothing is resent before this instant (real time) unless the mail service can be asked. */
  settleAfter: instantSchema.optional(),
  /** An attempt whose outcome was never learnt came before the accepted one. */
  possibleRepeat: z.boolean(),
  /** The address the letter went to: read at the claim, shown to staff, never in an event. */
  address: z.string().optional(),
  /** The exact bytes in base64, kept until the outcome is settled and then erased; the hash stays. */
  mime: z.string().optional(),
  mimeHash: z.string().optional(),
  /** The firm's own letter, which goes into the bytes in place of its hash: ten thousand letters share one file. */
  firmLetter: z.strictObject({ organisationId: idSchema, sha256: z.string() }).optional(),
  /** In which it is written; the pages behind its link are in the same. Absent until it is rendered, and before there was a choice. */
  language: languageSchema.optional(),
  link: replyLinkSchema.optional(),
  /** What the mail service reported after it had accepted the letter: the first report of each kind. */
  reports: z
    .strictObject({
      deliveredAt: instantSchema.optional(),
      delayedAt: instantSchema.optional(),
      bouncedAt: instantSchema.optional(),
      complainedAt: instantSchema.optional(),
    })
    .optional(),
  sentAt: instantSchema.optional(),
  providerId: z.string().optional(),
  because: z.string().optional(),
} as const

/** One letter of a case to one contact. */
export const letterSchema = z.strictObject({
  ...handling,
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  plan: letterPlanSchema,
  recallClass: recallClassSchema,
})
export type Letter = z.infer<typeof letterSchema>

/** A letter that the installation writes for itself, of no recall and no case: it asks a contact whether its address is right. */
export const houseLetterSchema = z.strictObject({
  ...handling,
  about: z.literal('contact'),
  contactId: idSchema,
  facilityId: idSchema,
})
export type HouseLetter = z.infer<typeof houseLetterSchema>

/** Whatever is sent by mail: one state machine, one queue and one quota for all. */
export type AnyLetter = Letter | HouseLetter

export const isHouseLetter = (letter: AnyLetter): letter is HouseLetter => 'about' in letter

/** Letters nobody waits for to act. */
const answers: readonly LetterKind[] = ['receipt', 'wrong-recipient', 'close-out']

/** Lower goes first: the worst class, then letters that tell something before letters that repeat it, and house letters last. */
export function sendingRank(letter: Pick<Letter, 'recallClass' | 'plan'> | HouseLetter): number {
  if ('about' in letter) return 40
  const severity = letter.recallClass === null ? 0 : { I: 0, II: 1, III: 2 }[letter.recallClass]
  const kind = letter.plan.kind
  const urgency = kind === 'initial' ? 0 : answers.includes(kind) ? 3 : kind === 'reminder' ? 2 : 1
  return severity * 10 + urgency
}
