import type { LetterKind } from '../casework/case.ts'
import type { CaseEvent, CaseEventOf } from '../casework/case-event.ts'
import type { LetterResolution } from '../casework/letter-resolution.ts'
import type { LetterEvent } from '../letter/letter-event.ts'

const letters: Readonly<Record<LetterKind, string>> = {
  initial: 'first letter',
  supplement: 'supplement',
  revision: 'letter about the revised notice',
  'stand-down': 'stand-down letter',
  reminder: 'reminder',
  escalation: 'escalation letter',
  receipt: 'receipt',
  'fresh-code': 'letter with a fresh code',
  'wrong-recipient': 'letter to somebody who was not the right recipient',
  'close-out': 'close-out letter',
}
const steps = {
  tell: 'A letter',
  reminder: 'A reminder',
  escalation: 'An escalation',
  'phone-task': 'A call',
  'text-task': 'A text message',
  webhook: 'A message to the facility’s own systems',
  'delivery-check': 'A look whether a late letter has arrived',
}

const channelWords = {
  link: 'through the link of a letter',
  console: 'in the console',
  phone: 'by phone',
  email: 'by e-mail',
}

/** What happened to a case, in one plain sentence. */
export function caseSentence(event: CaseEvent): string {
  switch (event.kind) {
    case 'CaseOpened':
      return event.addressed
        ? 'A case was opened: the firm addressed this facility.'
        : 'A case was opened: units here matched the notice.'
    case 'UnitsJudged':
      return `${unitsInWords(event.units.map((unit) => unit.verdict.value))} under revision ${event.revision}.`
    case 'FacilityAddressed':
      return 'The firm addressed this facility, whatever it holds.'
    case 'NoticeRevised':
      return `Revision ${event.revision} of the notice reached the case: ${changesInWords(event.changed)}.`
    case 'DutyAdded':
      return `A reply is owed to ${event.duty.senderName} (${event.duty.reference}).`
    case 'LocationQuestioned':
      return 'A unit was reported elsewhere: the facility is asked to confirm it.'
    case 'UnitSurfaced':
      return `A unit here had been reported ${event.earlier.disposition} on ${event.earlier.at.slice(0, 10)}${event.task ? ': the firm was asked to look into it' : ''}.`
    case 'StepPlanned':
      return `${steps[event.step.kind]} was planned (${event.step.rule}).`
    case 'StepTaken':
      return 'A planned step was taken.'
    case 'StepCancelled':
      return `A planned step was cancelled: ${event.because}.`
    case 'LetterPlanned':
      return `A ${letters[event.plan.kind]} was decided on.`
    case 'LetterAccepted':
      return 'The case recorded that the mail service accepted its letter.'
    case 'LetterStuck':
      return `The case recorded that its letter is stuck: ${event.because}.`
    case 'LetterBounced':
      return `The case recorded that its letter came back: ${event.because}.`
    case 'WaiverProposed':
      return `Somebody of the firm proposed that a letter that nobody got need not go out (${spaced(event.waiver.reason)}).`
    case 'WaiverDeclined':
      return 'That a letter need not go out was declined.'
    case 'LetterResolved':
      return resolutionSentence(event.resolution)
    case 'LadderPlanned':
      return `The reply is due (${event.due.rule}); reminders and escalation were planned.`
    default:
      return answeringSentence(event)
  }
}

function resolutionSentence({ how, reason = 'told-by-phone' }: LetterResolution): string {
  switch (how) {
    case 'written-again':
      return 'A person had a letter that nobody got written again.'
    case 'by-phone':
      return 'A person handed a letter that nobody got to the phone.'
    case 'waived':
      return `Two people of the firm decided that a letter need not go out (${spaced(reason)}).`
    default:
      return how satisfies never
  }
}

const spaced = (name: string): string => name.replaceAll('-', ' ')

