import { dutyIdOf } from '../ids.ts'
import type { Case } from './case.ts'
import type { CaseAct, CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { letterBounced } from './decide-bounce.ts'
import { letterDelayed, letterDelivered } from './decide-delay.ts'
import { closeCase, freshCode, letterAccepted, letterStuck, reviseNotice } from './decide-progress.ts'
import { decideReply } from './decide-reply.ts'
import { finishTask, raiseTask, takeTask } from './decide-task.ts'
import { addressFacility, judgeUnits } from './decide-units.ts'
import { type CaseIds, evolveCase } from './evolve-case.ts'
import { resumeLadder } from './ladder.ts'
import { followLadders } from './move-ladder.ts'
import { nameWrongRecipient } from './name-wrong-recipient.ts'
import { noteSurfaced } from './note-surfaced.ts'
import { phoneTask } from './raise-task.ts'
import { decideWaiver, handToPhone, proposeWaiver, writeAgain } from './resolve-letter.ts'
import { takeDueSteps } from './take-due-steps.ts'
import { planTell, stepTell } from './tell.ts'

export type CaseDecision =
  | { readonly kind: 'accepted'; readonly events: readonly CaseEvent[]; readonly next: Case | undefined }
  | CaseRefusal

/** The one door to a case: every rule about what a facility is told and owes is behind it. */
export function decideCase(
  on: Case | undefined,
  ids: CaseIds,
  command: CaseCommand,
  act: CaseAct,
): CaseDecision {
  const events = eventsOf(on, ids, command, act)
  if (!Array.isArray(events)) return events as CaseRefusal
  const next = events.reduce<Case | undefined>((state, event) => evolveCase(state, event, ids, act.at), on)
  return { kind: 'accepted', events, next }
}

function eventsOf(
  on: Case | undefined,
  ids: CaseIds,
  command: CaseCommand,
  act: CaseAct,
): readonly CaseEvent[] | CaseRefusal {
  if (command.kind === 'JudgeUnits') return judgeUnits(on, ids, command, act)
  if (command.kind === 'AddressFacility') return addressFacility(on, ids, command, act)
  if (on === undefined) return noCase
  switch (command.kind) {
    case 'ReviseNotice':
      return reviseNotice(on, command, act.at)
    case 'FollowLadders':
      return followLadders(on, command, act.at)
    case 'MatchingCompleted':
      return pullForward(on, command.revision, act)
    case 'AddSender':
      return addSender(on, command, act)
    case 'QuestionLocation':
      return questionLocation(on, command.custodyId, act)
    case 'NoteSurfaced':
      return noteSurfaced(on, command, act.at)
    case 'TakeDueSteps':
      return takeDueSteps(on, command, act.at)
    case 'RecordLetterAccepted':
      return letterAccepted(on, command)
    case 'RecordLetterDelayed':
      return letterDelayed(on, command)
    case 'RecordLetterDelivered':
      return letterDelivered(on, command)
    case 'RecordLetterStuck':
      return letterStuck(on, command, act.at)
    case 'RecordLetterBounced':
      return letterBounced(on, command, act.at)
    case 'WriteAgain':
      return writeAgain(on, command, act.at)
    case 'HandToPhone':
      return handToPhone(on, command, act.at)
    case 'ProposeWaiver':
      return proposeWaiver(on, command, act)
    case 'DecideWaiver':
      return decideWaiver(on, command, act)
    case 'AskFreshCode':
      return freshCode(on, command.letterId, act.at)
    case 'NameWrongRecipient':
      return nameWrongRecipient(on, command, act.at)
    case 'SubmitReply':
      return decideReply(on, command, act.at)
    case 'RaiseTask':
      return raiseTask(on, command, act.at)
    case 'TakeTask':
      return takeTask(on, command, { at: act.at, by: act.actor.by })
    case 'FinishPhoneTask':
      return finishTask(on, command, { at: act.at, by: act.actor.by })
    case 'CloseCase':
      return closeCase(on, command.outcome, act.at)
    default:
      return command satisfies never
  }
}

const noCase: CaseRefusal = {
  kind: 'refused',
  reason: 'no-case',
  pointer: '',
  message: 'This facility has no case in this recall.',
}

/** The scan of the registry is over: whoever waited for it is written to now. */
function pullForward(on: Case, revision: number, act: CaseAct): readonly CaseEvent[] {
  if (on.revision !== revision) return []
  const waiting = on.steps.filter(
    (step) => step.kind === 'tell' && step.state === 'planned' && step.dueAt > act.at,
  )
  if (waiting.length === 0) return []
  return [
    ...waiting.map(
      (step): CaseEvent => ({ kind: 'StepCancelled', stepId: step.stepId, because: 'matching is complete' }),
    ),
    stepTell(on, act.at, 'matching is complete'),
  ]
}

/** Another sender wrote about the same recall: one inspection, but a reply owed to each. */
function addSender(
  on: Case,
  command: Extract<CaseCommand, { kind: 'AddSender' }>,
  act: CaseAct,
): readonly CaseEvent[] | CaseRefusal {
  if (on.status === 'closed') return closed
  const { senderName, reference, coverNote, senderOrganisationId, kind } = command.duty
  const dutyId = dutyIdOf(on.caseId, senderOrganisationId ?? senderName, reference)
  if (on.duties.some((duty) => duty.dutyId === dutyId)) return []
  const outside = kind === 'outside-letter'
  const duty = {
    dutyId,
    kind,
    ...(senderOrganisationId === undefined ? {} : { senderOrganisationId }),
    senderName,
    reference,
    ...(coverNote === undefined ? {} : { coverNote }),
    owedSince: act.at,
    told: outside,
  }
  const added: CaseEvent = { kind: 'DutyAdded', duty }
  const reopened = on.status === 'done' ? openAgain(on, senderName, act.at) : []
  if (!outside) return [added, ...reopened, ...planTell(on, act.at, 'another sender wrote')]
  // No letter of ours begins a ladder here: where no reminder is left to come, somebody has to call.
  const isForgotten = on.status === 'done' && reopened.every(({ kind }) => kind !== 'StepPlanned')
  const called = isForgotten ? [phoneTask(on, 'another sender asks for a reply too', dutyId, act.at)] : []
  return [added, ...reopened, ...called]
}

const openAgain = (on: Case, senderName: string, at: string): readonly CaseEvent[] => [
  { kind: 'CaseReopened', because: `${senderName} asks for a reply too` },
  ...resumeLadder(on, at).map((step): CaseEvent => ({ kind: 'StepPlanned', step })),
]

const closed: CaseRefusal = {
  kind: 'refused',
  reason: 'closed',
  pointer: '',
  message: 'The recall is closed; the case can only be read.',
}

function questionLocation(on: Case, custodyId: string, act: CaseAct): readonly CaseEvent[] {
  const unit = on.units.find((candidate) => candidate.custodyId === custodyId)
  if (unit === undefined || unit.askedToConfirm !== undefined || on.status === 'closed') return []
  return [
    { kind: 'LocationQuestioned', custodyId, at: act.at },
    ...planTell(on, act.at, 'the serial was reported elsewhere'),
  ]
}
