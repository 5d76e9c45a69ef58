import type { Instant } from '../time.ts'
import { type Case, reachedNobody } from './case.ts'
import type { CaseAct, CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import type { LetterResolution } from './letter-resolution.ts'
import { planLetter, vouchedFor } from './plan-letter.ts'
import { phoneTask, phoneTaskIdOf } from './raise-task.ts'

type CommandOf<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>
type CaseLetter = Case['letters'][number]

/**
 * A person has mended what kept a letter from its reader (the contact's address, most often) and has it written again: another
 * letter with the same content, so that no letter is ever accepted twice.
 */
export function writeAgain(
  on: Case,
  { letterId, contactId, facility }: CommandOf<'WriteAgain'>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  if (on.status === 'closed') return closed
  const letter = unresolved(on, letterId)
  if ('reason' in letter) return letter
  const contact = facility.contacts.find((one) => one.contactId === (contactId ?? letter.contactId))
  if (contact === undefined)
    return refused(
      'unknown-contact',
      '/contactId',
      'The contact is not one of this facility: name another one.',
    )
  const { kind, newUnits, releasedUnits, confirmUnits, changed, dutyIds, replyId } = letter
  const says = { newUnits, releasedUnits, confirmUnits, changed, dutyIds, ...vouchedFor(contact) }
  const plan = planLetter(
    on,
    kind,
    contact.contactId,
    at,
    replyId === undefined ? says : { ...says, replyId },
  )
  return [resolved(letterId, { how: 'written-again', at }), { kind: 'LetterPlanned', plan }]
}

/** The letter is tried no more: the firm's people phone. */
export function handToPhone(
  on: Case,
  { letterId }: CommandOf<'HandToPhone'>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  if (on.status === 'closed') return closed
  const letter = unresolved(on, letterId)
  if ('reason' in letter) return letter
  const taskId = phoneTaskIdOf(on.caseId, letterId)
  const isAsked = on.tasks.some((task) => task.taskId === taskId && task.doneAt === undefined)
  const task = phoneTask(on, 'a letter that nobody got was handed to the phone', `${letterId}-phone`, at)
  return [resolved(letterId, { how: 'by-phone', at }), ...(isAsked ? [] : [task])]
}

/** One person of the firm says that the letter need not go out. Nothing changes before a second one confirms it. */
export function proposeWaiver(
  on: Case,
  { letterId, reason }: CommandOf<'ProposeWaiver'>,
  { actor, at }: CaseAct,
): readonly CaseEvent[] | CaseRefusal {
  if (on.status === 'closed') return closed
  const letter = unresolved(on, letterId)
  if ('reason' in letter) return letter
  if (letter.waiver !== undefined)
    return refused('contradiction', '/letterId', 'A waiver of this letter waits for a second person already.')
  return [{ kind: 'WaiverProposed', letterId, waiver: { reason, proposedBy: actor.by, proposedAt: at } }]
}

/** A second person decides; whoever proposed it may take it back. */
export function decideWaiver(
  on: Case,
  { letterId, outcome }: CommandOf<'DecideWaiver'>,
  { actor, at }: CaseAct,
): readonly CaseEvent[] | CaseRefusal {
  const letter = unresolved(on, letterId)
  if ('reason' in letter) return letter
  const { waiver } = letter
  if (waiver === undefined)
    return refused('contradiction', '/letterId', 'Nobody has proposed to waive this letter.')
  if (outcome === 'declined') return [{ kind: 'WaiverDeclined', letterId, at }]
  if (waiver.proposedBy === actor.by)
    return refused('same-person', '', 'Whoever proposed it cannot confirm it: a second person has to.')
  return [resolved(letterId, { how: 'waived', at, reason: waiver.reason })]
}

/** The letter, where nobody got it and no person has done anything about that. */
function unresolved(on: Case, letterId: string): CaseLetter | CaseRefusal {
  const letter = on.letters.find((candidate) => candidate.letterId === letterId)
  if (letter === undefined) return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  if (!reachedNobody(letter) || letter.resolved !== undefined)
    return refused('not-stuck', '/letterId', 'The letter is on its way, was accepted, or is settled already.')
  return letter
}

const resolved = (letterId: string, resolution: LetterResolution): CaseEvent => ({
  kind: 'LetterResolved',
  letterId,
  resolution,
})

const refused = (reason: CaseRefusal['reason'], pointer: string, message: string): CaseRefusal => ({
  kind: 'refused',
  reason,
  pointer,
  message,
})

const closed = refused('closed', '', 'The recall is closed: nothing is owed any more.')
