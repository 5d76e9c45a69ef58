import type { Pdf } from '@recallwire/pdf/create-pdf.ts'
import { type Paper, paper, type Weight } from '@recallwire/pdf/drawing.ts'
import type { Role } from '@recallwire/pdf/structure.ts'

const margin = 48
const bottom = 60

/** Where the next line goes: text from top to bottom, and a new page where it no longer fits. */
export type Flow = {
  readonly pdf: Pdf
  readonly left: number
  readonly width: number
  /** The top of what comes next. */
  y: number
  pages: number
}

export function startFlow(pdf: Pdf, kind: Paper): Flow {
  pdf.addPage()
  return { pdf, left: margin, width: paper[kind].width - 2 * margin, y: margin, pages: 1 }
}

/** Begins a page unless so much fits; says whether it did. */
export function makeRoom(flow: Flow, kind: Paper, height: number): boolean {
  if (flow.y + height <= paper[kind].height - bottom) return false
  flow.pdf.addPage()
  flow.pages += 1
  flow.y = margin
  return true
}

export type Style = { readonly size: number; readonly weight?: Weight; readonly grey?: number }

/** Lines no wider than the room; a word that is wider stands alone and is cut. */
export function linesOf(pdf: Pdf, text: string, width: number, { size, weight }: Style): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((each) => cut(pdf, each, width, size, weight))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && pdf.measure(longer, size, weight) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function cut(pdf: Pdf, word: string, width: number, size: number, weight?: Weight): readonly string[] {
  if (pdf.measure(word, size, weight) <= width) return [word]
  const characters = [...word]
  let fits = 1
  while (
    fits < characters.length &&
    pdf.measure(characters.slice(0, fits + 1).join(''), size, weight) <= width
  )
    fits += 1
  if (fits >= characters.length) return [word]
  return [
    characters.slice(0, fits).join(''),
    ...cut(pdf, characters.slice(fits).join(''), width, size, weight),
  ]
}

/** A paragraph or heading over the whole width. */
export function write(flow: Flow, kind: Paper, role: Role, text: string, style: Style, after = 6): void {
  const lines = linesOf(flow.pdf, text, flow.width, style)
  makeRoom(flow, kind, Math.min(lines.length, 3) * style.size * 1.35)
  flow.pdf.tag(role, () => {
    for (const line of lines) {
      makeRoom(flow, kind, style.size * 1.35)
      flow.pdf.text({ text: line, x: flow.left, y: flow.y + style.size, ...style })
      flow.y += style.size * 1.35
    }
  })
  flow.y += after
}

export function writeHeading(flow: Flow, kind: Paper, text: string, together = 60): void {
  flow.y += 8
  makeRoom(flow, kind, together)
  flow.pdf.line({ x: flow.left, y: flow.y }, { x: flow.left + flow.width, y: flow.y }, 0.75)
  flow.y += 5
  write(flow, kind, 'H2', text, { size: 11.5, weight: 'bold' }, 3)
}

/** A box to tick with what it means, and a line to write on where something is to be added. */
export function writeTick(flow: Flow, kind: Paper, text: string, add = false): void {
  const { pdf } = flow
  const style = { size: 10 }
  const lines = linesOf(pdf, text, flow.width - 20, style)
  makeRoom(flow, kind, lines.length * 13.5 + 4)
  pdf.tag('P', () => {
    pdf.tag('Span', () => pdf.box({ x: flow.left, y: flow.y + 1 }, { width: 10, height: 10 }), {
      spoken: '☐',
    })
    for (const line of lines) {
      pdf.text({ text: line, x: flow.left + 18, y: flow.y + 10, ...style })
      flow.y += 13.5
    }
  })
  if (add) {
    const from = flow.left + 24 + pdf.measure(lines.at(-1) ?? '', 10)
    pdf.line({ x: from, y: flow.y - 2 }, { x: flow.left + flow.width, y: flow.y - 2 }, 0.5, 0.3)
  }
  flow.y += 4
}

export type Field = { readonly label: string; readonly value?: string | undefined; readonly share: number }

/** Fields beside each other: what is known is printed, the rest is a line to write on. */
export function writeFields(flow: Flow, kind: Paper, fields: readonly Field[], height = 30): void {
  const { pdf } = flow
  const all = fields.reduce((sum, { share }) => sum + share, 0)
  const widths = fields.map(({ share }) => (flow.width * share) / all)
  const values = fields.map(({ value }, index) =>
    value === undefined ? [] : linesOf(pdf, value, (widths[index] ?? 0) - 12, { size: 10 }),
  )
  const tall = Math.max(height, ...values.map((lines) => 12 + lines.length * 13))
  makeRoom(flow, kind, tall)
  let x = flow.left
  fields.forEach(({ label }, index) => {
    const width = widths[index] ?? 0
    pdf.tag('P', () => {
      pdf.text({ text: label, x, y: flow.y + 8, size: 8, grey: 0.25 })
      values[index]?.forEach((line, at) => {
        pdf.text({ text: line, x, y: flow.y + 21 + at * 13, size: 10 })
      })
    })
    if (values[index]?.length === 0)
      pdf.line({ x, y: flow.y + tall - 4 }, { x: x + width - 12, y: flow.y + tall - 4 }, 0.5, 0.3)
    x += width
  })
  flow.y += tall + 2
}
