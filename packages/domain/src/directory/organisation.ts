import { z } from 'zod'
import { roleSchema } from '../access/actor.ts'
import { idSchema, lineOf } from '../text.ts'
import { instantSchema } from '../time.ts'

export const organisationKinds = ['manufacturer', 'provider', 'distributor', 'regulator', 'operator'] as const

/** An organisation signs in, owns facilities or recalls, and is the tenant of every record. */
export const organisationInputSchema = z.strictObject({
  kind: z.enum(organisationKinds),
  name: lineOf(200),
  /** GS1 company prefixes whose products this firm may recall (a firm acts only on its own labeller codes). */
  labellerPrefixes: z
    .array(z.string().regex(/^\d{6,12}$/, 'a GS1 company prefix has 6 to 12 digits'))
    .max(100)
    .default([]),
})
export type OrganisationInput = z.infer<typeof organisationInputSchema>

export const organisationSchema = organisationInputSchema.extend({
  organisationId: idSchema,
  createdAt: instantSchema,
})
export type Organisation = z.infer<typeof organisationSchema>

/** A person of an organisation. Approvals by two people are told apart by `personId`, whatever key each one used. */
export const personSchema = z.strictObject({
  personId: idSchema,
  organisationId: idSchema,
  name: lineOf(120),
  role: roleSchema,
  createdAt: instantSchema,
})
export type Person = z.infer<typeof personSchema>

/** A credential of a person: an API key, or a one-time sign-in link. Only the hash of its secret is kept. */
export const credentialSchema = z.strictObject({
  credentialId: idSchema,
  kind: z.enum(['key', 'sign-in-link']),
  /** SHA-256 of the secret, lower-case hex. */
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  organisationId: idSchema,
  personId: idSchema,
  role: roleSchema,
  label: lineOf(120),
  createdAt: instantSchema,
  expiresAt: instantSchema.optional(),
  revokedAt: instantSchema.optional(),
  usedAt: instantSchema.optional(),
})
export type Credential = z.infer<typeof credentialSchema>
