import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { ToldChannel } from '@recallwire/domain/casework/reply-channel.ts'
import type { Check, NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { unitsInOrder } from './unit-words.ts'

/** What the form asks about one unit; `line` is where its fields begin, e.g. `unit-3`. */
export type UnitQuestion = {
  readonly line: string
  readonly unit: CaseUnit
  /** A lot of several units may be split between two dispositions. */
  readonly splits: boolean
  /** The notice's check of this product, if it has one. */
  readonly check: Check | undefined
  /** What would decide whether the unit is affected. */
  readonly missing: CaseUnit['verdict']['missing']
}

/** The same questions as the mailed form asks: a disposition, and what a check or an open verdict needs. */
export function questionsOf(on: Pick<CaseView, 'units'>, content: NoticeContent): readonly UnitQuestion[] {
  return unitsInOrder(on.units).map((unit, index) => {
    const { missing, productId } = unit.verdict
    return {
      line: `unit-${index}`,
      unit,
      splits: unit.facts.serial === undefined && (unit.facts.quantity ?? 1) > 1,
      check: content.checks.find((candidate) => candidate.productId === productId),
      missing,
    }
  })
}

/** What the person agrees to by sending; kept with the reply, word for word (21 CFR 11.50: name and meaning). */
export function statementOf(
  on: Pick<CaseView, 'facilityName' | 'recallTitle' | 'firmName'>,
  name: string,
): string {
  return `I, ${name}, answer for ${on.facilityName} to the notice "${on.recallTitle}" of ${on.firmName}. What is stated here is true to the best of my knowledge.`
}

/** The same, as the firm read it to the person on the phone, or as the person wrote it. */
export function toldStatementOf(
  on: Pick<CaseView, 'facilityName' | 'recallTitle' | 'firmName'>,
  name: string,
  enteredBy: string,
  channel: ToldChannel,
): string {
  if (channel === 'email')
    return `${name} answered by e-mail for ${on.facilityName} to the notice "${on.recallTitle}" of ${on.firmName}; ${enteredBy} entered the answers as they were written, and keeps the message.`
  return `${name} answered on the phone for ${on.facilityName} to the notice "${on.recallTitle}" of ${on.firmName}; ${enteredBy} read the answers back, and ${name} confirmed them as true to the best of their knowledge.`
}
