import { activeUnits, type Case, type CaseUnit, type Duty } from '@recallwire/domain/casework/case.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { localDate, localTime } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { Block } from './letter-content.ts'
import { type LetterDue, letterDue } from './letter-due.ts'
import type { LetterInput } from './letter-input.ts'
import { unitTables } from './unit-blocks.ts'

/** The units of a case by verdict. */
export const unitsByVerdict = (units: readonly CaseUnit[]) => ({
  affected: units.filter((unit) => unit.verdict.value === 'affected'),
  possible: units.filter((unit) => unit.verdict.value === 'possible'),
})

/** The firm's own reference: what the letter is filed under. */
const firmDuty = (on: Case): Duty | undefined => on.duties.find((duty) => duty.kind === 'firm')

export const referenceOf = (on: Case): string => firmDuty(on)?.reference ?? on.recallId

/** The fixed block on top of every letter: what, how bad, what to do until when, whom to call; then whose it is. */
export function factsBlock(input: LetterInput, texts: Texts, due: LetterDue | undefined): Block {
  const { on, facility, contact, revision, firmName } = input
  const { content } = revision
  const { affected, possible } = unitsByVerdict(activeUnits(on))
  const rows = [
    { term: texts.facts.product, value: productsOf(content, texts) },
    { term: texts.facts.recallClass, value: texts.className[content.recallClass ?? 'none'] },
    { term: texts.facts.action, value: texts.action[content.action] },
    { term: texts.facts.yours, value: texts.yours(affected.length, possible.length, due !== undefined) },
    {
      term: texts.facts.due,
      value: due && (due.rule === undefined ? due.when : `${due.when} (${due.rule})`),
    },
    { term: texts.facts.phone, value: `${content.contact.phone} (${content.contact.name})` },
    { term: texts.facts.from, value: firmName },
    { term: texts.facts.reference, value: referenceOf(on) },
    { term: texts.facts.to, value: `${contact.name}, ${facility.name}` },
    { term: texts.facts.date, value: localDate(input.now, facility.timeZone, texts.locale) },
  ]
  return {
    kind: 'facts',
    rows: rows.flatMap(({ term, value }) => (value === undefined ? [] : [{ term, value }])),
  }
}

/** Where this is longer, the identifiers would bury the names; every one stands under what the notice covers. */
const longestProducts = 300

function productsOf({ products }: NoticeContent, texts: Texts): string {
  const whole = products.map((product) => identified(product, texts)).join('; ')
  return whole.length <= longestProducts ? whole : products.map(({ name }) => name).join('; ')
}

/** A product by its name and every identifier the notice gives. */
const identified = ({ name, dis, refs }: NoticeContent['products'][number], texts: Texts): string =>
  [
    name,
    ...(dis.length > 0 ? [texts.covered.identifiers('UDI-DI', dis)] : []),
    ...(refs.length > 0 ? [texts.covered.identifiers('REF', refs)] : []),
  ].join(', ')

/** Affected units first, those that may be affected apart from them. */
export function unitBlocks(units: readonly CaseUnit[], input: LetterInput, texts: Texts): readonly Block[] {
  const { affected, possible } = unitsByVerdict(units)
  const { content } = input.revision
  return [
    ...section(texts.affected.heading, unitTables(affected, content, texts)),
    ...section(texts.possible.heading, [
      ...(possible.length > 0 ? [paragraph(texts.possible.text)] : []),
      ...unitTables(possible, content, texts),
    ]),
  ]
}

/** The firm's steps, then the check of every product that is here. */
export function todoBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { content } = input.revision
  const products = new Set(activeUnits(input.on).map((unit) => unit.verdict.productId))
  const checks = content.checks.filter((check) => products.size === 0 || products.has(check.productId))
  return [
    heading(texts.todo.heading),
    { kind: 'steps', items: content.instructions },
    ...section(
      texts.checks.heading,
      checks.map((check) => ({
        kind: 'facts',
        rows: [
          { term: texts.checks.product, value: nameOf(input, check.productId) },
          { term: texts.checks.question, value: check.question },
          { term: texts.checks.passed, value: check.whenPassed },
          { term: texts.checks.failed, value: check.whenFailed },
        ],
      })),
    ),
  ]
}

/** Link and code, apart from each other, and everyone a reply is owed to. */
export function replyBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { on, plan, reply, facility, revision } = input
  const owed = on.duties.filter(
    (duty) => duty.dischargedAt === undefined || plan.dutyIds.includes(duty.dutyId),
  )
  const senders: Block = {
    kind: 'list',
    items: owed.map((duty) => texts.reply.sender(duty.senderName, duty.reference)),
  }
  const access: Block =
    reply === undefined
      ? paragraph(texts.reply.byPhone(revision.content.contact.phone))
      : {
          kind: 'reply',
          open: texts.reply.open,
          url: reply.url,
          codeLabel: texts.reply.codeLabel,
          code: reply.code,
          until: texts.reply.until(localTime(reply.expiresAt, facility.timeZone, texts.locale)),
        }
  return [
    heading(texts.reply.heading),
    access,
    ...(owed.length === 0
      ? []
      : [paragraph(owed.length > 1 ? texts.reply.oneServesAll : texts.reply.owedTo), senders]),
  ]
}

/** Why, what harm, whom else to tell, whom to ask, and how to tell the letter from a forged one. */
export function backgroundBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { content } = input.revision
  return [
    ...coveredBlocks(input, texts),
    heading(texts.reason.heading),
    paragraph(content.reason),
    paragraph(content.hazard),
    paragraph(texts.injuries(content.injuries)),
    paragraph(texts.forwarding),
    ...closingBlocks(input, texts),
  ]
}

/** A longer list would crowd out the rest of the letter; the facility's own units are listed whole, above. */
const longestVerbatim = 3_000

/** Every recalled product in the notice's own words, for units that no inventory lists (21 CFR 7.49(c)(1)(ii)). */
function coveredBlocks({ revision: { content } }: LetterInput, texts: Texts): readonly Block[] {
  const products = content.products.flatMap((product): readonly Block[] => [
    { kind: 'list', items: [identified(product, texts)] },
    paragraph(
      product.verbatim.length > longestVerbatim
        ? `${product.verbatim.slice(0, longestVerbatim)}… ${texts.covered.cut}`
        : product.verbatim,
    ),
  ])
  return section(texts.covered.heading, products)
}

export function closingBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { contact } = input.revision.content
  const host = new URL(input.publicUrl).host
  return [
    heading(texts.contact.heading),
    paragraph(texts.contact.line(contact)),
    ...(contact.hours === undefined ? [] : [paragraph(texts.contact.hours(contact.hours))]),
    heading(texts.genuine.heading),
    paragraph(texts.genuine.text(input.firmName, contact.phone, referenceOf(input.on), host)),
  ]
}

export const dueOf = (input: LetterInput, texts: Texts): LetterDue | undefined => letterDue(input, texts)

export const heading = (text: string): Block => ({ kind: 'heading', text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** A heading with what stands under it, or nothing. */
export const section = (title: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks]

const nameOf = (input: LetterInput, productId: string): string =>
  input.revision.content.products.find((product) => product.productId === productId)?.name ?? productId
