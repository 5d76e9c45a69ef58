import { z } from 'zod'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'

/** A report of the mail service about one letter to the contact; `at` is the mail service's own time. */
const reportSchema = z.strictObject({ letterId: idSchema, at: instantSchema })
const returnSchema = reportSchema.extend({ because: z.string() })

/**
 * What is known of the address of one contact. The address is part of the contact's id, so that another address is another
 * contact and what is known of this one stays true. Of each kind of report the newest stands.
 */
export const contactStandingSchema = z.strictObject({
  contactId: idSchema,
  facilityId: idSchema,
  /** Who supplied the contact. */
  organisationId: idSchema,
  /** The letters that asked whether the address is right, oldest first. */
  asked: z.array(reportSchema),
  /** What somebody who had such a letter, its link and its code, answered; the newest answer stands. */
  answer: z
    .strictObject({
      letterId: idSchema,
      at: instantSchema,
      /** False: letters of this facility are none of the reader's business. */
      confirmed: z.boolean(),
      /** Where the name that was typed is kept, and the commitment to it. */
      personalRef: idSchema,
      commitment: z.string(),
    })
    .optional(),
  /** A receiving server took a letter: the address exists. Nobody has read it by that. */
  reached: reportSchema.optional(),
  /** A receiving server refused a letter for good. */
  bounced: returnSchema.optional(),
  /** A receiving server refused a letter after a while of trying: a full mailbox, a server that is away. */
  softBounced: returnSchema.optional(),
  /** The mail service goes on trying. */
  delayed: reportSchema.optional(),
  /** The recipient called a letter unwanted. A safety notice goes on all the same. */
  complained: reportSchema.optional(),
})
export type ContactStanding = z.infer<typeof contactStandingSchema>

/** In a word: may a letter rely on it? */
export const standingWords = ['verified', 'unverified', 'declined', 'unreachable'] as const
export type StandingWord = (typeof standingWords)[number]

/** A contact nobody knows anything of yet is unverified. */
export function wordOf(standing: ContactStanding | undefined): StandingWord {
  if (standing === undefined) return 'unverified'
  if (isUnreachable(standing)) return 'unreachable'
  if (standing.answer === undefined) return 'unverified'
  return standing.answer.confirmed ? 'verified' : 'declined'
}

/** Whether a letter to it may arrive at someone whose business it is. */
export const isUsable = (word: StandingWord): boolean => word === 'verified' || word === 'unverified'

/** No letter arrives there: one came back for good, and none has arrived since. */
const isUnreachable = ({ bounced, reached }: ContactStanding): boolean =>
  bounced !== undefined && (reached === undefined || reached.at < bounced.at)

/** Letters come late, or came back after a while of trying, and none has arrived since. */
export function isStruggling({ softBounced, delayed, reached }: ContactStanding): boolean {
  const newest = [softBounced?.at, delayed?.at]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)
  return newest !== undefined && (reached === undefined || reached.at < newest)
}
