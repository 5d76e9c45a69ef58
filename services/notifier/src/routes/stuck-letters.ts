import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import { letterKindSchema } from '@recallwire/domain/casework/case.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { readerOfTasks } from './tasks.ts'

const route = defineRoute<Actor>()

const listed = 1_000

const stuckLetterSchema = z.strictObject({
  letterId: idSchema,
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  facilityName: z.string(),
  kind: letterKindSchema,
  queuedAt: z.string(),
  attempts: z.int(),
  because: z.string(),
})
type StuckLetter = z.infer<typeof stuckLetterSchema>

/** Letters no try can bring further: a person has to (invariant I1). */
export const stuckLetterRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/letters/stuck',
    summary: 'List letters that could not be sent',
    action: 'tasks.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(stuckLetterSchema) },
    handle: async ({ actor }) => {
      const stuck = await deps.backEnd.letters.stuck(serviceReader('notifier'), listed)
      const shown = await Promise.all(stuck.map(({ document }) => shownTo(deps, actor, document)))
      return { status: 200, body: shown.flat() }
    },
  }),
]

/** A letter belongs to the facility; whether the firm may see it says its case. */
async function shownTo(deps: CaseworkDeps, actor: Actor, letter: Letter): Promise<readonly StuckLetter[]> {
  const { letterId, caseId, recallId, facilityId, plan, queuedAt, attempts, because = '' } = letter
  if ((await deps.backEnd.cases.get(readerOfTasks(actor), caseId)) === undefined) return []
  const { name: facilityName } = await readFacility(deps.backEnd, facilityId)
  const { kind } = plan
  return [{ letterId, caseId, recallId, facilityId, facilityName, kind, queuedAt, attempts, because }]
}
