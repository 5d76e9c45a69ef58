import { addMs } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'

type CommandOf<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>

/** Hours for which the mail service may go on trying before the next contact gets the letter as well. */
const waitHours = { I: 4, II: 4, III: 24 } as const

const hourMs = 3_600_000

/** The mail service could not hand the letter over yet: looked at again once the class's wait is over. */
export function letterDelayed(
  on: Case,
  { letterId, delayedAt }: CommandOf<'RecordLetterDelayed'>,
): readonly CaseEvent[] | CaseRefusal {
  if (!on.letters.some((letter) => letter.letterId === letterId)) return unknownLetter
  const stepId = stepOf(letterId)
  if (on.steps.some((step) => step.stepId === stepId)) return []
  const hours = waitHours[on.recallClass ?? 'I']
  const dueAt = addMs(delayedAt, hours * hourMs)
  const rule = `${hours} hours after the mail service said that the letter is late`
  return [
    {
      kind: 'StepPlanned',
      step: { stepId, kind: 'delivery-check', dueAt, rule, state: 'planned', letterId },
    },
  ]
}

/** It arrived after all: nobody else need be written to for its sake. */
export function letterDelivered(
  on: Case,
  { letterId }: CommandOf<'RecordLetterDelivered'>,
): readonly CaseEvent[] {
  const stepId = stepOf(letterId)
  const waits = on.steps.some((step) => step.stepId === stepId && step.state === 'planned')
  return waits ? [{ kind: 'StepCancelled', stepId, because: 'the letter arrived' }] : []
}

const stepOf = (letterId: string): string => `delivery-${letterId}`

const unknownLetter: CaseRefusal = {
  kind: 'refused',
  reason: 'unknown-letter',
  pointer: '/letterId',
  message: 'The case planned no such letter.',
}
