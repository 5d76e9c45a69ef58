import { activeUnits, type Case } from '@recallwire/domain/casework/case.ts'
import { markingOf } from '@recallwire/domain/notice/notice-content.ts'
import type { Texts } from '../language/texts.ts'
import type { Block, LetterContent } from './letter-content.ts'
import type { LetterInput } from './letter-input.ts'
import {
  backgroundBlocks,
  closingBlocks,
  dueOf,
  factsBlock,
  paragraph,
  referenceOf,
  replyBlocks,
  section,
  todoBlocks,
  unitBlocks,
  unitsByVerdict,
} from './letter-parts.ts'
import {
  confirmBlocks,
  coverNoteBlocks,
  earlierBlocks,
  newsBlocks,
  openUnits,
  releasedBlocks,
} from './news-blocks.ts'
import { receiptBlocks } from './receipt-blocks.ts'
import { unitsNamed } from './unit-blocks.ts'

/**
 * What a letter says. The facility's own units come before the firm's prose, because whoever opens it asks "is it ours,
 * and what do I do" (21 CFR 7.49(c): brief, the product identified at once, instructions, a ready means to report back).
 */
export function composeLetter(input: LetterInput, texts: Texts): LetterContent {
  const { plan, revision, facility } = input
  const kind = texts.kind(plan.kind, plan.ordinal)
  const plain = markingIn(input, texts)
  const marking = `${kind}${kind === '' ? '' : ': '}${plain}`
  const reference = input.receipt?.duty.reference ?? referenceOf(input.on)
  // Mail programs keep together what has one subject: whatever asks for a reply is one thread, and says inside which letter it is.
  const begins = isCalm(input) ? marking : plain
  return {
    language: texts.language,
    subject: `${begins} — ${revision.content.title} — ${facility.name} (${reference})`,
    marking,
    calm: isCalm(input),
    title: revision.content.title,
    lead: leadOf(input, texts),
    blocks: [
      ...(input.possibleRepeat ? [{ kind: 'note', text: texts.repeat } as const] : []),
      ...blocksOf(input, texts),
    ],
  }
}

/** A letter that asks for nothing is not marked urgent: the word must keep its weight. */
function markingIn(input: LetterInput, texts: Texts): string {
  const marking = markingOf(input.revision.content)
  return texts.marking(isCalm(input) ? { ...marking, urgent: false } : marking)
}

const isCalm = ({ plan }: LetterInput): boolean =>
  ['stand-down', 'receipt', 'wrong-recipient', 'close-out'].includes(plan.kind)

function leadOf(input: LetterInput, texts: Texts): string {
  const { plan, on } = input
  const due = dueOf(input, texts)?.when
  switch (plan.kind) {
    case 'initial':
      return holdingLead(input, texts, due)
    case 'supplement':
      return `${texts.lead.supplement} ${holdingLead(input, texts, due)}`
    case 'revision':
      return `${texts.lead.revision} ${holdingLead(input, texts, due)}`
    case 'stand-down':
      return texts.lead.standDown
    case 'reminder':
      return texts.lead.reminder(openUnits(activeUnits(on)).length, due)
    case 'escalation':
      return texts.lead.escalation
    case 'receipt':
      return texts.lead.receipt
    case 'fresh-code':
      return texts.lead.freshCode
    case 'wrong-recipient':
      return texts.lead.wrongRecipient
    case 'close-out':
      return texts.lead.closeOut[outcomeOf(on)]
    default:
      return plan.kind satisfies never
  }
}

function holdingLead({ on, revision }: LetterInput, texts: Texts, due: string | undefined): string {
  const { affected, possible } = unitsByVerdict(activeUnits(on))
  if (affected.length > 0) return texts.lead.affected(affected.length, revision.content.action, due)
  return possible.length > 0 ? texts.lead.possible(possible.length, due) : texts.lead.none(due)
}

function blocksOf(input: LetterInput, texts: Texts): readonly Block[] {
  const { plan, on } = input
  const facts = factsBlock(input, texts, dueOf(input, texts))
  const ask = [...todoBlocks(input, texts), ...replyBlocks(input, texts), ...backgroundBlocks(input, texts)]
  const confirm = confirmBlocks(input, texts)
  switch (plan.kind) {
    case 'initial':
      return [
        ...coverNoteBlocks(input, texts),
        facts,
        ...whyBlocks(input, texts),
        ...unitBlocks(activeUnits(on), input, texts),
        ...confirm,
        ...ask,
      ]
    case 'supplement':
      return [
        ...coverNoteBlocks(input, texts),
        facts,
        ...newsBlocks(input, texts),
        ...unitBlocks(unitsNamed(on, plan.newUnits), input, texts),
        ...confirm,
        ...releasedBlocks(input, texts),
        ...ask,
      ]
    case 'revision':
      return [
        ...coverNoteBlocks(input, texts),
        facts,
        ...newsBlocks(input, texts),
        ...unitBlocks(activeUnits(on), input, texts),
        ...confirm,
        ...releasedBlocks(input, texts),
        ...ask,
      ]
    case 'stand-down':
      return [facts, ...releasedBlocks(input, texts), ...closingBlocks(input, texts)]
    case 'reminder':
      return [facts, ...stillOpen(input, texts), ...ask]
    case 'escalation':
      return [facts, ...earlierBlocks(input, texts), ...stillOpen(input, texts), ...ask]
    case 'receipt':
      return [facts, ...receiptBlocks(input, texts), ...closingBlocks(input, texts)]
    case 'fresh-code':
      return [
        facts,
        ...replyBlocks(input, texts),
        paragraph(texts.freshCode.notYou),
        ...closingBlocks(input, texts),
      ]
    case 'wrong-recipient':
      return wrongRecipientBlocks(input, texts)
    case 'close-out':
      return [facts, ...closeOutBlocks(on, texts), ...closingBlocks(input, texts)]
    default:
      return plan.kind satisfies never
  }
}

function whyBlocks({ on, plan }: LetterInput, texts: Texts): readonly Block[] {
  const { affected, possible } = unitsByVerdict(activeUnits(on))
  const reasons = [
    affected.length > 0 && texts.why.listed,
    affected.length === 0 && possible.length > 0 && texts.why.possible,
    on.addressed && texts.why.addressed,
    plan.confirmUnits.length > 0 && texts.why.confirm,
  ].filter((reason) => reason !== false)
  return section(texts.why.heading, reasons.map(paragraph))
}

function stillOpen(input: LetterInput, texts: Texts): readonly Block[] {
  const open = openUnits(activeUnits(input.on))
  if (open.length > 0) return unitBlocks(open, input, texts)
  return section(texts.stillOpen.heading, [paragraph(texts.noUnitOpen)])
}

/** To somebody who has nothing to do with the facility's units: he is told nothing of them again. */
const wrongRecipientBlocks = (input: LetterInput, texts: Texts): readonly Block[] => [
  paragraph(texts.wrongRecipient.next(input.facility.name)),
  paragraph(texts.wrongRecipient.after),
  ...closingBlocks(input, texts),
]

function closeOutBlocks(on: Case, texts: Texts): readonly Block[] {
  return [
    paragraph(texts.closeOut.text),
    paragraph(texts.closeOut[outcomeOf(on)]),
    paragraph(texts.closeOut.answered(on.replies.length)),
  ]
}

const outcomeOf = (on: Case): 'terminated' | 'withdrawn' => on.closing?.outcome ?? 'terminated'
