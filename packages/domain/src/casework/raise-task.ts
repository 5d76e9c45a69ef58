import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { Instant } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import type { Task } from './task.ts'

export const phoneTaskIdOf = (caseId: string, key: string): string => derivedId('phone-task', [caseId, key])

/** A person of the firm is asked to call. `key` names the reason: the same reason is one task. */
export const phoneTask = (
  on: Pick<Case, 'caseId'>,
  because: string,
  key: string,
  at: Instant,
  more: Pick<Task, 'kind' | 'role'> = {},
): CaseEvent => ({
  kind: 'PhoneTaskRaised',
  task: { taskId: phoneTaskIdOf(on.caseId, key), because, raisedAt: at, ...more },
})
