import { activeUnits, type Case, type CaseUnit, type Reply } from '../casework/case.ts'
import type { UnitAnswer } from '../casework/unit-answer.ts'
import type { Disposition } from '../device/disposition.ts'

/** Quantities by what the verdict was when the reply came; `notStated` is of units the reply says nothing of. */
export type OnHand = { readonly affected: number; readonly possible: number; readonly notStated: number }

/** Answers that show that the unit was there when the notice came, whatever was done with it then. */
const wasThere: readonly Disposition[] = ['found', 'isolated', 'returned', 'corrected', 'destroyed']

/** 21 CFR 7.53(b)(2) asks for the quantity on hand when the notice was received: the first reply's word on it stands. */
export function onHandAtReply(state: Case, reply: Reply): OnHand {
  const held = { affected: 0, possible: 0, notStated: 0 }
  for (const unit of activeUnits(state)) {
    const lines = reply.units.filter((line) => line.custodyId === unit.custodyId)
    const shares = shareOut(unit, lines)
    held.notStated += shares.unanswered
    if (unit.verdict.value === 'outside') continue
    for (const share of shares.lines) {
      if (wasThere.includes(share.line.disposition)) held[unit.verdict.value] += share.quantity
    }
  }
  return held
}

export type Shares = {
  readonly quantity: number
  readonly lines: readonly { readonly line: UnitAnswer; readonly quantity: number }[]
  readonly unanswered: number
}

/**
 * How a unit's quantity falls to its answers: never more than there is, and what is left is unanswered. A serial is one;
 * a lot whose quantity was never recorded is as many as were answered for, and at least one.
 */
export function shareOut(unit: CaseUnit, answers: readonly UnitAnswer[]): Shares {
  const said = answers.reduce((sum, line) => sum + (line.quantity ?? 0), 0)
  const quantity = unit.facts.quantity ?? (unit.facts.serial === undefined ? Math.max(1, said) : 1)
  let left = quantity
  const lines = answers.map((line) => {
    const share = Math.min(left, line.quantity ?? quantity)
    left -= share
    return { line, quantity: share }
  })
  return { quantity, lines, unanswered: left }
}
