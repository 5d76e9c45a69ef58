import { z } from 'zod'
import { actorSchema } from '../access/actor.ts'

/** Longer than any secret we make; keeps a made-up address from being hashed at length. */
export const signInLinkSchema = z.string().max(200)

/** Whom a sign-in link turned out to be for. */
export const signedInSchema = z.strictObject({
  actor: actorSchema,
  personName: z.string(),
  organisationName: z.string(),
})
export type SignedIn = z.infer<typeof signedInSchema>
