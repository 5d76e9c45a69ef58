import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { dutyIdOf } from '@recallwire/domain/ids.ts'
import { idSchema, lineOf } from '@recallwire/domain/text.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { saveCase } from '../casework/save-case.ts'
import { absent, refusalProblem } from './answers.ts'

const route = defineRoute<Actor>()

/** A letter about the same recall came from outside: the same inspection answers it, and the reply is owed there too. */
export const senderRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/cases/:caseId/senders',
    summary: 'Note that another sender wrote to you about this recall',
    action: 'case.add-sender',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema }),
    body: z.strictObject({ senderName: lineOf(200), reference: lineOf(80) }),
    reply: { 201: z.strictObject({ caseId: idSchema, dutyId: idSchema }) },
    handle: async ({ actor, params, body }) => {
      const on = (await deps.backEnd.cases.get(readerOf(actor), params.caseId))?.document
      if (on === undefined || !mayAct(actor, 'case.add-sender', { owners: [on.organisationId] }))
        return absent('case')
      const { caseId } = on
      const dutyId = dutyIdOf(caseId, body.senderName, body.reference)
      const command = { kind: 'AddSender', duty: { kind: 'outside-letter', ...body } } as const
      const saved = await saveCase(deps, { ids: on, command, actor, causeId: dutyId })
      return saved.kind === 'refused' ? refusalProblem(saved) : { status: 201, body: { caseId, dutyId } }
    },
  }),
]
