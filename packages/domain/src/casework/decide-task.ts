import type { Instant } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { phoneTask, phoneTaskIdOf } from './raise-task.ts'

type CommandOf<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>

const unknownTask: CaseRefusal = {
  kind: 'refused',
  reason: 'unknown-task',
  pointer: '/taskId',
  message: 'The case has no such task.',
}

/** A person of the firm finds that somebody has to be reached, whatever the ladder says. */
export function raiseTask(
  on: Case,
  { taskKind, because, key, role }: CommandOf<'RaiseTask'>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  if (on.status === 'closed')
    return {
      kind: 'refused',
      reason: 'closed',
      pointer: '',
      message: 'The recall is closed; nobody is called.',
    }
  const event = phoneTask(on, because, `raised-${key}`, at, {
    ...(taskKind === 'text' ? { kind: taskKind } : {}),
    ...(role === undefined ? {} : { role }),
  })
  return on.tasks.some((task) => task.taskId === phoneTaskIdOf(on.caseId, `raised-${key}`)) ? [] : [event]
}

/** Taken once: whoever comes second is told that it is another one's. */
export function takeTask(
  on: Case,
  { taskId }: CommandOf<'TakeTask'>,
  act: { readonly at: Instant; readonly by: string },
): readonly CaseEvent[] | CaseRefusal {
  const task = on.tasks.find((candidate) => candidate.taskId === taskId)
  if (task === undefined) return unknownTask
  if (task.doneAt !== undefined || task.taken?.by === act.by) return []
  if (task.taken !== undefined)
    return {
      kind: 'refused',
      reason: 'taken',
      pointer: '/taskId',
      message: 'Somebody else has taken this task on.',
    }
  return [{ kind: 'TaskTaken', taskId, at: act.at, by: act.by }]
}

/** Done by whoever says so, also when another one had taken it on. */
export function finishTask(
  on: Case,
  { taskId, outcome }: CommandOf<'FinishPhoneTask'>,
  act: { readonly at: Instant; readonly by: string },
): readonly CaseEvent[] | CaseRefusal {
  const task = on.tasks.find((candidate) => candidate.taskId === taskId)
  if (task === undefined) return unknownTask
  if (task.doneAt) return []
  const kind = task.kind === 'surfaced' ? 'SurfacedTaskDone' : 'PhoneTaskDone'
  return [{ kind, taskId, at: act.at, outcome, by: act.by }]
}
