import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { type Instant, minuteOf } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { planTell } from './tell.ts'

/**
 * A unit of this case had been reported gone before it was seen here. The facility is told of it (again), with the request to check
 * the label, and the firm is asked to look into it at once: either a record is wrong, or a recalled unit that should be gone
 * is in use. In a closed recall it is recorded, and nobody is asked anything.
 */
export function noteSurfaced(
  on: Case,
  { custodyId, earlier, seenAt }: Extract<CaseCommand, { kind: 'NoteSurfaced' }>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  const unit = on.units.find((candidate) => candidate.custodyId === custodyId)
  if (unit === undefined) {
    const message = 'This unit is not part of the case.'
    return { kind: 'refused', reason: 'unknown-unit', pointer: '/custodyId', message }
  }
  if (unit.surfaced?.at === earlier.at && unit.surfaced.disposition === earlier.disposition) return []
  if (on.status === 'closed') return [{ kind: 'UnitSurfaced', custodyId, earlier }]
  const taskId = derivedId('surfaced-task', [on.caseId, custodyId, earlier.disposition, earlier.at])
  if (on.tasks.some((task) => task.taskId === taskId)) return []
  const because = `serial ${unit.facts.serial ?? 'unknown'} was reported ${earlier.disposition} on ${minuteOf(earlier.at)} and seen here on ${minuteOf(seenAt)}`
  return [
    { kind: 'UnitSurfaced', custodyId, earlier, task: { taskId, kind: 'surfaced', because, raisedAt: at } },
    ...planTell(on, at, 'a serial that was reported gone was seen here'),
  ]
}
