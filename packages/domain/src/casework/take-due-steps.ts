import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { isUsable } from '../directory/contact-standing.ts'
import type { KnownContact } from '../directory/facility.ts'
import type { Instant } from '../time.ts'
import { type Case, type LetterKind, reachedNobody, type Step } from './case.ts'
import type { FacilityFacts } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { kindOf, planLetter, untoldOf, vouchedFor } from './plan-letter.ts'

/**
 * Does what is due. After a restart several reminders may be overdue: they collapse to one, and an escalation that is
 * due as well stands for them (reliability: reminders).
 */
export function takeDueSteps(on: Case, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const due = on.steps.filter((step) => step.state === 'planned' && step.dueAt <= at)
  const tell = due.filter((step) => step.kind === 'tell')
  const ladder = due.filter((step) => step.kind !== 'tell')
  return [
    ...tell.map((step) => taken(step, at)),
    ...(tell.length > 0 ? writeNews(on, facility, at) : []),
    ...(on.status === 'open'
      ? climb(on, ladder, facility, at)
      : ladder.map((step) => cancelled(step, 'nothing is owed any more'))),
  ]
}

function writeNews(on: Case, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const untold = untoldOf(on)
  const kind = kindOf(on, untold)
  if (kind === undefined) return []
  const contact = correspondentOf(on, facility)
  if (contact === undefined)
    return [phoneTask(on, `no contact to write to (${kind} letter)`, `tell-${on.tasks.length}`, at)]
  const openDuties = on.duties.filter((duty) => duty.dischargedAt === undefined).map((duty) => duty.dutyId)
  const plan = planLetter(on, kind, contact.contactId, at, {
    ...untold,
    ...vouchedFor(contact),
    dutyIds: [...new Set([...untold.dutyIds, ...openDuties])],
  })
  return [{ kind: 'LetterPlanned', plan }]
}

function climb(on: Case, due: readonly Step[], facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const escalation = due.find((step) => step.kind === 'escalation')
  const reminders = due.filter((step) => step.kind === 'reminder')
  const newest = reminders.at(-1)
  return [
    ...due.map((step) =>
      step.kind === 'reminder' && (escalation || step !== newest)
        ? cancelled(step, 'overdue: one letter stands for several')
        : taken(step, at),
    ),
    ...(escalation ? escalate(on, facility, at) : newest ? remind(on, facility, at) : []),
    ...due
      .filter((step) => step.kind === 'phone-task')
      .map((step) => phoneTask(on, `no reply by the escalation (${step.rule})`, step.stepId, at)),
  ]
}

function remind(on: Case, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const contact = correspondentOf(on, facility)
  return contact === undefined
    ? [phoneTask(on, 'no contact to remind', `reminder-${on.tasks.length}`, at)]
    : [{ kind: 'LetterPlanned', plan: planTo(on, 'reminder', contact, at) }]
}

/** To the next role that has not been written to; when there is nobody left, the firm is asked to phone. */
function escalate(on: Case, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const written = new Set(on.letters.map((letter) => letter.contactId))
  const next = facility.contacts.find(
    ({ contactId, standing }) => !written.has(contactId) && isUsable(standing),
  )
  if (next === undefined)
    return [phoneTask(on, 'no further contact to escalate to', `escalation-${on.tasks.length}`, at)]
  return [{ kind: 'LetterPlanned', plan: planTo(on, 'escalation', next, at) }]
}

const planTo = (on: Case, kind: LetterKind, contact: KnownContact, at: Instant) =>
  planLetter(on, kind, contact.contactId, at, vouchedFor(contact))

/** Whoever was written to last stays the correspondent while he can be reached; else the first who can, else the first. */
function correspondentOf(on: Case, { contacts }: FacilityFacts): KnownContact | undefined {
  const current = on.letters.findLast(
    (letter) => !['receipt', 'wrong-recipient'].includes(letter.kind) && !reachedNobody(letter),
  )?.contactId
  const stays = contacts.find(({ contactId, standing }) => contactId === current && isUsable(standing))
  if (stays !== undefined) return stays
  const unreachable = new Set(on.letters.filter(reachedNobody).map((letter) => letter.contactId))
  const next = contacts.find(({ contactId, standing }) => !unreachable.has(contactId) && isUsable(standing))
  return next ?? contacts.find(({ contactId }) => !unreachable.has(contactId)) ?? contacts.at(0)
}

export const phoneTaskIdOf = (caseId: string, key: string): string => derivedId('phone-task', [caseId, key])

export const phoneTask = (
  on: Pick<Case, 'caseId'>,
  because: string,
  key: string,
  at: Instant,
): CaseEvent => ({
  kind: 'PhoneTaskRaised',
  task: { taskId: phoneTaskIdOf(on.caseId, key), because, raisedAt: at },
})

const taken = (step: Step, at: Instant): CaseEvent => ({ kind: 'StepTaken', stepId: step.stepId, at })

const cancelled = (step: Step, because: string): CaseEvent => ({
  kind: 'StepCancelled',
  stepId: step.stepId,
  because,
})
