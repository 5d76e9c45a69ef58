import type { Label } from './label-words.ts'
import { recogniseName } from './recognise-label.ts'
import type { Token } from './tokenise.ts'

/** What a column holds; `other` is a description, a quantity or the like, which tells no units; what is in `unread` may matter. */
export type Column = Exclude<Label, 'identifier'> | 'other' | 'unread'

/** How a table sets its cells apart: by a bar, a comma or a semicolon, by tabs or wide gaps, or by single blanks only. */
export type TableForm = '|' | ',' | ';' | 'gaps' | 'blanks'

/** The line of labels over a table. */
export type TableHead = {
  readonly columns: readonly Column[]
  readonly form: TableForm
  /** The names of columns that were not understood. */
  readonly unread: readonly { readonly from: number; readonly next: number }[]
  /** Index of the first token of the first row. */
  readonly next: number
}

/**
 * Reads "Catalog Number | Lot Number | Exp. Date": two or more labels, one of which is of lots or serials, and nothing but
 * labels up to the end of the line or, without gaps between them, up to the first number.
 */
export function recogniseHead(tokens: readonly Token[], at: number): TableHead | undefined {
  const columns: Column[] = []
  const unread: { from: number; next: number }[] = []
  let form: TableForm = 'blanks'
  let next = at
  while (next < tokens.length && columns.length <= mostColumns) {
    const token = tokens[next]
    if (token === undefined || (next > at && token.before === 'line')) break
    if (isSign(token.key) && (form === 'blanks' || form === token.key)) {
      form = token.key
      next += 1
      continue
    }
    if (form === 'blanks' && columns.length > 0 && token.opensCell) form = 'gaps'
    if (form === 'blanks' && columns.length > 1 && token.hasDigit) break
    const column = recogniseColumn(tokens, next) ?? unreadColumn(tokens, next)
    if (column === undefined) return undefined
    if (column.column === 'unread') unread.push({ from: next, next: column.next })
    columns.push(column.column)
    next = column.next
  }
  const lists = columns.some((column) => column === 'lot' || column === 'serial')
  const endsLine = tokens[next]?.before === 'line'
  const isHead =
    lists &&
    columns.length - unread.length >= 2 &&
    columns.length <= mostColumns &&
    (endsLine || !isSign(form) || form === '|')
  return isHead ? { columns, form, unread, next } : undefined
}

const isSign = (key: string): key is '|' | ',' | ';' => key === '|' || key === ',' || key === ';'

/** Words up to the next bar, wide gap or end of line. Where only single blanks part the cells there is no such end. */
function unreadColumn(
  tokens: readonly Token[],
  at: number,
): { readonly column: 'unread'; readonly next: number } | undefined {
  let next = at + 1
  while (
    next < Math.min(at + 6, tokens.length) &&
    !isSign(tokens[next]?.key ?? '') &&
    !opensAnew(tokens[next])
  ) {
    if (tokens[next]?.hasDigit) return undefined
    next += 1
  }
  const isApart = tokens[at]?.opensCell === true || isSign(tokens[next]?.key ?? '') || opensAnew(tokens[next])
  return isApart && !tokens[at]?.hasDigit ? { column: 'unread', next } : undefined
}

const opensAnew = (token: Token | undefined): boolean => token?.opensCell === true || token?.before === 'line'

const mostColumns = 12

function recogniseColumn(
  tokens: readonly Token[],
  at: number,
): { readonly column: Column; readonly next: number } | undefined {
  const other = afterOtherName(tokens, at)
  const name = other === undefined ? recogniseName(tokens, at) : { label: 'other' as const, next: other }
  if (name === undefined || name.label === 'identifier') return undefined
  for (let index = at + 1; index < name.next; index += 1)
    if (tokens[index]?.before === 'line') return undefined
  return { column: name.label, next: afterBrackets(tokens, afterStop(tokens, name.next)) }
}

function afterOtherName(tokens: readonly Token[], at: number): number | undefined {
  const isApart = tokens[at + 1]?.before === 'line' || tokens[at + 1]?.opensCell === true
  const [one = '', two = ''] = [tokens[at]?.key, isApart ? '' : tokens[at + 1]?.key]
  if (otherNames.has(`${one} ${two}`)) return at + 2
  return otherNames.has(one) ? at + 1 : undefined
}

/** "Catalog No." */
const afterStop = (tokens: readonly Token[], at: number): number =>
  tokens[at]?.key === '.' && tokens[at]?.before === 'nothing' && tokens[at + 1]?.before !== 'nothing'
    ? at + 1
    : at

/** "Expiration Date (YYYY-MM-DD)". */
function afterBrackets(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.key !== '(' || tokens[at]?.before === 'line') return at
  for (let next = at + 1; next < at + 4; next += 1) {
    if (tokens[next]?.hasDigit) return at
    if (tokens[next]?.key === ')') return next + 1
  }
  return at
}

const otherNames: ReadonlySet<string> = new Set(
  'description|name|kit name|pack name|item name|trade name|kit description|product description|item description|part description|device description|product name|device name|brand name|model name|product|brand|quantity|qty|size|quantity shipped|qty shipped|quantity distributed|ship date|ship dates|date shipped|shipment date|distribution date|distribution dates|sales date'.split(
    '|',
  ),
)
