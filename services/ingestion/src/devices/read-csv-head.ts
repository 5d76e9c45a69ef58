import type { CsvLayout } from './read-csv-records.ts'

export type CsvHead =
  | {
      readonly kind: 'layout'
      readonly layout: CsvLayout /** Characters above the header. */
      readonly skip: number
    }
  | { readonly kind: 'refused'; readonly detail: string }

const words: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

const separatorLine = /^sep=(.)(\r\n|\n|\r)/i

/**
 * How a file is laid out, told from its text up to the end of the header: delimiter and line end. A header with two kinds of
 * delimiter outside quotes is refused, since either reading would give rows. Excel's own first line, `sep=;`, says it too.
 */
export function readCsvHead(text: string, declared?: string): CsvHead {
  const [first = '', separator, end = ''] = separatorLine.exec(text) ?? []
  const header = headerOf(text.slice(first.length))
  const lineEnd = (end === '' ? header.end : end) === '\r' ? '\r' : '\n'
  const layoutWith = (delimiter: string): CsvHead => ({
    kind: 'layout',
    layout: { delimiter, lineEnd, linesBefore: first === '' ? 0 : 1 },
    skip: first.length,
  })
  const found = [',', ';', '\t'].filter((delimiter) => header.outside.includes(delimiter))
  const said = declared ?? separator
  if (said !== undefined) {
    if (header.outside.includes(said) || found.length === 0) return layoutWith(said)
    const [other = ''] = found
    return refusal(
      `The header is divided by ${words[other]}, not by ${words[said] ?? JSON.stringify(said)} as was declared.`,
    )
  }
  if (found.length < 2) return layoutWith(found[0] ?? ',')
  const kinds = found.map((delimiter) => words[delimiter]).join(' and ')
  return refusal(
    `The header has ${kinds} outside quotes: quote the headings that hold one, or declare the delimiter in a mapping.`,
  )
}

const refusal = (detail: string): CsvHead => ({ kind: 'refused', detail })

/** True once the text holds all of the header, and the character behind a \r that may be a \n. */
export function hasCsvHead(text: string): boolean {
  const [first = ''] = separatorLine.exec(text) ?? []
  return headerOf(text.slice(first.length)).end !== '' && !text.endsWith('\r')
}

/** The characters of the first line that is not empty, without what is quoted, and how the line ends. */
function headerOf(text: string): { readonly outside: string; readonly end: string } {
  let outside = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (outside.trim() === '') continue
      const end = character === '\r' && text.charAt(at + 1) === '\n' ? '\r\n' : character
      return { outside, end }
    } else if (!quoted) outside += character
  }
  return { outside, end: '' }
}
