import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Credential } from '@recallwire/domain/directory/organisation.ts'
import type { SignedIn } from '@recallwire/domain/views/sign-in-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { hashSecret } from '@recallwire/runtime/authenticate.ts'
import { type RecordDeps, saveRecord } from './save-record.ts'

type Deps = RecordDeps & { readonly backEnd: Pick<BackEnd, 'directory'> }

/**
 * Uses up a sign-in link. It opens once: two requests with one link cannot both get in, since the second finds it used.
 * Undefined for a link that is unknown, used, revoked or over; the caller cannot tell which.
 */
export async function consumeSignIn(deps: Deps, secret: string): Promise<SignedIn | undefined> {
  const { credentials, people, organisations } = deps.backEnd.directory
  const credential = await credentials.bySecret(hashSecret(secret))
  if (credential?.kind !== 'sign-in-link' || !isOpen(credential, deps.clock.now())) return undefined
  const { organisationId, personId, role, credentialId } = credential
  const person = (await people.get(personId))?.document
  const organisation = (await organisations.get(organisationId))?.document
  if (person === undefined || organisation === undefined) return undefined
  const actor: Actor = { organisationId, role, by: personId }
  let usedBefore = false
  await saveRecord(deps, credentials, {
    subject: 'credential',
    subjectId: credentialId,
    organisationId,
    actor,
    change: 'used',
    build: (current = credential, at) => {
      usedBefore = !isOpen(current, at)
      return usedBefore ? current : { ...current, usedAt: at }
    },
  })
  return usedBefore ? undefined : { actor, personName: person.name, organisationName: organisation.name }
}

const isOpen = ({ usedAt, revokedAt, expiresAt }: Credential, now: string): boolean =>
  usedAt === undefined && revokedAt === undefined && (expiresAt === undefined || expiresAt > now)
