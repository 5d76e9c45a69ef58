import { isUsable } from '../directory/contact-standing.ts'
import type { KnownContact } from '../directory/facility.ts'
import type { Instant } from '../time.ts'
import { type Case, type LetterKind, reachedNobody, type Step } from './case.ts'
import type { CaseCommand, FacilityFacts } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { holdQuiet } from './hold-quiet.ts'
import { isLadderStep } from './ladder.ts'
import { kindOf, planLetter, untoldOf, vouchedFor } from './plan-letter.ts'
import { phoneTask } from './raise-task.ts'
import { writeToNext } from './write-to-next.ts'

type TakeDueSteps = Extract<CaseCommand, { kind: 'TakeDueSteps' }>

/**
 * Does what is due. After a restart several reminders may be overdue: they collapse to one, and an escalation that is
 * due as well stands for them (reliability: reminders).
 */
export function takeDueSteps(
  on: Case,
  { facility, quietHours }: Pick<TakeDueSteps, 'facility' | 'quietHours'>,
  at: Instant,
): readonly CaseEvent[] {
  const fallen = on.steps.filter((step) => step.state === 'planned' && step.dueAt <= at)
  const held = holdQuiet(on, fallen, facility, quietHours, at)
  const isHeld = new Set(held.flatMap((event) => (event.kind === 'StepCancelled' ? [event.stepId] : [])))
  const due = fallen.filter(({ stepId }) => !isHeld.has(stepId))
  const tell = due.filter((step) => step.kind === 'tell')
  const late = due.filter((step) => step.kind === 'delivery-check')
  const ladder = due.filter(isLadderStep)
  return [
    ...held,
    ...tell.map((step) => taken(step, at)),
    ...(tell.length > 0 ? writeNews(on, facility, at) : []),
    ...late.flatMap((step) => [taken(step, at), ...writeAgain(on, step, facility, at)]),
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

/** Of what is overdue together the newest of its kind stands for all of it, and an escalation for the reminders too. */
function climb(on: Case, due: readonly Step[], facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const newest = (kind: Step['kind']) => due.findLast((step) => step.kind === kind)
  const escalation = newest('escalation')
  const acting = due.filter(
    (step) => step === newest(step.kind) && !(step.kind === 'reminder' && escalation !== undefined),
  )
  return [
    ...due.map((step) =>
      acting.includes(step) ? taken(step, at) : cancelled(step, 'overdue: one letter stands for several'),
    ),
    ...acting.flatMap((step) => act(on, step, facility, at)),
  ]
}

function act(on: Case, step: Step, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const because = `no reply by the escalation (${step.rule})`
  const whom = step.role === undefined ? {} : { role: step.role }
  switch (step.kind) {
    case 'reminder':
      return remind(on, facility, at)
    case 'escalation':
      return escalate(on, step, facility, at)
    case 'phone-task':
      return [phoneTask(on, because, step.stepId, at, whom)]
    case 'text-task':
      return [phoneTask(on, because, step.stepId, at, { kind: 'text', ...whom })]
    case 'webhook':
      return [{ kind: 'ReplyAskedByWebhook', stepId: step.stepId, at }]
    case 'tell':
    case 'delivery-check':
      return []
    default:
      return step.kind satisfies never
  }
}

/** A letter that is late may still arrive: the next contact gets it as well. */
function writeAgain(on: Case, step: Step, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const letter = on.letters.find(({ letterId }) => letterId === step.letterId)
  if (letter === undefined || reachedNobody(letter)) return []
  const again = writeToNext(on, letter, facility, at, 'letter has not arrived for hours')
  const isUrgent = on.recallClass === 'I' || on.recallClass === null
  const asked = again.some(({ kind }) => kind === 'PhoneTaskRaised')
  return isUrgent && again.length > 0 && !asked
    ? [...again, phoneTask(on, 'letter has not arrived for hours', step.stepId, at)]
    : again
}

function remind(on: Case, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const contact = correspondentOf(on, facility)
  return contact === undefined
    ? [phoneTask(on, 'no contact to remind', `reminder-${on.tasks.length}`, at)]
    : [{ kind: 'LetterPlanned', plan: planTo(on, 'reminder', contact, at) }]
}

/** To the role of the rung, else to the next that has not been written to; when there is nobody left, the firm is asked to phone. */
function escalate(on: Case, { role }: Step, facility: FacilityFacts, at: Instant): readonly CaseEvent[] {
  const written = new Set(on.letters.map((letter) => letter.contactId))
  const left = facility.contacts.filter(
    ({ contactId, standing }) => !written.has(contactId) && isUsable(standing),
  )
  const next = left.find((contact) => contact.role === role) ?? left.at(0)
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

const taken = (step: Step, at: Instant): CaseEvent => ({ kind: 'StepTaken', stepId: step.stepId, at })

const cancelled = (step: Step, because: string): CaseEvent => ({
  kind: 'StepCancelled',
  stepId: step.stepId,
  because,
})
