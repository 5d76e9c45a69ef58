import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Credential, Person } from '@recallwire/domain/directory/organisation.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { hashSecret, newSecret } from '@recallwire/runtime/authenticate.ts'
import { type RecordDeps, saveRecord } from './save-record.ts'

export type CredentialWish = {
  /** From the request, never random: a retry names the same credential. */
  readonly credentialId: string
  readonly kind: Credential['kind']
  readonly person: Pick<Person, 'personId' | 'organisationId' | 'role'>
  readonly label: string
  readonly expiresInDays: number
  /** How long after it was made a retry may still get a secret for it; left out, as long as it is unused. */
  readonly retryWithinMs?: number
  /** Known already, instead of one made here: issued again it changes nothing as long as it opens. */
  readonly secret?: string | undefined
}

export type Issued =
  /** The secret is nowhere else: only its hash is stored. */
  | { readonly kind: 'issued'; readonly credential: Credential; readonly secret: string }
  /** The same request key asked for something else before. */
  | { readonly kind: 'other-request' }
  /** Used, revoked or too old: nobody can still be waiting for its secret. */
  | { readonly kind: 'spent' }

type Deps = RecordDeps & {
  readonly backEnd: { readonly directory: Pick<BackEnd['directory'], 'credentials'> }
}

const dayMs = 86_400_000

export const credentialIdOf = (organisationId: string, requestKey: string): string =>
  derivedId('credential', [organisationId, requestKey])

/**
 * Issues a credential. A retry of the request gets a fresh secret for the same credential, and the one before opens nothing
 * any more: so no secret needs to be stored for the case that an answer was lost.
 */
export async function issueCredential(deps: Deps, actor: Actor, wish: CredentialWish): Promise<Issued> {
  const { credentials } = deps.backEnd.directory
  const { credentialId, kind, person, label, expiresInDays } = wish
  const before = (await credentials.get(credentialId))?.document
  const refusal = before === undefined ? undefined : retryRefusal(before, wish, deps.clock.now())
  if (refusal !== undefined) return { kind: refusal }
  const secret = wish.secret ?? newSecret(deps.random)
  if (before !== undefined && wish.secret !== undefined && opens(before, secret, deps.clock.now()))
    return { kind: 'issued', credential: before, secret }
  const { record } = await saveRecord(deps, credentials, {
    subject: 'credential',
    subjectId: credentialId,
    organisationId: person.organisationId,
    actor,
    build: (current, at) => ({
      credentialId,
      kind,
      secretHash: hashSecret(secret),
      organisationId: person.organisationId,
      personId: person.personId,
      role: person.role,
      label,
      createdAt: at,
      expiresAt: addMs(at, expiresInDays * dayMs),
      ...(current?.usedAt === undefined ? {} : { usedAt: current.usedAt }),
      ...(current?.revokedAt === undefined ? {} : { revokedAt: current.revokedAt }),
    }),
  })
  return { kind: 'issued', credential: record, secret }
}

const opens = (credential: Credential, secret: string, now: string): boolean =>
  credential.secretHash === hashSecret(secret) &&
  (credential.expiresAt === undefined || credential.expiresAt > now)

/** Why a credential that is there already is not issued once more. */
function retryRefusal(
  before: Credential,
  wish: CredentialWish,
  now: string,
): 'other-request' | 'spent' | undefined {
  const { kind, person, label, expiresInDays, retryWithinMs } = wish
  const same =
    before.kind === kind &&
    before.personId === person.personId &&
    before.label === label &&
    before.expiresAt === addMs(before.createdAt, expiresInDays * dayMs)
  if (!same) return 'other-request'
  const late = retryWithinMs !== undefined && now > addMs(before.createdAt, retryWithinMs)
  return late || before.usedAt !== undefined || before.revokedAt !== undefined ? 'spent' : undefined
}
