import type { Block, LetterContent } from './letter-content.ts'
import { padded, wrap } from './wrap-text.ts'

const width = 76

/** The letter as plain text of at most 76 columns; only an address of the web may be longer, since a broken one is none. */
export function renderText(content: LetterContent): string {
  const [notes, rest] = [
    content.blocks.filter((block) => block.kind === 'note'),
    content.blocks.filter((block) => block.kind !== 'note'),
  ]
  const parts = [
    ...notes.map(renderBlock),
    [...wrap(content.marking, width), ...wrap(content.title, width)],
    wrap(content.lead, width),
    ...rest.map(renderBlock),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function renderBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'note':
    case 'paragraph':
      return wrap(block.text, width)
    case 'quote':
      return [
        `${block.from}:`,
        ...wrap(block.text, width - 2).map((line) => `> ${line}`.trimEnd()),
        '',
        ...wrap(block.after, width),
      ]
    case 'heading':
      return ['', block.text.toUpperCase(), '-'.repeat(Math.min(block.text.length, width))]
    case 'facts':
      return factLines(block.rows)
    case 'table':
      return tableLines(block)
    case 'steps':
      return block.items.flatMap((item, index) => hanging(`${index + 1}. `, item))
    case 'list':
      return block.items.flatMap((item) => hanging('* ', item))
    case 'reply':
      return [
        `${block.open}:`,
        block.url,
        '',
        `${block.codeLabel}: ${block.code}`,
        '',
        ...wrap(block.until, width),
      ]
    default:
      return block satisfies never
  }
}

type FactRows = Extract<Block, { kind: 'facts' }>['rows']

function factLines(rows: FactRows): readonly string[] {
  const longest = Math.min(Math.max(...rows.map(({ term }) => term.length)), 24)
  return rows.flatMap(({ term, value }) =>
    term.length > longest
      ? [`${term}:`, ...wrap(value, width - longest - 2).map((line) => `${' '.repeat(longest + 2)}${line}`)]
      : hanging(padded(`${term}:`, longest + 2), value),
  )
}

type Table = Extract<Block, { kind: 'table' }>

/** Columns as wide as their longest cell, at most 20; the last column wraps in what is left. */
function tableLines({ caption, columns, rows }: Table): readonly string[] {
  const widths = columns
    .slice(0, -1)
    .map((label, index) =>
      Math.min(Math.max(label.length, ...rows.map((row) => row[index]?.length ?? 0)), 20),
    )
  const left = width - widths.reduce((sum, each) => sum + each + 2, 0)
  const all = [...widths, left]
  const rule = all
    .map((each, index) => '-'.repeat(index < widths.length ? each : Math.min(each, 36)))
    .join('  ')
  return [
    ...wrap(caption, width),
    ...rowLines(columns, all),
    rule,
    ...rows.flatMap((row) => rowLines(row, all)),
  ]
}

function rowLines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? width))
  const height = Math.max(1, ...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_line, at) =>
    wrapped
      .map((lines, index) => padded(lines[at] ?? '', widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function hanging(mark: string, text: string): readonly string[] {
  return wrap(text, width - mark.length).map(
    (line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
  )
}
