import { readDueRule } from '@recallwire/domain/calendar/read-due-rule.ts'
import { planLadder } from '@recallwire/domain/casework/ladder.ts'
import { calendarDate, localTime } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { LetterInput } from './letter-input.ts'

/** `rule`: how the time came about, where that is more than an instant. */
export type LetterDue = { readonly when: string; readonly rule: string | undefined }

/**
 * When the reply is due (undefined for a letter that asks for none), on the facility's clock, and the rule behind it. While no ladder runs (a first letter, or units
 * found after an earlier reply) the clock starts with this letter's acceptance; the time printed is then reckoned from
 * now, and acceptance only moves it later.
 */
export function letterDue(input: LetterInput, texts: Texts): LetterDue | undefined {
  const { on, plan, facility, revision } = input
  if (['stand-down', 'receipt', 'wrong-recipient', 'close-out'].includes(plan.kind)) return undefined
  const asks = ['initial', 'supplement', 'revision'].includes(plan.kind)
  const runs = on.steps.some((step) => step.kind !== 'tell' && step.state === 'planned')
  const due =
    asks && !runs
      ? planLadder({
          from: input.now,
          recallClass: revision.content.recallClass,
          timeZone: facility.timeZone,
          replyWithinBusinessDays: revision.content.replyWithinBusinessDays,
          round: 'as-printed',
        }).due
      : on.due
  return due && { when: localTime(due.at, facility.timeZone, texts.locale), rule: ruleOf(due.rule, texts) }
}

function ruleOf(rule: string, texts: Texts): string | undefined {
  const read = readDueRule(rule)
  return read && texts.dueRule(read.businessDays, calendarDate(read.from, texts.locale))
}
