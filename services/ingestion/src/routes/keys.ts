import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { credentialSchema, type Person } from '@recallwire/domain/directory/organisation.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { readIdempotencyKey } from '@recallwire/runtime/answer-once.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, usedKey } from '../answers.ts'
import { credentialIdOf, issueCredential } from '../directory/issue-credential.ts'
import { saveRecord } from '../directory/save-record.ts'
import {
  shownCredential,
  shownCredentialSchema,
  spentCredential,
  waitForAnswerMs,
} from '../directory/shown-credential.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

const newKeySchema = z.strictObject({
  personId: idSchema,
  kind: credentialSchema.shape.kind.default('key'),
  label: credentialSchema.shape.label.optional(),
  expiresInDays: z.int().min(1).max(730).optional(),
})
type NewKey = z.infer<typeof newKeySchema>

const labels = { key: 'API key', 'sign-in-link': 'Sign-in link' } as const
const days = { key: 365, 'sign-in-link': 7 } as const

export const keyRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/keys',
    summary:
      'Give a person an API key or a sign-in link; the secret is shown this once (needs an Idempotency-Key)',
    action: 'keys.manage',
    credential: 'key',
    answers: 'json',
    body: newKeySchema,
    reply: { 201: z.strictObject({ credential: shownCredentialSchema, secret: z.string() }) },
    // Not `idempotent: true`: that would store the answer, and with it the secret.
    handle: async ({ actor, body, headers }) => {
      const header = readIdempotencyKey(headers['idempotency-key'])
      return header.kind === 'refused' ? header.reply : issueKey(deps, actor, body, header.key)
    },
  }),
  route({
    method: 'GET',
    path: '/v1/keys',
    summary: 'List the keys and sign-in links of your organisation, without their secrets',
    action: 'keys.manage',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(shownCredentialSchema) },
    handle: async ({ actor }) => {
      const credentials = await deps.backEnd.directory.credentials.ofOrganisation(actor.organisationId)
      return { status: 200, body: credentials.map(shownCredential) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/keys/:credentialId',
    summary: 'Revoke a key or sign-in link at once and for good',
    action: 'keys.manage',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ credentialId: idSchema }),
    reply: { 200: shownCredentialSchema },
    handle: async ({ actor, params }) => revokeKey(deps, actor, params.credentialId),
  }),
]

async function issueKey(deps: IngestionDeps, actor: Actor, body: NewKey, key: string): Promise<RouteReply> {
  const { directory } = deps.backEnd
  const person = (await directory.people.get(body.personId))?.document
  if (person === undefined || !mayAct(actor, 'keys.manage', { owners: [person.organisationId] })) {
    return absent('person')
  }
  const credentialId = credentialIdOf(actor.organisationId, key)
  if (
    person.organisationId !== actor.organisationId &&
    (await hasLiveCredential(deps, person, credentialId))
  ) {
    return problem(409, 'This organisation manages its own keys', {
      kind: 'has-live-key',
      detail:
        'An operator gives out the first key only, or another after the last one was revoked or has ended.',
    })
  }
  const issued = await issueCredential(deps, actor, {
    credentialId,
    kind: body.kind,
    person,
    label: body.label ?? labels[body.kind],
    expiresInDays: body.expiresInDays ?? days[body.kind],
    retryWithinMs: waitForAnswerMs,
  })
  switch (issued.kind) {
    case 'issued':
      return { status: 201, body: { credential: shownCredential(issued.credential), secret: issued.secret } }
    case 'other-request':
      return usedKey
    case 'spent':
      return spentCredential
    default:
      return issued satisfies never
  }
}

/** An operator who could always make keys could act as any tenant. */
async function hasLiveCredential(deps: IngestionDeps, person: Person, except: string): Promise<boolean> {
  const now = deps.clock.now()
  const credentials = await deps.backEnd.directory.credentials.ofOrganisation(person.organisationId)
  return credentials.some(
    (credential) =>
      credential.credentialId !== except &&
      credential.revokedAt === undefined &&
      (credential.expiresAt === undefined || credential.expiresAt > now) &&
      !(credential.kind === 'sign-in-link' && credential.usedAt !== undefined),
  )
}

async function revokeKey(deps: IngestionDeps, actor: Actor, credentialId: string): Promise<RouteReply> {
  const { credentials } = deps.backEnd.directory
  const stored = (await credentials.get(credentialId))?.document
  if (stored === undefined || !mayAct(actor, 'keys.manage', { owners: [stored.organisationId] })) {
    return absent('key')
  }
  const { record } = await saveRecord(deps, credentials, {
    subject: 'credential',
    subjectId: credentialId,
    organisationId: stored.organisationId,
    actor,
    change: 'revoked',
    build: (current = stored, at) => ({ ...current, revokedAt: current.revokedAt ?? at }),
  })
  return { status: 200, body: shownCredential(record) }
}
