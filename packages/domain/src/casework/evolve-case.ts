import type { MatchedUnit } from '../scope/verdict.ts'
import type { Case, CaseUnit, Duty } from './case.ts'
import type { CaseEvent, CaseEventOf } from './case-event.ts'
import { letterPlanned } from './letter-planned.ts'
import type { Task } from './task.ts'

export type CaseIds = Pick<Case, 'caseId' | 'recallId' | 'facilityId'>

/** The case after an event. Total: replaying a case's events from the first gives the stored document. */
export function evolveCase(on: Case | undefined, event: CaseEvent, ids: CaseIds, at: string): Case {
  if (event.kind === 'CaseOpened') return openCase(event, ids, at)
  if (on === undefined) throw new Error(`${event.kind} came before CaseOpened in case ${ids.caseId}`)
  switch (event.kind) {
    case 'UnitsJudged':
      return { ...on, units: judgedUnits(on.units, event) }
    case 'FacilityAddressed':
      return { ...on, addressed: true }
    case 'NoticeRevised':
      return revised(on, event)
    case 'DutyAdded':
      return { ...on, duties: [...on.duties, event.duty] }
    case 'LocationQuestioned':
      return withUnit(on, event.custodyId, (unit) => ({
        ...unit,
        askedToConfirm: { at: event.at, told: false },
      }))
    case 'UnitSurfaced':
      return surfaced(on, event)
    case 'StepPlanned':
      return { ...on, steps: [...on.steps, event.step] }
    case 'StepTaken':
      return withStep(on, event.stepId, 'taken')
    case 'StepCancelled':
      return withStep(on, event.stepId, 'cancelled')
    case 'LetterPlanned':
      return letterPlanned(on, event)
    case 'LetterAccepted':
      return withLetter(on, event.letterId, { acceptedAt: event.at })
    case 'LetterStuck':
      return withLetter(on, event.letterId, { stuckBecause: event.because })
    case 'LetterBounced':
      return withLetter(on, event.letterId, { bouncedBecause: event.because })
    case 'WrongRecipientNamed':
      return misdirected(on, event)
    case 'WaiverProposed':
      return withLetter(on, event.letterId, { waiver: event.waiver })
    case 'WaiverDeclined':
      return withLetter(on, event.letterId, { waiver: undefined })
    case 'LetterResolved':
      return withLetter(on, event.letterId, { resolved: event.resolution })
    case 'LadderPlanned':
      return {
        ...on,
        due: event.due,
        steps: [...on.steps, ...event.steps],
        ...(event.version === undefined ? {} : { ladderVersion: event.version }),
      }
    case 'PhoneTaskRaised':
      return { ...on, tasks: [...on.tasks, event.task] }
    case 'PhoneTaskDone':
    case 'SurfacedTaskDone':
      return withTask(on, event.taskId, {
        doneAt: event.at,
        outcome: event.outcome,
        ...(event.by === undefined ? {} : { doneBy: event.by }),
      })
    case 'TaskTaken':
      return withTask(on, event.taskId, { taken: { by: event.by, at: event.at } })
    case 'ReplyAskedByWebhook':
      return on
    case 'ReplyReceived':
      return replied(on, event)
    case 'DutyDischarged':
      return withDuty(on, event.dutyId, (duty) => ({ ...duty, dischargedAt: event.at }))
    case 'DutyReopened':
      return withDuty(on, event.dutyId, ({ dischargedAt: _over, ...duty }) => duty)
    case 'CaseCompleted':
      return { ...on, status: 'done' }
    case 'CaseReopened':
      return { ...on, status: 'open' }
    case 'CaseClosed':
      return { ...on, status: 'closed', closing: { outcome: event.outcome, told: false } }
    default:
      return event satisfies never
  }
}

function openCase(event: CaseEventOf<'CaseOpened'>, ids: CaseIds, at: string): Case {
  const { kind: _kind, ...facts } = event
  return {
    ...ids,
    ...facts,
    openedAt: at,
    status: 'open',
    untoldChanges: [],
    units: [],
    duties: [],
    steps: [],
    letters: [],
    replies: [],
    tasks: [],
  }
}

