import { type Credential, credentialSchema } from '@recallwire/domain/directory/organisation.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import type { z } from 'zod'

/** A credential without the hash of its secret. */
export const shownCredentialSchema = credentialSchema.omit({ secretHash: true })

export function shownCredential(credential: Credential): z.infer<typeof shownCredentialSchema> {
  const { secretHash: _kept, ...shown } = credential
  return shown
}

/** A client that lost the answer asks again within the day; later its key may be in use, and must not change. */
export const waitForAnswerMs = 86_400_000

export const spentCredential = problem(409, 'This secret was given out before', {
  kind: 'secret-given-out',
  detail:
    'A secret is shown once. Revoke the credential if nobody has it, and ask for another with a new Idempotency-Key.',
})
