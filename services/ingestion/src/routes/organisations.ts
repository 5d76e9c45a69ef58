import type { Actor } from '@recallwire/domain/access/actor.ts'
import { roleSchema } from '@recallwire/domain/access/actor.ts'
import { reachOf } from '@recallwire/domain/access/role-table.ts'
import {
  credentialSchema,
  type Organisation,
  organisationInputSchema,
  organisationSchema,
  personSchema,
} from '@recallwire/domain/directory/organisation.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { readIdempotencyKey } from '@recallwire/runtime/answer-once.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { usedKey } from '../answers.ts'
import { credentialIdOf, issueCredential } from '../directory/issue-credential.ts'
import { firstRoleProblem } from '../directory/roles-of-kind.ts'
import { saveRecord } from '../directory/save-record.ts'
import {
  shownCredential,
  shownCredentialSchema,
  spentCredential,
  waitForAnswerMs,
} from '../directory/shown-credential.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

const newTenantSchema = z.strictObject({
  organisation: organisationInputSchema,
  firstPerson: z.strictObject({ name: personSchema.shape.name, role: roleSchema }),
  /** How the first person gets in: an API key, or a link to sign in at the console. */
  credential: credentialSchema.shape.kind.default('key'),
})
type NewTenant = z.infer<typeof newTenantSchema>

export const organisationRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/organisations',
    summary:
      'Create an organisation with its first person; the secret is shown this once (needs an Idempotency-Key)',
    action: 'organisations.create',
    credential: 'key',
    answers: 'json',
    body: newTenantSchema,
    reply: {
      201: z.strictObject({
        organisation: organisationSchema,
        person: personSchema,
        credential: shownCredentialSchema,
        secret: z.string(),
      }),
    },
    // Not `idempotent: true`: that would store the answer, and with it the secret. A retry makes the same records.
    handle: async ({ actor, body, headers }) => {
      const header = readIdempotencyKey(headers['idempotency-key'])
      if (header.kind === 'refused') return header.reply
      const wrongRole = firstRoleProblem(body.organisation.kind, body.firstPerson.role)
      if (wrongRole !== undefined) {
        const errors = [{ pointer: '/firstPerson/role', detail: wrongRole }]
        return problem(422, 'The first person cannot have this role', { kind: 'role-unfit', errors })
      }
      const tenant = await saveTenant(deps, actor, body, header.key)
      if (tenant === undefined) return usedKey
      const issued = await issueCredential(deps, actor, {
        credentialId: credentialIdOf(actor.organisationId, `organisation ${header.key}`),
        kind: body.credential,
        person: tenant.person,
        label: 'First person',
        expiresInDays: body.credential === 'key' ? 365 : 7,
        retryWithinMs: waitForAnswerMs,
      })
      if (issued.kind === 'other-request') return usedKey
      if (issued.kind === 'spent') return spentCredential
      const { credential, secret } = issued
      return { status: 201, body: { ...tenant, credential: shownCredential(credential), secret } }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/organisations',
    summary: 'List the organisations you may know of',
    action: 'directory.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(organisationSchema) },
    handle: async ({ actor }) => ({ status: 200, body: await visibleOrganisations(deps, actor) }),
  }),
]

/** Organisation and first person, made once per key; undefined when the key made others before. */
async function saveTenant(deps: IngestionDeps, actor: Actor, tenant: NewTenant, key: string) {
  const { organisations, people } = deps.backEnd.directory
  const organisationId = directoryIdOf('organisation', actor.organisationId, key)
  const personId = directoryIdOf('person', organisationId, 'first')
  const organisation = await saveRecord(deps, organisations, {
    subject: 'organisation',
    subjectId: organisationId,
    organisationId,
    actor,
    build: (current, at) => current ?? { ...tenant.organisation, organisationId, createdAt: at },
  })
  const person = await saveRecord(deps, people, {
    subject: 'person',
    subjectId: personId,
    organisationId,
    actor,
    build: (current, at) => current ?? { ...tenant.firstPerson, personId, organisationId, createdAt: at },
  })
  const { name, kind } = organisation.record
  const same = name === tenant.organisation.name && kind === tenant.organisation.kind
  return same &&
    person.record.name === tenant.firstPerson.name &&
    person.record.role === tenant.firstPerson.role
    ? { organisation: organisation.record, person: person.record }
    : undefined
}

async function visibleOrganisations(deps: IngestionDeps, actor: Actor): Promise<readonly Organisation[]> {
  const { organisations } = deps.backEnd.directory
  if (reachOf(actor, 'directory.read') === 'all') return organisations.list()
  const own = (await organisations.get(actor.organisationId))?.document
  return own === undefined ? [] : [own]
}
