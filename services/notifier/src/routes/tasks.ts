import { type Actor, readerOf, serviceReader } from '@recallwire/domain/access/actor.ts'
import { mayAct, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { type TaskView, taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { saveCase } from '../casework/save-case.ts'
import { absent, refusalProblem } from './answers.ts'

const route = defineRoute<Actor>()

const casesLooked = 5_000

/** What came of a call. A list, because it goes into the ledger, where no free text about people may stand. */
const phoneOutcomes = ['reached', 'message-left', 'no-answer', 'wrong-number', 'refused', 'visited'] as const

/** What was found about a unit that had been reported gone. */
const surfacedOutcomes = [
  'unit-secured',
  'label-misread',
  'earlier-report-wrong',
  'returned-after-service',
  'not-found',
] as const

/** Calls the firm's people are asked to make: 21 CFR 7.49(c)(2), follow-up with those who do not respond. */
export const taskRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/tasks',
    summary: 'List calls to make and units that surfaced, open and urgent ones first',
    action: 'tasks.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(taskViewSchema) },
    handle: async ({ actor }) => {
      const cases = (await deps.backEnd.cases.list(readerOfTasks(actor), casesLooked))
        .map(({ document }) => document)
        .filter((on) => mayAct(actor, 'tasks.read', { owners: [on.firmOrganisationId] }))
      const tasks = await Promise.all(cases.map((on) => tasksOf(deps, on)))
      return { status: 200, body: tasks.flat().toSorted(byUrgency) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/cases/:caseId/tasks/:taskId/done',
    summary: 'Say what came of a task',
    action: 'tasks.finish',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema, taskId: idSchema }),
    body: z.strictObject({ outcome: z.enum([...phoneOutcomes, ...surfacedOutcomes]) }),
    reply: { 200: z.strictObject({ caseId: idSchema, taskId: idSchema }) },
    handle: async ({ actor, params, body }) => {
      const { caseId, taskId } = params
      const on = (await deps.backEnd.cases.get(readerOf(actor), caseId))?.document
      if (on === undefined || !mayAct(actor, 'tasks.finish', { owners: [on.firmOrganisationId] }))
        return absent('case')
      const task = on.tasks.find((one) => one.taskId === taskId)
      const outcomes: readonly string[] = task?.kind === 'surfaced' ? surfacedOutcomes : phoneOutcomes
      if (task !== undefined && !outcomes.includes(body.outcome)) return notItsOutcome(outcomes)
      const command = { kind: 'FinishPhoneTask', taskId, outcome: body.outcome } as const
      const saved = await saveCase(deps, { ids: on, command, actor, causeId: taskId })
      return saved.kind === 'refused' ? refusalProblem(saved) : { status: 200, body: { caseId, taskId } }
    },
  }),
]

const notItsOutcome = (outcomes: readonly string[]) =>
  problem(422, 'The outcome is not one of this task', {
    kind: 'contradiction',
    detail: 'Nothing was stored. Give one of the outcomes named in "errors".',
    errors: [{ pointer: '/outcome', detail: `must be one of ${outcomes.join(', ')}` }],
  })

/** The operator answers for every letter of the installation, and belongs to no case. */
export const readerOfTasks = (actor: Actor) =>
  reachOf(actor, 'tasks.read') === 'all' ? serviceReader('notifier') : readerOf(actor)

async function tasksOf(deps: CaseworkDeps, on: Case): Promise<readonly TaskView[]> {
  if (on.tasks.length === 0) return []
  const { caseId, recallId, facilityId } = on
  const { name: facilityName } = await readFacility(deps.backEnd, facilityId)
  return on.tasks.map((task) => ({
    ...task,
    kind: task.kind ?? 'phone',
    caseId,
    recallId,
    facilityId,
    facilityName,
  }))
}

const byUrgency = (a: TaskView, b: TaskView): number =>
  Number(a.doneAt !== undefined) - Number(b.doneAt !== undefined) ||
  Number(a.kind !== 'surfaced') - Number(b.kind !== 'surfaced') ||
  a.raisedAt.localeCompare(b.raisedAt)
