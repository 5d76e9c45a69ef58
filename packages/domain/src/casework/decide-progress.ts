import { mayWait } from '../calendar/quiet-hours.ts'
import type { Instant } from '../time.ts'
import { addMs } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { isLadderStep, planLadder } from './ladder.ts'
import { ladderPlanned, moveLadder } from './move-ladder.ts'
import { planLetter } from './plan-letter.ts'
import { phoneTask } from './raise-task.ts'
import { planTell, stepTell } from './tell.ts'

type CommandOf<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>

const refused = (reason: CaseRefusal['reason'], pointer: string, message: string): CaseRefusal => ({
  kind: 'refused',
  reason,
  pointer,
  message,
})

/** A later revision: the facility hears of it when something it must do changed; its ladder follows the class. */
export function reviseNotice(
  on: Case,
  command: CommandOf<'ReviseNotice'>,
  at: Instant,
): readonly CaseEvent[] {
  const { recall, changed } = command
  if (recall.revision <= on.revision || on.status === 'closed') return []
  const revised: CaseEvent = {
    kind: 'NoticeRevised',
    revision: recall.revision,
    materialRevision: recall.materialRevision,
    changed: [...changed],
    recallClass: recall.recallClass,
  }
  const tells = changed.some((part) => part !== 'scope') && on.letters.length > 0
  const told = tells ? planTell(on, command.tellAt, 'the notice was revised') : []
  const moved =
    recall.recallClass !== on.recallClass || changed.includes('deadline')
      ? moveLadder(on, { ...command, recallClass: recall.recallClass }, at)
      : []
  // What was held over the quiet hours of a lesser class waits no longer.
  const isHeld = on.steps.some((step) => step.kind === 'tell' && step.state === 'planned')
  const urged =
    isHeld && !tells && !mayWait(recall.recallClass)
      ? planTell(on, command.tellAt, 'the recall was reclassified')
      : []
  return [revised, ...told, ...urged, ...moved]
}

/** The mail service took the letter: the reply clock starts with the first one that asks for a reply. */
export function letterAccepted(
  on: Case,
  command: CommandOf<'RecordLetterAccepted'>,
): readonly CaseEvent[] | CaseRefusal {
  const letter = on.letters.find((candidate) => candidate.letterId === command.letterId)
  if (letter === undefined) return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  if (letter.acceptedAt !== undefined) return []
  const accepted: CaseEvent = { kind: 'LetterAccepted', letterId: command.letterId, at: command.acceptedAt }
  const asks = ['initial', 'supplement', 'revision'].includes(letter.kind)
  const running = on.steps.some((step) => step.state === 'planned' && isLadderStep(step))
  if (!asks || running || on.status !== 'open') return [accepted]
  const ladder = planLadder({
    from: command.acceptedAt,
    recallClass: on.recallClass,
    timeZone: command.timeZone,
    replyWithinBusinessDays: command.replyWithinBusinessDays,
    ladders: command.ladders,
    round: String(on.steps.length + 1),
  })
  return [accepted, ladderPlanned(ladder)]
}

/** A letter that cannot be sent is a person's work: the firm is asked to phone. */
export function letterStuck(
  on: Case,
  command: CommandOf<'RecordLetterStuck'>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  const letter = on.letters.find((candidate) => candidate.letterId === command.letterId)
  if (letter === undefined) return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  if (letter.stuckBecause !== undefined) return []
  return [
    { kind: 'LetterStuck', letterId: command.letterId, because: command.because, at },
    phoneTask(on, `letter stuck: ${command.because}`, command.letterId, at),
  ]
}

/** At most one fresh code in ten minutes for a contact: a form that mails on request must not become a way to flood. */
const freshCodeEveryMs = 10 * 60_000

export function freshCode(on: Case, letterId: string, at: Instant): readonly CaseEvent[] | CaseRefusal {
  const letter = on.letters.find((candidate) => candidate.letterId === letterId)
  if (letter === undefined) return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  if (on.status === 'closed')
    return refused('closed', '', 'The recall is closed; no reply is needed any more.')
  const recent = on.letters.some(
    (other) =>
      other.kind === 'fresh-code' &&
      other.contactId === letter.contactId &&
      addMs(other.plannedAt, freshCodeEveryMs) > at,
  )
  if (recent)
    return refused(
      'too-early',
      '/letterId',
      'A fresh code was sent a few minutes ago; look in the mailbox first.',
    )
  return [{ kind: 'LetterPlanned', plan: planLetter(on, 'fresh-code', letter.contactId, at) }]
}

/** Terminated or withdrawn: nothing is asked any more, and everyone who was written to is told so. */
export function closeCase(on: Case, outcome: 'terminated' | 'withdrawn', at: Instant): readonly CaseEvent[] {
  if (on.status === 'closed') return []
  const planned = on.steps.filter((step) => step.state === 'planned')
  const because = `the recall was ${outcome}`
  return [
    { kind: 'CaseClosed', outcome, at },
    ...planned.map((step): CaseEvent => ({ kind: 'StepCancelled', stepId: step.stepId, because })),
    ...(on.letters.length > 0 ? [stepTell(on, at, because)] : []),
  ]
}