type Answering =
  | 'PhoneTaskRaised'
  | 'TaskTaken'
  | 'ReplyAskedByWebhook'
  | 'PhoneTaskDone'
  | 'SurfacedTaskDone'
  | 'WrongRecipientNamed'
  | 'ReplyReceived'
  | 'DutyDischarged'
  | 'DutyReopened'
  | 'CaseCompleted'
  | 'CaseReopened'
  | 'CaseClosed'

function answeringSentence(event: CaseEventOf<Answering>): string {
  switch (event.kind) {
    case 'PhoneTaskRaised':
      return event.task.kind === 'text'
        ? `The firm was asked to send a text message: ${event.task.because}.`
        : `The firm was asked to phone: ${event.task.because}.`
    case 'ReplyAskedByWebhook':
      return 'It was time to tell the facility’s own systems that a reply is owed.'
    case 'TaskTaken':
      return 'Someone of the firm took the task on.'
    case 'PhoneTaskDone':
      return `The firm recorded what came of it: ${event.outcome.replaceAll('-', ' ')}.`
    case 'SurfacedTaskDone':
      return `The firm looked into a unit that had been reported gone: ${spaced(event.outcome)}.`
    case 'WrongRecipientNamed':
      return `Somebody said, ${channelWords[event.report.channel]}, that a letter was not for him; the reply is owed as before.`
    case 'ReplyReceived': {
      const { channel, holdsNone, units, late } = event.reply
      const what = holdsNone
        ? 'that none is held'
        : countOf(units.length, 'line about units', 'lines about units')
      return `A reply came ${channelWords[channel]}${late ? ', after it was due' : ''}: ${what}.`
    }
    case 'DutyDischarged':
      return 'A reply that was owed is given.'
    case 'DutyReopened':
      return `A reply is owed again: ${event.because}.`
    case 'CaseCompleted':
      return 'The case is done: nothing is owed.'
    case 'CaseReopened':
      return `The case was opened again: ${event.because}.`
    case 'CaseClosed':
      return `The case was closed: the recall was ${event.outcome}.`
    default:
      return event satisfies never
  }
}

/** What happened to a letter. Accepted by the mail service is neither delivered nor read. */
export function letterSentence(event: LetterEvent): string {
  switch (event.kind) {
    case 'LetterQueued':
      return `The ${letters[event.plan.kind]} was queued.`
    case 'LetterSending':
      return `Attempt ${event.attempt} to send the letter began.`
    case 'LetterSent':
      return `The mail service accepted the letter${event.possibleRepeat ? '; it may be a repeat' : ''}.`
    case 'LetterDelivered':
      return "The receiving mail server took the letter; that is not a person's reading it."
    case 'LetterDelayed':
      return `The mail service goes on trying to deliver the letter: ${event.because}.`
    case 'LetterBounced':
      return `The letter came back: ${event.because}${event.reached ? '; it had been delivered before' : ''}.`
    case 'LetterComplained':
      return `The recipient called the letter unwanted: ${event.because}.`
    case 'LetterUnclear':
      return `What became of attempt ${event.attempt} is not known: ${event.because}.`
    case 'LetterRefused':
      return `The mail service refused attempt ${event.attempt}: ${event.because}.`
    case 'LetterStuck':
      return `The letter is stuck and needs a person: ${event.because}.`
    case 'LetterCancelled':
      return `The letter was cancelled: ${event.because}.`
    case 'WrongCodes':
      return `${event.count} wrong codes were typed into the letter's link.`
    default:
      return event satisfies never
  }
}

/** "2 affected, 1 possible and 0 outside": every verdict is named, since the counts are never merged. */
export function unitsInWords(verdicts: readonly ('affected' | 'possible' | 'outside')[]): string {
  const count = (value: string) => verdicts.filter((verdict) => verdict === value).length
  const all = countOf(verdicts.length, 'unit was', 'units were')
  return `${all} judged: ${count('affected')} affected, ${count('possible')} possible, ${count('outside')} outside`
}

const changesInWords = (changed: readonly string[]): string =>
  changed.length === 0 ? 'nothing the facility must be told' : `changed ${changed.join(', ')}`

export const countOf = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`