function judgedUnits(units: readonly CaseUnit[], event: CaseEventOf<'UnitsJudged'>): CaseUnit[] {
  const judged = new Map(event.units.map((unit) => [unit.matchId, unit]))
  const known = new Set(units.map((unit) => unit.matchId))
  return [
    ...units.map((unit) => judgedAgain(unit, judged.get(unit.matchId))),
    ...event.units.filter((unit) => !known.has(unit.matchId)).map((unit) => ({ ...unit, answers: [] })),
  ]
}

/** A lot that grew is told of again: its answers do not cover what came since. */
function judgedAgain(unit: CaseUnit, news: MatchedUnit | undefined): CaseUnit {
  if (news === undefined) return unit
  const { told, ...rest } = unit
  const grew = (news.facts.quantity ?? 0) > (unit.facts.quantity ?? news.facts.quantity ?? 0)
  return { ...rest, ...news, ...(told === undefined || grew ? {} : { told }) }
}

function revised(on: Case, event: CaseEventOf<'NoticeRevised'>): Case {
  return {
    ...on,
    revision: event.revision,
    materialRevision: event.materialRevision,
    recallClass: event.recallClass,
    untoldChanges: [...new Set([...on.untoldChanges, ...event.changed.filter((part) => part !== 'scope')])],
  }
}

/** All that went to this contact went wrong, however many letters they were. */
function misdirected(on: Case, { report }: CaseEventOf<'WrongRecipientNamed'>): Case {
  return {
    ...on,
    wrongRecipients: [...(on.wrongRecipients ?? []), report],
    letters: on.letters.map((letter) =>
      letter.contactId === report.contactId ? { ...letter, misdirectedAt: report.at } : letter,
    ),
  }
}

function surfaced(on: Case, { custodyId, earlier, task }: CaseEventOf<'UnitSurfaced'>): Case {
  const then = withUnit(on, custodyId, (unit) => ({ ...unit, surfaced: { ...earlier, told: false } }))
  return task === undefined ? then : { ...then, tasks: [...then.tasks, task] }
}

function replied(on: Case, { reply }: CaseEventOf<'ReplyReceived'>): Case {
  const answered = new Set(reply.units.map((line) => line.custodyId))
  return {
    ...on,
    replies: [...on.replies, reply],
    duties: on.duties.map((duty) =>
      reply.dutyIds.includes(duty.dutyId) ? { ...duty, answeredBy: reply.replyId } : duty,
    ),
    units: on.units.map((unit) =>
      answered.has(unit.custodyId)
        ? { ...unit, answers: reply.units.filter((line) => line.custodyId === unit.custodyId) }
        : unit,
    ),
  }
}

const withUnit = (on: Case, custodyId: string, change: (unit: CaseUnit) => CaseUnit): Case => ({
  ...on,
  units: on.units.map((unit) => (unit.custodyId === custodyId ? change(unit) : unit)),
})

const withDuty = (on: Case, dutyId: string, change: (duty: Duty) => Duty): Case => ({
  ...on,
  duties: on.duties.map((duty) => (duty.dutyId === dutyId ? change(duty) : duty)),
})

const withTask = (on: Case, taskId: string, change: Partial<Task>): Case => ({
  ...on,
  tasks: on.tasks.map((task) => (task.taskId === taskId ? { ...task, ...change } : task)),
})

const withStep = (on: Case, stepId: string, state: 'taken' | 'cancelled'): Case => ({
  ...on,
  steps: on.steps.map((step) => (step.stepId === stepId ? { ...step, state } : step)),
})

const withLetter = (on: Case, letterId: string, outcome: Partial<Case['letters'][number]>): Case => ({
  ...on,
  letters: on.letters.map((letter) => (letter.letterId === letterId ? { ...letter, ...outcome } : letter)),
})
