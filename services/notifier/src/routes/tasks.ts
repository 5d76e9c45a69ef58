import { type Actor, readerOf, serviceReader } from '@recallwire/domain/access/actor.ts'
import { mayAct, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import { phoneTaskIdOf } from '@recallwire/domain/casework/raise-task.ts'
import { contactRoles } from '@recallwire/domain/directory/facility.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { type TaskView, taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { saveCase } from '../casework/save-case.ts'
import { absent, keyOf, refusalProblem } from './answers.ts'

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

/** What came of a text message. */
const textOutcomes = ['sent', 'answered', 'not-delivered', 'no-number'] as const

/** Why somebody is to be reached, whatever the ladder says. Lists, because both go into the ledger. */
const taskReasons = {
  'no-answer': 'the facility does not answer',
  'unclear-answer': 'the answer is unclear',
  'unit-at-risk': 'a unit may be in use',
  'contact-unknown': 'the right contact is to be found',
} as const
const taskReasonSchema = z.enum(['no-answer', 'unclear-answer', 'unit-at-risk', 'contact-unknown'])

/**
 * Calls and text messages that the firm's people are asked to make, and what came of them: 21 CFR 7.49(c)(2), follow-up with those
 * who do not respond.
 */
export const taskRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/tasks',
    summary: 'List calls and text messages to make and units that surfaced, open and urgent ones first',
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
    path: '/v1/cases/:caseId/tasks',
    summary: 'Ask for a call or a text message to the facility, whatever the ladder says',
    action: 'tasks.finish',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema }),
    body: z.strictObject({
      kind: z.enum(['phone', 'text']),
      reason: taskReasonSchema,
      role: z.enum(contactRoles).optional(),
    }),
    reply: { 201: z.strictObject({ caseId: idSchema, taskId: idSchema }) },
    handle: async (request) => {
      const { actor, body } = request
      const on = await findFirms(deps, actor, request.params.caseId)
      if (on === undefined) return absent('case')
      const key = `${actor.organisationId}:${keyOf(request)}`
      const { kind: taskKind, reason, role } = body
      const command = { kind: 'RaiseTask', taskKind, because: taskReasons[reason], key, role } as const
      const saved = await saveCase(deps, { ids: on, command, actor, causeId: key })
      if (saved.kind === 'refused') return refusalProblem(saved)
      const { caseId } = on
      return { status: 201, body: { caseId, taskId: phoneTaskIdOf(caseId, `raised-${key}`) } }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/cases/:caseId/tasks/:taskId/take',
    summary: 'Take a task on, so that nobody else does',
    action: 'tasks.finish',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema, taskId: idSchema }),
    reply: { 200: z.strictObject({ caseId: idSchema, taskId: idSchema }) },
    handle: async (request) => {
      const { actor } = request
      const { caseId, taskId } = request.params
      const on = await findFirms(deps, actor, caseId)
      if (on === undefined) return absent('case')
      const causeId = `${actor.organisationId}:${keyOf(request)}`
      const saved = await saveCase(deps, { ids: on, command: { kind: 'TakeTask', taskId }, actor, causeId })
      return saved.kind === 'refused' ? refusalProblem(saved) : { status: 200, body: { caseId, taskId } }
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
    body: z.strictObject({ outcome: z.enum([...phoneOutcomes, ...textOutcomes, ...surfacedOutcomes]) }),
    reply: { 200: z.strictObject({ caseId: idSchema, taskId: idSchema }) },
    handle: async ({ actor, params, body }) => {
      const { caseId, taskId } = params
      const on = await findFirms(deps, actor, caseId)
      if (on === undefined) return absent('case')
      const task = on.tasks.find((one) => one.taskId === taskId)
      const outcomes = outcomesOf[task?.kind ?? 'phone']
      if (task !== undefined && !outcomes.includes(body.outcome)) return notItsOutcome(outcomes)
      const command = { kind: 'FinishPhoneTask', taskId, outcome: body.outcome } as const
      const saved = await saveCase(deps, { ids: on, command, actor, causeId: taskId })
      return saved.kind === 'refused' ? refusalProblem(saved) : { status: 200, body: { caseId, taskId } }
    },
  }),
]

const outcomesOf: Readonly<Record<'phone' | 'text' | 'surfaced', readonly string[]>> = {
  phone: phoneOutcomes,
  text: textOutcomes,
  surfaced: surfacedOutcomes,
}

async function findFirms(deps: CaseworkDeps, actor: Actor, caseId: string): Promise<Case | undefined> {
  const on = (await deps.backEnd.cases.get(readerOf(actor), caseId))?.document
  const may = on !== undefined && mayAct(actor, 'tasks.finish', { owners: [on.firmOrganisationId] })
  return may ? on : undefined
}

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
