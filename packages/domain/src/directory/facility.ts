import { z } from 'zod'
import { idSchema, lineOf } from '../text.ts'
import { instantSchema } from '../time.ts'
import { type ContactStanding, type StandingWord, standingWords, wordOf } from './contact-standing.ts'
import { languageSchema } from './language.ts'

/**
 * By its spelling and by asking for a clock of it: the list that Intl gives leaves out links, of which Asia/Kolkata,
 * Europe/Kyiv and America/Indiana/Indianapolis are the names in use.
 */
const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'is not an IANA time zone: write one such as America/Chicago')

const addressSchema = z.strictObject({
  street: lineOf(200),
  city: lineOf(100),
  region: lineOf(100).optional(),
  postalCode: lineOf(20),
  country: z.string().regex(/^[A-Z]{2}$/, 'write the two-letter country code, such as US'),
})

/** A site that can hold devices. */
export const facilityInputSchema = z.strictObject({
  /** The organisation's own code of the site; the facility's id derives from it. */
  code: lineOf(60),
  name: lineOf(200),
  address: addressSchema,
  timeZone: timeZoneSchema,
  /** In which its people are written to, unless a contact has his own. */
  language: languageSchema.optional(),
})
export type FacilityInput = z.infer<typeof facilityInputSchema>

export const facilitySchema = facilityInputSchema.extend({
  facilityId: idSchema,
  organisationId: idSchema,
  /** Made from a firm's consignee record before anyone of the site has signed up. */
  provisional: z.boolean(),
  createdAt: instantSchema,
})
export type Facility = z.infer<typeof facilitySchema>

/** Roles in the order in which a letter looks for a reader and an escalation climbs. */
export const contactRoles = [
  'recall-coordinator',
  'biomedical-engineering',
  'risk-management',
  'executive',
] as const
export type ContactRole = (typeof contactRoles)[number]

/** What people type to get past a form: a letter to it reaches nobody. */
const placeholderNames = /^(n\/?a|none|tbd|test|unknown|contact|xxx+|\.+|-+)$/i

export const emailSchema = z
  .string()
  .trim()
  .max(254, 'must be at most 254 characters')
  .refine(
    (text) => !/\[email|protected\]/i.test(text),
    'is a placeholder left by a web page: write the address itself',
  )
  .pipe(z.email('is not an e-mail address: write one such as recalls@hospital.example'))
  .transform((text) => text.toLowerCase())
  .refine(
    (text) => !/^(no[-_.]?reply|do[-_.]?not[-_.]?reply|none|test|noemail|na|unknown)@/.test(text),
    'is a placeholder: write an address that somebody reads',
  )

/** A phone number as people write it, with an optional extension. */
export const phoneSchema = z
  .string()
  .trim()
  .regex(
    /^\+?\(?[0-9][0-9 ().-]{5,24}( ?(x|ext\.?) ?\d{1,6})?$/i,
    'is not a phone number: write one such as 800-555-0142',
  )
  .refine(
    (text) => !/^(\d)\1*$/.test(text.replace(/\D/g, '')),
    'is a placeholder: write a number that somebody answers, or leave it out',
  )

export const contactInputSchema = z.strictObject({
  facilityId: idSchema,
  role: z.enum(contactRoles),
  /** Position among the contacts of this role: 1 is asked first. */
  order: z.int().min(1).max(20).default(1),
  name: lineOf(120).refine(
    (name) => !placeholderNames.test(name),
    'is a placeholder: name a person or a department',
  ),
  email: emailSchema,
  phone: phoneSchema.optional(),
  /** In which this contact is written to; left out, that of the facility. */
  language: languageSchema.optional(),
})
export type ContactInput = z.infer<typeof contactInputSchema>

export const contactSchema = contactInputSchema.extend({
  contactId: idSchema,
  organisationId: idSchema,
  /** Firm-supplied and facility-supplied contacts are kept apart; the facility's own come first. */
  suppliedBy: z.enum(['facility', 'firm']),
  createdAt: instantSchema,
})
export type Contact = z.infer<typeof contactSchema>

/** A contact with what is known of its address. */
export type KnownContact = Contact & { readonly standing: StandingWord }

/** Who the firm shipped to: its account number, and the facility that is. 806.10(c)(11) wants the list. */
export const consigneeInputSchema = z.strictObject({
  accountNumber: lineOf(60),
  name: lineOf(200),
  /** The known facility; left out, a provisional one is made from the name and address. */
  facilityId: idSchema.optional(),
  address: addressSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  language: languageSchema.optional(),
  contact: contactInputSchema.omit({ facilityId: true }).optional(),
})
export type ConsigneeInput = z.infer<typeof consigneeInputSchema>

export const consigneeSchema = z.strictObject({
  consigneeId: idSchema,
  firmOrganisationId: idSchema,
  accountNumber: lineOf(60),
  name: lineOf(200),
  facilityId: idSchema,
  createdAt: instantSchema,
})
export type Consignee = z.infer<typeof consigneeSchema>

function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * The order in which contacts of one facility are written to: whoever is known to read such letters before those nobody has
 * vouched for, and those a letter did not reach last; then the facility's own first, then by role and order.
 */
export function contactsInOrder(
  contacts: readonly Contact[],
  standings: readonly ContactStanding[],
): readonly KnownContact[] {
  const known = new Map(standings.map((standing) => [standing.contactId, standing]))
  const rank = (contact: KnownContact) => [
    standingWords.indexOf(contact.standing),
    contact.suppliedBy === 'facility' ? 0 : 1,
    contactRoles.indexOf(contact.role),
    contact.order,
  ]
  const all = contacts.map((contact) => ({ ...contact, standing: wordOf(known.get(contact.contactId)) }))
  return all.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    const at = left.findIndex((value, index) => value !== right[index])
    return at < 0 ? a.contactId.localeCompare(b.contactId) : (left[at] ?? 0) - (right[at] ?? 0)
  })
}
