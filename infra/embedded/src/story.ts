import type { CaseEvent } from '@recallwire/domain/casework/case-event.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { handleRecords } from '@recallwire/domain/events/handle-records.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import type { MatchedUnit } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

/** Tells one line of the story. */
export type Tell = (line: string) => void

/** Follows the log and tells what happens, in the order in which it reaches the log; never twice across restarts. */
export async function startStory(
  backEnd: Pick<BackEnd, 'log' | 'directory'>,
  tell: Tell,
): Promise<{ stop(): Promise<void> }> {
  const nameOf = async (facilityId: string): Promise<string> =>
    (await backEnd.directory.facilities.get(facilityId))?.document.name ?? facilityId
  return backEnd.log.subscribe({
    topics: ['recall.events', 'case.events', 'mail.events'],
    group: 'story',
    handle: handleRecords(async (event) => {
      const line = await lineOf(event, nameOf)
      if (line !== undefined) tell(line)
    }),
  })
}

async function lineOf(
  event: RecallEvent,
  nameOf: (facilityId: string) => Promise<string>,
): Promise<string | undefined> {
  switch (event.type) {
    case 'recallwire.notice-published.v1':
      return `notice     ${event.data.reference} revision ${event.data.revision.revision} is published`
    case 'recallwire.recall-closed.v1':
      return `notice     ${event.data.reference} is ${event.data.outcome}`
    case 'recallwire.units-matched.v1':
      return `match      ${await nameOf(event.data.facilityId)}: ${countVerdicts(event.data.units)}`
    case 'recallwire.matching-completed.v1': {
      const { affected, possible, outside, facilities } = event.data
      return `match      done: ${affected} affected, ${possible} possible, ${outside} outside the scope, in ${facilities} facilities`
    }
    case 'recallwire.unit-reported-elsewhere.v1':
      return `match      ${await nameOf(event.data.facilityId)} is asked whether a unit is still there`
    case 'recallwire.letter-changed.v1':
      return prefixed('letter    ', await nameOf(event.data.facilityId), letterWords(event.data.event))
    case 'recallwire.case-changed.v1':
      return prefixed('case      ', await nameOf(event.data.facilityId), caseWords(event.data.event))
    default:
      return undefined
  }
}

const prefixed = (topic: string, facility: string, words: string | undefined): string | undefined =>
  words === undefined ? undefined : `${topic} ${facility}: ${words}`

function countVerdicts(units: readonly MatchedUnit[]): string {
  const values = ['affected', 'possible', 'outside'] as const
  const counted = values.map((value) => ({
    value,
    count: units.filter((unit) => unit.verdict.value === value).length,
  }))
  return counted
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => `${count} ${value}`)
    .join(', ')
}

function letterWords(event: LetterEvent): string | undefined {
  switch (event.kind) {
    case 'LetterQueued':
      return `${event.plan.kind} letter queued`
    case 'LetterSent':
      return `letter accepted by the mail service${event.possibleRepeat ? ' (possibly a repeat)' : ''}`
    case 'LetterBounced':
      return `letter came back: ${event.because}`
    case 'LetterStuck':
      return `letter stuck, a person must act: ${event.because}`
    case 'LetterCancelled':
      return `letter not sent: ${event.because}`
    default:
      return undefined
  }
}

function caseWords(event: CaseEvent): string | undefined {
  switch (event.kind) {
    case 'LadderPlanned':
      return `reply awaited by ${event.due.at} (${event.due.rule})`
    case 'DutyAdded':
      return `a reply is owed to ${event.duty.senderName} (${event.duty.reference})`
    case 'ReplyReceived':
      return `replied${event.reply.late ? ' late' : ''}: ${event.reply.holdsNone ? 'holds none' : `${event.reply.units.length} units answered`}`
    case 'CaseCompleted':
      return 'nothing is open any more'
    case 'UnitSurfaced':
      return `a unit here had been reported ${event.earlier.disposition}`
    case 'PhoneTaskRaised':
      return `the firm is asked to phone: ${event.task.because}`
    default:
      return undefined
  }
}
