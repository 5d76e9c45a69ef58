import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { Organisation, Person } from '@recallwire/domain/directory/organisation.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { credentialIdOf, issueCredential } from './directory/issue-credential.ts'
import { saveRecord } from './directory/save-record.ts'

export type OperatorDeps = {
  readonly backEnd: Pick<BackEnd, 'directory' | 'personal'>
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly installationId: string
}

export type Operator =
  /** The secret of a one-time sign-in link: print it once. Links printed by earlier starts open nothing any more. */
  | {
      readonly kind: 'link'
      readonly organisationId: string
      readonly secret: string
      readonly expiresAt: string
    }
  /** Someone signed in with the link: whoever operates this installation is known. */
  | { readonly kind: 'signed-in-before'; readonly organisationId: string }

const linkDays = 7

/**
 * Makes the operator's organisation, its first person and a one-time sign-in link for an empty installation. May be called
 * at each start: while the link is unused it gives a new one, afterwards none. With a `secret` that several processes are given the
 * link is theirs: only one that has ended is renewed.
 */
export async function createOperator(deps: OperatorDeps, secret?: string): Promise<Operator> {
  const { directory } = deps.backEnd
  const actor = serviceActor('ingestion', deps.installationId)
  const organisationId = directoryIdOf('organisation', deps.installationId, 'operator')
  const personId = directoryIdOf('person', organisationId, 'operator')
  const credentialId = credentialIdOf(organisationId, 'first sign-in')
  const before = (await directory.credentials.get(credentialId))?.document
  if (before?.usedAt !== undefined || before?.revokedAt !== undefined)
    return { kind: 'signed-in-before', organisationId }
  await saveRecord<Organisation>(deps, directory.organisations, {
    subject: 'organisation',
    subjectId: organisationId,
    organisationId,
    actor,
    build: (current, at) =>
      current ?? { organisationId, kind: 'operator', name: 'Operator', labellerPrefixes: [], createdAt: at },
  })
  await saveRecord<Person>(deps, directory.people, {
    subject: 'person',
    subjectId: personId,
    organisationId,
    actor,
    build: (current, at) =>
      current ?? { personId, organisationId, name: 'Operator', role: 'operator', createdAt: at },
  })
  const issued = await issueCredential(deps, actor, {
    credentialId,
    kind: 'sign-in-link',
    person: { personId, organisationId, role: 'operator' },
    label: 'First sign-in',
    expiresInDays: linkDays,
    secret,
  })
  if (issued.kind !== 'issued') return { kind: 'signed-in-before', organisationId }
  const { credential } = issued
  return {
    kind: 'link',
    organisationId,
    secret: issued.secret,
    expiresAt: credential.expiresAt ?? credential.createdAt,
  }
}
