import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { saveStanding } from '../contacts/save-standing.ts'
import { absent, keyOf } from './answers.ts'

const route = defineRoute<Actor>()

/** A letter that asks a contact whether its address is right goes out by itself, once; a person may have another one sent. */
export const verificationRequestRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/contacts/:contactId/verification',
    summary: 'Ask a contact again whether its address is right',
    action: 'contacts.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ contactId: idSchema }),
    reply: { 202: z.strictObject({ contactId: idSchema, askedAt: instantSchema }) },
    handle: async (request) => {
      const { actor, params } = request
      const contact = (await deps.backEnd.directory.contacts.get(params.contactId))?.document
      if (contact === undefined) return absent('contact')
      const { contactId, facilityId, organisationId } = contact
      const facility = await readFacility(deps.backEnd, facilityId)
      // Whoever named a contact, and the site itself; what another firm supplied is not a firm's business.
      if (!mayAct(actor, 'contacts.edit', { owners: [organisationId, facility.organisationId] }))
        return absent('contact')
      const saved = await saveStanding(deps, {
        ids: { contactId, facilityId, organisationId },
        command: { kind: 'AskAgain' },
        actor,
        causeId: `${actor.organisationId}:${keyOf(request)}`,
      })
      if (saved.kind === 'refused') {
        const [status, title] =
          saved.reason === 'too-early' ? ([429, 'Too soon'] as const) : ([409, 'It was confirmed'] as const)
        return problem(status, title, { kind: saved.reason, detail: saved.message })
      }
      const askedAt = saved.document?.asked.at(-1)?.at ?? deps.clock.now()
      return { status: 202, body: { contactId, askedAt } }
    },
  }),
]
