import { type LetterChange, sent, stick } from './decide-letter.ts'
import type { AnyLetter } from './letter.ts'
import type { LetterEvent } from './letter-event.ts'
import type { MailEvent } from './mail-event.ts'

/**
 * What a report of the mail service makes of a letter, or undefined when it says nothing new. Reports come doubled, in any
 * order and late, so that a letter only ever moves forward: any of them proves that the letter was accepted, whatever was
 * thought of it, and nothing takes that back. Whoever holds the letter at that moment finds his claim gone and stops.
 */
export function applyMailEvent(letter: AnyLetter, event: MailEvent): LetterChange | undefined {
  if (letter.attempts < event.attempt) return undefined
  if (event.kind === 'rejected') return rejected(letter, event.attempt, event.because)
  const settled = letter.state === 'sent' ? { next: letter, events: [] } : sent(letter, event, event.attempt)
  const reported = report(settled.next, event)
  if (reported === undefined) return settled.events.length > 0 ? settled : undefined
  return { next: reported.next, events: [...settled.events, ...reported.events] }
}

/** Taken and then not sent: no later try of this letter would fare better, so that a person is told. */
function rejected(letter: AnyLetter, attempt: number, because: string): LetterChange | undefined {
  const isNewest = attempt === letter.attempts
  return isNewest && letter.state !== 'stuck' ? stick(letter, because) : undefined
}

type Report = Exclude<MailEvent, { kind: 'rejected' }>

function report(letter: AnyLetter, event: Report): LetterChange | undefined {
  const reports = letter.reports ?? {}
  const { attempt, at } = event
  const first = (
    member: keyof NonNullable<AnyLetter['reports']>,
    happened: LetterEvent,
  ): LetterChange | undefined =>
    reports[member] === undefined
      ? { next: { ...letter, reports: { ...reports, [member]: at } }, events: [happened] }
      : undefined
  switch (event.kind) {
    case 'accepted':
      return undefined
    case 'delivered':
      return first('deliveredAt', { kind: 'LetterDelivered', attempt, at })
    case 'delayed':
      return first('delayedAt', { kind: 'LetterDelayed', attempt, at, because: event.because })
    case 'bounced': {
      const { permanent, because } = event
      const reached = !permanent && reports.deliveredAt !== undefined
      return first('bouncedAt', { kind: 'LetterBounced', attempt, at, permanent, reached, because })
    }
    case 'complained':
      return first('complainedAt', { kind: 'LetterComplained', attempt, at, because: event.because })
    default:
      return event satisfies never
  }
}
