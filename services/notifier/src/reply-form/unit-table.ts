import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import { dispositions } from '@recallwire/domain/device/disposition.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Paper } from '@recallwire/pdf/drawing.ts'
import type { Texts } from '../language/texts.ts'
import { markOf, productLine } from '../letters/unit-blocks.ts'
import { type Flow, linesOf, makeRoom, write } from './form-flow.ts'

/** More would make the form too long to fill in by hand; the list attached to the letter has all. */
const longestList = 300
const boxWidth = 22
const headHeight = 64
const rowHeight = 21

type Columns = { readonly mark: number; readonly tag: number; readonly software: number }

/** Every unit with a box for each thing that may have been done with it, and empty lines for units nobody knew of. */
export function writeUnits(
  flow: Flow,
  kind: Paper,
  units: readonly CaseUnit[],
  content: NoticeContent,
  texts: Texts,
): void {
  const { pdf } = flow
  const room = flow.width - dispositions.length * boxWidth
  const columns: Columns = { mark: room * 0.46, tag: room * 0.27, software: room * 0.27 }
  write(flow, kind, 'P', texts.form.units.caption, { size: 9, grey: 0.25 }, 4)
  const groups = Map.groupBy(units.slice(0, longestList), (unit) => productLine(unit, content))
  pdf.tag('Table', () => {
    makeRoom(flow, kind, headHeight + rowHeight * 2)
    writeHead(flow, columns, texts)
    const row = (draw: () => void) => {
      if (makeRoom(flow, kind, rowHeight)) writeHead(flow, columns, texts)
      pdf.tag('TR', draw)
      pdf.line(
        { x: flow.left, y: flow.y + rowHeight },
        { x: flow.left + flow.width, y: flow.y + rowHeight },
        0.4,
        0.6,
      )
      flow.y += rowHeight
    }
    for (const [product, members] of groups) {
      row(() => writeGroup(flow, product))
      for (const unit of members) row(() => writeUnit(flow, columns, unit, texts))
    }
    row(() => writeGroup(flow, texts.form.units.others))
    for (let line = 0; line < 2; line += 1) row(() => writeEmpty(flow, columns, texts))
  })
  flow.y += 6
  if (units.length > longestList)
    write(flow, kind, 'P', texts.form.units.rest(units.length - longestList), { size: 9 })
}

const boxesAt = (left: number, { mark, tag, software }: Columns): number => left + mark + tag + software

function writeHead(flow: Flow, columns: Columns, texts: Texts): void {
  const { pdf, left, width, y } = flow
  const base = y + headHeight - 6
  const { unitColumns, form } = texts
  const heads = [
    { text: unitColumns.mark, x: left + 4 },
    { text: unitColumns.assetTag, x: left + columns.mark },
    { text: form.units.software, x: left + columns.mark + columns.tag },
  ]
  pdf.box({ x: left, y }, { width, height: headHeight }, 0.92)
  pdf.tag('TR', () => {
    for (const { text, x } of heads)
      pdf.tag('TH', () => pdf.text({ text, x, y: base, size: 8.5, weight: 'bold' }), { scope: 'Column' })
    dispositions.forEach((disposition, index) => {
      const x = boxesAt(left, columns) + index * boxWidth + boxWidth / 2 + 3
      const text = form.units.done[disposition]
      pdf.tag('TH', () => pdf.text({ text, x, y: base, size: 8, upright: true }), { scope: 'Column' })
    })
  })
  flow.y += headHeight
}

function writeGroup({ pdf, left, width, y }: Flow, text: string): void {
  const [line = ''] = linesOf(pdf, text, width - 8, { size: 9, weight: 'bold' })
  pdf.tag('TH', () => pdf.text({ text: line, x: left + 4, y: y + 14, size: 9, weight: 'bold' }), {
    scope: 'Column',
  })
}

function writeUnit(flow: Flow, columns: Columns, unit: CaseUnit, texts: Texts): void {
  const { pdf, left, y } = flow
  const { assetTag } = unit.facts
  const cell = (text: string, width: number, size: number) => linesOf(pdf, text, width - 6, { size })[0] ?? ''
  pdf.tag(
    'TH',
    () =>
      pdf.text({
        text: cell(markOf(unit.facts, texts), columns.mark, 9.5),
        x: left + 4,
        y: y + 14,
        size: 9.5,
      }),
    { scope: 'Row' },
  )
  pdf.tag('TD', () => {
    if (assetTag !== undefined)
      pdf.text({ text: cell(assetTag, columns.tag, 9), x: left + columns.mark, y: y + 14, size: 9 })
  })
  writeAnswer(flow, columns, texts)
}

function writeEmpty(flow: Flow, columns: Columns, texts: Texts): void {
  flow.pdf.tag('TH', () => rule(flow, 4, columns.mark - 8), { scope: 'Row' })
  flow.pdf.tag('TD', () => rule(flow, columns.mark, columns.tag - 8))
  writeAnswer(flow, columns, texts)
}

/** One cell speaks for all its boxes: nine cells a line would say nothing more and take ten times the room. */
function writeAnswer(flow: Flow, columns: Columns, texts: Texts): void {
  const { pdf, left, y } = flow
  pdf.tag('TD', () => rule(flow, columns.mark + columns.tag, columns.software - 8))
  pdf.tag(
    'TD',
    () => {
      for (let index = 0; index < dispositions.length; index += 1)
        pdf.box(
          { x: boxesAt(left, columns) + index * boxWidth + 3, y: y + 3 },
          { width: boxWidth - 6, height: rowHeight - 6 },
        )
    },
    { spoken: dispositions.map((disposition) => `☐ ${texts.form.units.done[disposition]}`).join(', ') },
  )
}

function rule({ pdf, left, y }: Flow, from: number, length: number): void {
  pdf.line({ x: left + from, y: y + 16 }, { x: left + from + length, y: y + 16 }, 0.4, 0.4)
}
