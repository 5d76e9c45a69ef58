import { activeUnits } from '@recallwire/domain/casework/case.ts'
import { languageOf } from '@recallwire/domain/directory/language.ts'
import { markingOf } from '@recallwire/domain/notice/notice-content.ts'
import { createPdf } from '@recallwire/pdf/create-pdf.ts'
import { type Paper, paper } from '@recallwire/pdf/drawing.ts'
import { openPublicSans } from '@recallwire/pdf/open-public-sans.ts'
import { type Texts, textsOf } from '../language/texts.ts'
import type { LetterInput } from '../letters/letter-input.ts'
import { dueOf, referenceOf } from '../letters/letter-parts.ts'
import { type Flow, startFlow, write, writeFields, writeHeading, writeTick } from './form-flow.ts'
import { writeUnits } from './unit-table.ts'

/** Where office paper is of the American size. */
const letterSized: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'PH', 'VE'])

/**
 * The business response form to print and sign, with the facility's own units listed. It holds neither link nor code: a sheet of paper
 * lies about. The same input gives the same bytes.
 */
export function renderReplyForm(input: LetterInput): Uint8Array {
  const { facility, revision, on } = input
  const texts = textsOf(languageOf(input.contact, facility))
  const kind: Paper = letterSized.has(facility.address.country) ? 'letter' : 'a4'
  const reference = referenceOf(on)
  const pdf = createPdf({
    title: `${texts.form.title}: ${revision.content.title} (${reference})`,
    language: texts.language,
    paper: kind,
    createdAt: input.now,
    fonts: openPublicSans(),
  })
  const flow = startFlow(pdf, kind)
  writeTop(flow, kind, input, texts)
  writeFacility(flow, kind, input, texts)
  writeStock(flow, kind, input, texts)
  writeMore(flow, kind, texts)
  writeDuties(flow, kind, input, texts)
  writeSignature(flow, kind, input, texts)
  writeFooters(flow, kind, `${reference} · ${facility.name}`, texts)
  return pdf.finish()
}

function writeTop(flow: Flow, kind: Paper, input: LetterInput, texts: Texts): void {
  const { pdf, left, width } = flow
  const { revision, firmName, on } = input
  const { content } = revision
  pdf.box({ x: left, y: flow.y }, { width, height: 24 }, 0)
  pdf.tag('P', () =>
    pdf.text({
      text: texts.marking(markingOf(content)),
      x: left + 8,
      y: flow.y + 16.5,
      size: 12,
      weight: 'bold',
      grey: 1,
    }),
  )
  flow.y += 32
  write(flow, kind, 'H1', texts.form.title, { size: 20, weight: 'bold' }, 2)
  write(flow, kind, 'P', content.title, { size: 12, weight: 'bold' }, 2)
  write(
    flow,
    kind,
    'P',
    `${firmName} · ${texts.form.about(referenceOf(on), revision.revision)}`,
    { size: 10 },
    4,
  )
  const due = dueOf(input, texts)
  if (due !== undefined)
    write(flow, kind, 'P', `${texts.form.returnBy(due.when)}.`, { size: 11, weight: 'bold' }, 4)
  write(flow, kind, 'P', texts.form.fastest, { size: 9.5, grey: 0.2 }, 0)
}

function writeFacility(flow: Flow, kind: Paper, { facility, contact }: LetterInput, texts: Texts): void {
  const { street, city, region, postalCode, country } = facility.address
  const place = [street, city, [region, postalCode].filter(Boolean).join(' '), country].filter(Boolean)
  const { heading, name, account, contact: sentTo } = texts.form.facility
  writeHeading(flow, kind, heading)
  writeFields(flow, kind, [{ label: name, value: `${facility.name}, ${place.join(', ')}`, share: 1 }])
  writeFields(flow, kind, [
    // A facility made from the firm's list is known to it by its account alone.
    { label: account, value: facility.provisional ? facility.code : undefined, share: 2 },
    { label: sentTo, value: `${contact.name}, ${contact.email}`, share: 3 },
  ])
}

function writeStock(flow: Flow, kind: Paper, { on, revision }: LetterInput, texts: Texts): void {
  const { stock } = texts.form
  writeHeading(flow, kind, stock.heading)
  for (const text of [stock.checked, stock.none, stock.some]) writeTick(flow, kind, text)
  writeUnits(flow, kind, activeUnits(on), revision.content, texts)
}

function writeMore(flow: Flow, kind: Paper, texts: Texts): void {
  const { more } = texts.form
  writeHeading(flow, kind, more.heading, 110)
  writeTick(flow, kind, more.notPassedOn)
  writeTick(flow, kind, more.passedOn, true)
  writeTick(flow, kind, `${more.harm} ${more.noHarm}`)
  writeTick(flow, kind, more.harm, true)
}

/** With one sender there is nothing to choose. */
function writeDuties(flow: Flow, kind: Paper, { on }: LetterInput, texts: Texts): void {
  if (on.duties.length < 2) return
  writeHeading(flow, kind, texts.form.duties.heading)
  for (const { senderName, reference } of on.duties)
    writeTick(flow, kind, texts.reply.sender(senderName, reference))
}

function writeSignature(flow: Flow, kind: Paper, input: LetterInput, texts: Texts): void {
  const { on, revision, facility, firmName } = input
  const { signature, send } = texts.form
  const { phone, email } = revision.content.contact
  writeHeading(flow, kind, signature.heading, 170)
  const statement = signature.statement(referenceOf(on), revision.revision, facility.name)
  write(flow, kind, 'P', statement, { size: 10 })
  writeFields(flow, kind, [
    { label: signature.name, share: 1 },
    { label: signature.role, share: 1 },
  ])
  writeFields(flow, kind, [
    { label: signature.phone, share: 1 },
    { label: signature.email, share: 1 },
  ])
  writeFields(
    flow,
    kind,
    [
      { label: signature.signed, share: 2 },
      { label: signature.date, share: 1 },
    ],
    42,
  )
  writeHeading(flow, kind, send.heading, 50)
  write(flow, kind, 'P', send.text(firmName, email, phone), { size: 10 })
}

function writeFooters({ pdf, left, width, pages }: Flow, kind: Paper, text: string, texts: Texts): void {
  const y = paper[kind].height - 34
  for (let page = 0; page < pages; page += 1) {
    pdf.turnTo(page)
    const right = texts.form.page(page + 1, pages)
    pdf.text({ text, x: left, y, size: 8, grey: 0.3 })
    pdf.text({ text: right, x: left + width - pdf.measure(right, 8), y, size: 8, grey: 0.3 })
  }
}
