import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { ApiProblem } from '../api/transport.ts'
import { formRoute, type PageDeps } from '../frame/page-route.ts'
import { isOutcome } from './render-tasks.ts'

const caseParams = z.strictObject({ caseId: idSchema })
const taskParams = caseParams.extend({ taskId: idSchema })

/** What the firm's people do about a task: ask for one, take it on, say what came of it. */
export const taskRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  formRoute(deps, {
    path: '/cases/:caseId/tasks',
    summary: 'Ask for a call or a text message.',
    action: 'tasks.finish',
    params: caseParams,
    submit: async (visit, { fields, key }, { params: { caseId } }) => {
      const [kind, reason, role] = ['kind', 'reason', 'role'].map((name) => fields.text(`task-${name}`))
      if (!kind || !reason) return visit.refusal(whyMissing)
      const body = { kind, reason, ...(role ? { role } : {}) }
      const asked = await visit.api.cases.raiseTask(caseId, key, body)
      return asked.kind === 'problem'
        ? visit.refusal(asked.problem)
        : visit.leadTo(`/cases/${caseId}`, 'task-asked')
    },
  }),
  formRoute(deps, {
    path: '/cases/:caseId/tasks/:taskId/take',
    summary: 'Take a task on.',
    action: 'tasks.finish',
    params: taskParams,
    submit: async (visit, { key }, { params: { caseId, taskId } }) => {
      const taken = await visit.api.cases.takeTask(caseId, taskId, key)
      return taken.kind === 'problem'
        ? visit.refusal(taken.problem)
        : visit.leadTo(`/cases/${caseId}`, 'task-taken')
    },
  }),
  formRoute(deps, {
    path: '/cases/:caseId/tasks/:taskId',
    summary: 'Say what came of a call, or of a unit that surfaced.',
    action: 'tasks.read',
    params: taskParams,
    submit: async (visit, { fields, key }, { params }) => {
      const outcome = fields.text(`outcome-${params.taskId}`)
      if (!isOutcome(outcome)) return visit.refusal(outcomeMissing)
      const done = await visit.api.cases.finishTask(params.caseId, params.taskId, key, { outcome })
      if (done.kind === 'problem') return visit.refusal(done.problem)
      return visit.leadTo(`/cases/${params.caseId}`, 'task-done')
    },
  }),
]

const outcomeMissing: ApiProblem = {
  type: 'about:blank',
  title: 'Say what came of it',
  status: 400,
  detail: 'Choose one of the outcomes. Nothing was recorded.',
}

const whyMissing: ApiProblem = {
  type: 'about:blank',
  title: 'Say by which way, and why',
  status: 400,
  detail: 'Choose a call or a text message, and the reason. Nothing was recorded.',
}
