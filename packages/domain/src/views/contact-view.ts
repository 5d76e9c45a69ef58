import { z } from 'zod'
import { type ContactStanding, standingWords } from '../directory/contact-standing.ts'
import { contactSchema, type KnownContact } from '../directory/facility.ts'
import { instantSchema } from '../time.ts'

/** A contact with what is known of its address: `GET /v1/facilities/{facilityId}/contacts`. */
export const contactViewSchema = contactSchema.extend({
  standing: z.enum(standingWords),
  /** When the newest letter that asks whether the address is right was planned. */
  askedAt: instantSchema.optional(),
  /** When somebody who had it confirmed or declined, and the name that was typed; left out once the name was erased. */
  answeredAt: instantSchema.optional(),
  answeredBy: z.string().optional(),
  reachedAt: instantSchema.optional(),
  bouncedAt: instantSchema.optional(),
  softBouncedAt: instantSchema.optional(),
  delayedAt: instantSchema.optional(),
  complainedAt: instantSchema.optional(),
})
export type ContactView = z.infer<typeof contactViewSchema>

export function viewContact(
  contact: KnownContact,
  standing: ContactStanding | undefined,
  answeredBy: string | undefined,
): ContactView {
  const { asked = [], answer, reached, bounced, softBounced, delayed, complained } = standing ?? {}
  const times = {
    askedAt: asked.at(-1)?.at,
    answeredAt: answer?.at,
    answeredBy,
    reachedAt: reached?.at,
    bouncedAt: bounced?.at,
    softBouncedAt: softBounced?.at,
    delayedAt: delayed?.at,
    complainedAt: complained?.at,
  }
  return { ...contact, ...Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined)) }
}
