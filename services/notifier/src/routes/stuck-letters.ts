import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { type StuckLetter, stuckLetterSchema } from '@recallwire/domain/views/stuck-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { readerOfTasks } from './tasks.ts'

const route = defineRoute<Actor>()

const listed = 1_000

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
  const on = (await deps.backEnd.cases.get(readerOfTasks(actor), caseId))?.document
  const planned = on?.letters.find((one) => one.letterId === letterId)
  // What people did about a letter is in its case at once, and reaches the letter a moment later.
  if (on === undefined || planned?.resolved !== undefined) return []
  const { name: facilityName } = await readFacility(deps.backEnd, facilityId)
  const { kind } = plan
  const known = { letterId, caseId, recallId, facilityId, facilityName, kind, queuedAt, attempts, because }
  return [planned?.waiver === undefined ? known : { ...known, waiver: planned.waiver }]
}
