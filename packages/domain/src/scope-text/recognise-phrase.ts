import { headWords, type Label } from './label-words.ts'
import { recogniseLabel } from './recognise-label.ts'
import type { Token } from './tokenise.ts'

/** Where a phrase that carries no value ends, and what it does. */
export type ReadPhrase = {
  readonly phrase: 'absent' | 'quantity' | 'enumerator' | 'missing' | 'open-list' | 'except' | 'all'
  readonly next: number
  /** For `all`: the label in it, "all serial numbers". What is excepted falls under it. */
  readonly label?: Label | undefined
}

/** Recognises the phrases that stand between values. */
export function recognisePhrase(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  return (
    readAbsent(tokens, at) ??
    readMissing(tokens, at) ??
    readOpenList(tokens, at) ??
    readExcept(tokens, at) ??
    readAll(tokens, at) ??
    readEnumerator(tokens, at) ??
    readQuantity(tokens, at)
  )
}

const keys = (tokens: readonly Token[], at: number, count: number): string =>
  tokens
    .slice(at, at + count)
    .map((token) => token.key)
    .join(' ')

/** "N/A", "Not applicable", "No UDI Codes provided": nothing is said. */
function readAbsent(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const key = tokens[at]?.key
  if (key === 'n/a' || key === 'na' || key === 'none') return { phrase: 'absent', next: at + 1 }
  const pair = keys(tokens, at, 2)
  if (/^not (?:applicable|available|provided|assigned|stated)$/.test(pair))
    return { phrase: 'absent', next: at + 2 }
  if (key !== 'no') return undefined
  const label = recogniseLabel(tokens, at + 1)
  const next = label?.next ?? at + 1
  const ends = /^(?:provided|available|assigned|stated)$/.test(tokens[next]?.key ?? '')
  return label !== undefined && ends ? { phrase: 'absent', next: next + 1 } : undefined
}

/** An ellipsis: somebody left text out. */
function readMissing(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (tokens[at]?.key === '\u2026') return { phrase: 'missing', next: at + 1 }
  let next = at
  while (tokens[next]?.key === '.') next += 1
  return next - at >= 2 ? { phrase: 'missing', next } : undefined
}

/** "including but not limited to": the list that follows is not the whole list. */
function readOpenList(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (!/^includ(?:ing|es?)$/.test(tokens[at]?.key ?? '')) return undefined
  const comma = tokens[at + 1]?.key === ',' ? 1 : 0
  return keys(tokens, at + 1 + comma, 4) === 'but not limited to'
    ? { phrase: 'open-list', next: at + 5 + comma }
    : undefined
}

function readExcept(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const key = tokens[at]?.key ?? ''
  if (key === 'except' || key === 'excluding' || key === 'excludes')
    return { phrase: 'except', next: at + (tokens[at + 1]?.key === 'for' ? 2 : 1) }
  if (keys(tokens, at, 2) === 'other than') return { phrase: 'except', next: at + 2 }
  return keys(tokens, at, 4) === 'with the exception of' ? { phrase: 'except', next: at + 4 } : undefined
}

/** "All units", "all lot numbers", "All product numbers and all serial numbers". */
function readAll(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  let read = readOneAll(tokens, at)
  for (let turn = 0; turn < 3 && read !== undefined; turn += 1) {
    const more = allJoints.has(tokens[read.next]?.key ?? '') ? readOneAll(tokens, read.next + 1) : undefined
    if (more === undefined) break
    read = { next: more.next, ofUnits: read.ofUnits || more.ofUnits, label: more.label }
  }
  return read?.ofUnits ? { phrase: 'all', next: read.next, label: read.label } : undefined
}

type OneAll = { readonly next: number; readonly ofUnits: boolean; readonly label: Label | undefined }

function readOneAll(tokens: readonly Token[], at: number): OneAll | undefined {
  if (tokens[at]?.key !== 'all') return undefined
  const label = recogniseLabel(tokens, at + 1)
  switch (label?.label) {
    case 'lot':
    case 'serial':
    case 'either':
      return { next: label.next, ofUnits: true, label: label.label }
    case 'software':
      return { next: label.next, ofUnits: true, label: 'software' }
    case 'ref':
      return { next: label.next, ofUnits: false, label: undefined }
    default:
      return allOfThese.test(tokens[at + 1]?.key ?? '')
        ? { next: at + 2, ofUnits: true, label: undefined }
        : undefined
  }
}

/** "1) ", "2. ", "a) " before a group. */
function readEnumerator(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const [token, mark, after] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (token === undefined || mark?.before !== 'nothing' || !/^(?:\d{1,2}|[a-z])$/.test(token.key))
    return undefined
  const starts = at === 0 || token.before === 'line' || /^[;.,]$/.test(tokens[at - 1]?.key ?? '')
  if (mark.key === ')' && (starts || token.before === 'blank') && after?.kind === 'word')
    return { phrase: 'enumerator', next: at + 2 }
  return mark.key === '.' && starts && (at === 0 || token.before === 'line') && after?.before === 'blank'
    ? { phrase: 'enumerator', next: at + 2 }
    : undefined
}

/** "48 pk", "596 lots", "39,575 kits". */
function readQuantity(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (!/^\d{1,9}$/.test(tokens[at]?.key ?? '')) return undefined
  let next = at + 1
  while (
    tokens[next]?.key === ',' &&
    tokens[next + 1]?.before === 'nothing' &&
    /^\d{3}$/.test(tokens[next + 1]?.key ?? '')
  )
    next += 2
  const unit = tokens[next]
  if (unit?.before !== 'blank' || !quantityUnits.has(unit.key)) return undefined
  const isLabel = headWords.has(unit.key) && /^[:#]$/.test(tokens[next + 1]?.key ?? '')
  return isLabel || tokens[next + 1]?.hasDigit ? undefined : { phrase: 'quantity', next: next + 1 }
}

const allJoints: ReadonlySet<string> = new Set(['and', '&', ','])
const allOfThese = /^(?:units?|devices?|products?|codes)$/
const quantityUnits: ReadonlySet<string> = new Set(
  'pk pks pack packs box boxes ea each kit kits case cases carton cartons unit units piece pieces pcs lots devices total'.split(
    ' ',
  ),
)

/** Words that join or introduce what was read and cannot change it. */
export const neutralWords: ReadonlySet<string> = new Set(
  'the of for are is as follows following affected impacted recalled these those only with range ranging ranges from units unit devices device between each ea case box carton inclusive'.split(
    ' ',
  ),
)
