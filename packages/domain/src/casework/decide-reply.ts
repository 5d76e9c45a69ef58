import { endsCustody } from '../device/disposition.ts'
import type { Instant } from '../time.ts'
import { activeUnits, type Case, type CaseUnit, type Reply } from './case.ts'
import type { CaseRefusal, SubmitReply } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { reopen } from './decide-units.ts'
import { evolveCase } from './evolve-case.ts'
import { resumeLadder } from './ladder.ts'
import { planLetter } from './plan-letter.ts'
import { phoneTask } from './raise-task.ts'
import { isAssessed, settle } from './settle.ts'
import { inspect, type UnitAnswer, type UnitAnswerInput } from './unit-answer.ts'

/**
 * A person's answer. Accepted late (and marked), accepted again (the later one supersedes, the earlier one stays), and
 * refused only when it contradicts itself or speaks of what is not this case's.
 */
export function decideReply(on: Case, command: SubmitReply, at: Instant): readonly CaseEvent[] | CaseRefusal {
  if (on.replies.some((reply) => reply.replyId === command.replyId)) return []
  const problem = problemOf(on, command)
  if (problem) return problem
  const lines = command.holdsNone ? noneHeld(on, command.units) : command.units
  const reply: Reply = {
    replyId: command.replyId,
    at: command.occurredAt,
    recordedAt: at,
    channel: command.channel,
    ...(command.letterId === undefined ? {} : { letterId: command.letterId }),
    holdsNone: command.holdsNone,
    units: lines.map((line) => answered(on, line, command)),
    dutyIds: [...new Set(command.dutyIds)],
    personalRef: command.personalRef,
    commitment: command.commitment,
    statementHash: command.statementHash,
    late: on.due !== undefined && command.occurredAt > on.due.at,
  }
  const received: CaseEvent = { kind: 'ReplyReceived', reply }
  const then = evolveCase(on, received, on, at)
  const reopened = on.status === 'done' && !isAssessed(then) ? askAgain(then, at) : []
  return [received, ...reopened, ...settle(then, at), ...receipts(then, reply, at)]
}

/** An amendment that takes an answer back: reminded again, or phoned when the time for reminders is over. */
function askAgain(on: Case, at: Instant): readonly CaseEvent[] {
  const because = 'the newer reply leaves something open'
  const steps = resumeLadder(on, at)
  return [
    ...reopen(on, because),
    ...steps.map((step): CaseEvent => ({ kind: 'StepPlanned', step })),
    ...(steps.length === 0 ? [phoneTask(on, because, `reply-${on.replies.length}`, at)] : []),
  ]
}

function problemOf(on: Case, command: SubmitReply): CaseRefusal | undefined {
  if (on.status === 'closed')
    return refused('closed', '', 'The recall is closed; no reply is needed any more.')
  if (command.letterId !== undefined && !on.letters.some((letter) => letter.letterId === command.letterId))
    return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  for (const [index, line] of command.units.entries()) {
    const unit = on.units.find((candidate) => candidate.custodyId === line.custodyId)
    if (unit === undefined)
      return refused('unknown-unit', `/units/${index}/custodyId`, 'This unit is not part of the case.')
    if (command.holdsNone && !endsCustody(line.disposition) && line.disposition !== 'cannot-locate') {
      return refused(
        'contradiction',
        `/units/${index}/disposition`,
        `"We hold none" contradicts "${line.disposition}".`,
      )
    }
    const over = quantityProblem(unit, command.units, index)
    if (over) return over
  }
  const known = new Set(on.duties.map((duty) => duty.dutyId))
  const stranger = command.dutyIds.findIndex((id) => !known.has(id))
  if (stranger >= 0)
    return refused('unknown-duty', `/dutyIds/${stranger}`, 'No reply is owed under this reference.')
  return undefined
}

function quantityProblem(
  unit: CaseUnit,
  lines: readonly UnitAnswerInput[],
  index: number,
): CaseRefusal | undefined {
  const same = lines.filter((line) => line.custodyId === unit.custodyId)
  const held = unit.facts.quantity ?? (unit.facts.serial === undefined ? undefined : 1)
  if (same.length > 1 && same.some((line) => line.quantity === undefined)) {
    return refused(
      'quantity',
      `/units/${index}/quantity`,
      'Give the quantity of each line when a lot is split.',
    )
  }
  if (held === undefined) return undefined
  const sum = same.reduce((total, line) => total + (line.quantity ?? held), 0)
  if (sum <= held) return undefined
  return refused(
    'quantity',
    `/units/${index}/quantity`,
    `The lines add up to ${sum}; ${held} are on record here.`,
  )
}

const refused = (reason: CaseRefusal['reason'], pointer: string, message: string): CaseRefusal => ({
  kind: 'refused',
  reason,
  pointer,
  message,
})

/** "We hold none" answers every unit that is listed here and was not answered line by line. */
function noneHeld(on: Case, lines: readonly UnitAnswerInput[]): readonly UnitAnswerInput[] {
  const spoken = new Set(lines.map((line) => line.custodyId))
  const rest = activeUnits(on).filter((unit) => !spoken.has(unit.custodyId))
  return [
    ...lines,
    ...rest.map((unit): UnitAnswerInput => ({ custodyId: unit.custodyId, disposition: 'not-held' })),
  ]
}

function answered(on: Case, line: UnitAnswerInput, command: SubmitReply): UnitAnswer {
  const productId = on.units.find((unit) => unit.custodyId === line.custodyId)?.verdict.productId ?? ''
  return { ...line, replyId: command.replyId, ...inspect(command.checks, productId, line) }
}

/** One receipt by mail for every duty the reply names: each sender's is a paper of its own for the facility's file. */
function receipts(on: Case, reply: Reply, at: Instant): readonly CaseEvent[] {
  const through = on.letters.find((letter) => letter.letterId === reply.letterId) ?? on.letters.at(-1)
  if (through === undefined) return []
  return reply.dutyIds.map((dutyId, index) => ({
    kind: 'LetterPlanned',
    plan: planLetter(
      on,
      'receipt',
      through.contactId,
      at,
      { dutyIds: [dutyId], replyId: reply.replyId },
      index,
    ),
  }))
}
