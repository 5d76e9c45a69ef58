import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { type Case, plannedSteps } from '@recallwire/domain/casework/case.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import { sideBySide } from '@recallwire/runtime/side-by-side.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { readFacilityFacts } from './read-facility.ts'
import { casesAtOnce, saveCase } from './save-case.ts'

/**
 * One round of the timer: does what has fallen due, the longest overdue case first. Steps are rows, so a restart forgets
 * none, and two timers that see the same step take it once: the cause is the set of steps that are due.
 */
export async function takeDueSteps(deps: CaseworkDeps, signal: AbortSignal): Promise<'busy' | 'idle'> {
  const due = await deps.backEnd.cases.due(deps.clock.now(), casesAtOnce)
  await sideBySide(due, casesAtOnce, async ({ document }) => {
    signal.throwIfAborted()
    failpoint('reminder.after-due-before-claim')
    await takeStepsOf(deps, document)
  })
  return due.length > 0 ? 'busy' : 'idle'
}

async function takeStepsOf(deps: CaseworkDeps, on: Case): Promise<void> {
  const now = deps.clock.now()
  const stepIds = plannedSteps(on)
    .filter((step) => step.dueAt <= now)
    .map((step) => step.stepId)
    .toSorted()
  const outcome = await saveCase(deps, {
    ids: on,
    command: {
      kind: 'TakeDueSteps',
      facility: await readFacilityFacts(deps.backEnd, on.facilityId),
      quietHours: deps.config.RECALLWIRE_QUIET_HOURS,
    },
    actor: serviceActor('notifier', deps.installationId),
    causeId: derivedId('due-steps', [on.caseId, ...stepIds]),
  })
  if (outcome.kind === 'refused')
    throw new Error(`case ${on.caseId} refuses its own steps: ${outcome.message}`)
  deps.logger.info('steps taken', { caseId: on.caseId, steps: stepIds })
}
