import { activeUnits, type Case } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswer } from '@recallwire/domain/casework/unit-answer.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { localTime } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { Block } from './letter-content.ts'
import type { LetterInput, ReceiptFor } from './letter-input.ts'
import { heading, paragraph, section } from './letter-parts.ts'
import { openUnits } from './news-blocks.ts'
import { markOf } from './unit-blocks.ts'

/** What was answered, by whom, when and to whom: the printed name, time and meaning of 21 CFR 11.50. */
export function receiptBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  if (input.receipt === undefined) throw new Error(`receipt ${input.plan.letterId} names no reply`)
  const { on } = input
  const open = openUnits(activeUnits(on)).length
  return [
    receiptFacts(input.receipt, input, texts),
    ...answerBlocks(input.receipt, input, texts),
    paragraph(open === 0 ? texts.receipt.complete : texts.receipt.open(open)),
    paragraph(texts.receipt.amend),
  ]
}

/** What the notice says is to be done with a unit after its check, in the notice's own words. */
export function followUp(
  answer: UnitAnswer,
  productId: string | undefined,
  content: NoticeContent,
  texts: Pick<Texts, 'outcome'>,
): string {
  const checks = content.checks.filter((check) => check.productId === productId)
  switch (answer.outcome) {
    case 'cleared-by-inspection':
      return [texts.outcome[answer.outcome], ...checks.map((check) => check.whenPassed)].join(' ')
    case 'needs-service':
      return [texts.outcome[answer.outcome], ...checks.map((check) => check.whenFailed)].join(' ')
    case 'none':
      return texts.outcome.none
    default:
      return answer.outcome satisfies never
  }
}

function receiptFacts({ duty, reply, person }: ReceiptFor, input: LetterInput, texts: Texts): Block {
  const when = (at: string) => localTime(at, input.facility.timeZone, texts.locale)
  const { receipt } = texts
  return {
    kind: 'facts',
    rows: [
      { term: receipt.sender, value: texts.reply.sender(duty.senderName, duty.reference) },
      { term: receipt.answeredAt, value: reply.late ? receipt.late(when(reply.at)) : when(reply.at) },
      ...(reply.recordedAt === reply.at ? [] : [{ term: receipt.recordedAt, value: when(reply.recordedAt) }]),
      { term: receipt.by, value: `${person.name ?? receipt.erased}, ${person.role ?? receipt.erased}` },
      { term: receipt.through, value: receipt.channel[reply.channel] },
      { term: receipt.replyId, value: reply.replyId },
      { term: receipt.statement, value: reply.statementHash },
    ],
  }
}

function answerBlocks({ reply }: ReceiptFor, input: LetterInput, texts: Texts): readonly Block[] {
  const { receipt } = texts
  const none = reply.holdsNone ? [paragraph(receipt.none)] : []
  if (reply.units.length === 0)
    return section(receipt.heading, none.length > 0 ? none : [paragraph(receipt.noUnits)])
  const { columns } = receipt
  const rows = reply.units.map((answer) => answerRow(answer, input, texts))
  const follows = rows.some((row) => row.at(-1) !== '')
  return [
    heading(receipt.heading),
    ...none,
    {
      kind: 'table',
      caption: input.revision.content.title,
      columns: follows ? [columns.mark, columns.answer, columns.next] : [columns.mark, columns.answer],
      rows: follows ? rows : rows.map((row) => row.slice(0, 2)),
    },
  ]
}

function answerRow(answer: UnitAnswer, input: LetterInput, texts: Texts): readonly string[] {
  const unit = unitOf(input.on, answer)
  return [
    unit === undefined ? answer.custodyId : markOf(unit.facts, texts),
    saidOf(answer, texts),
    followUp(answer, unit?.verdict.productId, input.revision.content, texts),
  ]
}

/** One line of a reply in words. */
export const saidOf = (answer: UnitAnswer, texts: Pick<Texts, 'disposition' | 'units' | 'receipt'>): string =>
  [
    texts.disposition[answer.disposition],
    answer.quantity === undefined ? undefined : texts.units(answer.quantity),
    answer.softwareVersion === undefined ? undefined : texts.receipt.software(answer.softwareVersion),
  ]
    .filter((part) => part !== undefined)
    .join(', ')

const unitOf = (on: Case, answer: UnitAnswer) =>
  on.units.find((candidate) => candidate.custodyId === answer.custodyId)
