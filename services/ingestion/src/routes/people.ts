import { type Actor, roleSchema } from '@recallwire/domain/access/actor.ts'
import { reachOf } from '@recallwire/domain/access/role-table.ts'
import { personSchema } from '@recallwire/domain/directory/organisation.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import { firstRoleProblem, roleProblem } from '../directory/roles-of-kind.ts'
import { saveRecord } from '../directory/save-record.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

const newPersonSchema = z.strictObject({
  name: personSchema.shape.name,
  role: roleSchema,
  /** Only for an operator who gives a tenant its first person. */
  organisationId: idSchema.optional(),
})

export const peopleRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/people',
    summary: 'Add a person to your organisation',
    action: 'keys.manage',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: newPersonSchema,
    reply: { 201: personSchema },
    handle: async (request) => addPerson(deps, request.actor, request.body, keyOf(request)),
  }),
  route({
    method: 'GET',
    path: '/v1/people',
    summary: 'List the people of your organisation',
    action: 'keys.manage',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(personSchema) },
    handle: async ({ actor }) => ({
      status: 200,
      body: await deps.backEnd.directory.people.ofOrganisation(actor.organisationId),
    }),
  }),
]

async function addPerson(
  deps: IngestionDeps,
  actor: Actor,
  body: z.infer<typeof newPersonSchema>,
  key: string,
): Promise<RouteReply> {
  const { organisations, people } = deps.backEnd.directory
  const organisationId = body.organisationId ?? actor.organisationId
  const foreign = organisationId !== actor.organisationId
  if (foreign && reachOf(actor, 'keys.manage') !== 'all') return absent('organisation')
  const organisation = (await organisations.get(organisationId))?.document
  if (organisation === undefined) return absent('organisation')
  const personId = directoryIdOf('person', organisationId, `${actor.organisationId} ${key}`)
  const others = (await people.ofOrganisation(organisationId)).filter(
    (person) => person.personId !== personId,
  )
  if (foreign && others.length > 0) {
    return problem(409, 'This organisation has people of its own', {
      kind: 'not-first-person',
      detail: 'An operator adds the first person only; that person adds the others.',
    })
  }
  const wrong = (foreign ? firstRoleProblem : roleProblem)(organisation.kind, body.role)
  if (wrong !== undefined) {
    const errors = [{ pointer: '/role', detail: wrong }]
    return problem(422, 'The role does not fit', { kind: 'role-unfit', errors })
  }
  const { record } = await saveRecord(deps, people, {
    subject: 'person',
    subjectId: personId,
    organisationId,
    actor,
    build: (current, at) => ({
      personId,
      organisationId,
      name: body.name,
      role: body.role,
      createdAt: current?.createdAt ?? at,
    }),
  })
  return { status: 201, body: record }
}
