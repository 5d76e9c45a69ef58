import type { Label } from './label-words.ts'
import { recogniseAll } from './recognise-all.ts'
import { readCount, readQuantity } from './recognise-count.ts'
import { recogniseLabel } from './recognise-label.ts'
import type { Token } from './tokenise.ts'

/** Where a phrase that carries no value ends, and what it does. */
export type ReadPhrase = {
  readonly phrase: 'absent' | 'quantity' | 'count' | 'enumerator' | 'missing' | 'open-list' | 'except' | 'all'
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
    readCount(tokens, at) ??
    readQuantity(tokens, at)
  )
}

const keys = (tokens: readonly Token[], at: number, count: number): string =>
  tokens
    .slice(at, at + count)
    .map((token) => token.key)
    .join(' ')

/** "N/A", "Not applicable", "No UDI Codes provided", "by this recall": nothing is said. */
function readAbsent(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const key = tokens[at]?.key
  if (key === 'n/a' || key === 'na' || key === 'none') return { phrase: 'absent', next: at + 1 }
  const pair = keys(tokens, at, 2)
  if (/^not (?:applicable|available|provided|assigned|stated)$/.test(pair))
    return { phrase: 'absent', next: at + 2 }
  if (/^(?:by|in|of) this (?:recall|action|notice)$/.test(keys(tokens, at, 3)))
    return { phrase: 'absent', next: at + 3 }
  if (/^subject to this (?:recall|action|notice)$/.test(keys(tokens, at, 4)))
    return { phrase: 'absent', next: at + 4 }
  if (key !== 'no') return undefined
  const label = recogniseLabel(tokens, at + 1)
  const next = label?.next ?? at + 1
  const ends = /^(?:provided|available|assigned|stated)$/.test(tokens[next]?.key ?? '')
  if (label === undefined) return readNoOther(tokens, at)
  if (ends) return { phrase: 'absent', next: next + 1 }
  const after = tokens[next]
  const stops =
    after === undefined ||
    after.before === 'line' ||
    /^[.,;)]$/.test(after.key) ||
    tokens[next - 1]?.key === '.'
  return stops ? { phrase: 'absent', next } : undefined
}

/** "No other lots are affected": the list is the whole list. */
function readNoOther(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (tokens[at + 1]?.key !== 'other') return undefined
  const next = recogniseLabel(tokens, at + 2)?.next ?? at + 3
  const noun = recogniseLabel(tokens, at + 2) !== undefined || otherThings.has(tokens[at + 2]?.key ?? '')
  const verb = /^(?:are|is)$/.test(tokens[next]?.key ?? '') ? next + 1 : next
  const said = /^(?:affected|impacted|recalled|involved)$/.test(tokens[verb]?.key ?? '')
  return noun && said ? { phrase: 'absent', next: verb + 1 } : undefined
}

/** An ellipsis: somebody left text out. */
function readMissing(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (tokens[at]?.key === '\u2026') return { phrase: 'missing', next: at + 1 }
  let next = at
  while (tokens[next]?.key === '.') next += 1
  return next - at >= 2 ? { phrase: 'missing', next } : undefined
}

/** "including", "including but not limited to": the list that follows may not be the whole list. */
function readOpenList(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  if (!/^includ(?:ing|es?)$/.test(tokens[at]?.key ?? '')) return undefined
  const comma = tokens[at + 1]?.key === ',' ? 1 : 0
  if (keys(tokens, at + 1 + comma, 4) === 'but not limited to')
    return { phrase: 'open-list', next: at + 5 + comma }
  const colon = tokens[at + 1]?.key === ':' ? 1 : 0
  return tokens[at + 1 + colon]?.hasDigit ? { phrase: 'open-list', next: at + 1 } : undefined
}

function readExcept(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const key = tokens[at]?.key ?? ''
  if (key === 'except' || key === 'excluding' || key === 'excludes')
    return { phrase: 'except', next: at + (tokens[at + 1]?.key === 'for' ? 2 : 1) }
  if (key === 'excluded' && (tokens[at + 1]?.key === ':' || recogniseLabel(tokens, at + 1) !== undefined))
    return { phrase: 'except', next: at + 1 }
  if (keys(tokens, at, 2) === 'other than') return { phrase: 'except', next: at + 2 }
  if (keys(tokens, at, 2) === 'but not') return { phrase: 'except', next: at + 2 }
  return keys(tokens, at, 4) === 'with the exception of' ? { phrase: 'except', next: at + 4 } : undefined
}

function readAll(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const read = recogniseAll(tokens, at)
  return read && { phrase: 'all', ...read }
}

/** "1) ", "2. ", "a) ", "(a) " before a group. */
function readEnumerator(tokens: readonly Token[], at: number): ReadPhrase | undefined {
  const [token, mark, after] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (token === undefined || mark?.before !== 'nothing') return undefined
  const starts = at === 0 || token.before === 'line' || /^[;.,]$/.test(tokens[at - 1]?.key ?? '')
  if (token.key === '(') {
    const isOne =
      /^(?:[1-9]|[a-z])$/.test(mark.key) && after?.key === ')' && tokens[at + 3]?.before === 'blank'
    return starts && isOne && tokens[at + 3]?.kind === 'word'
      ? { phrase: 'enumerator', next: at + 3 }
      : undefined
  }
  if (!/^(?:\d{1,2}|[a-z])$/.test(token.key)) return undefined
  if (mark.key === ')' && (starts || token.before === 'blank') && after?.kind === 'word')
    return { phrase: 'enumerator', next: at + 2 }
  if (mark.key !== '.' || !starts || after?.before !== 'blank') return undefined
  const opens =
    at === 0 ||
    token.before === 'line' ||
    ((!token.hasDigit || tokens[at - 1]?.key === ';') && recogniseLabel(tokens, at + 2) !== undefined)
  return opens ? { phrase: 'enumerator', next: at + 2 } : undefined
}

const otherThings: ReadonlySet<string> = new Set([
  'product',
  'products',
  'unit',
  'units',
  'device',
  'devices',
])
/** Words that join or introduce what was read and cannot change it. */
export const neutralWords: ReadonlySet<string> = new Set(
  'the of for are is as follows following affected impacted recalled these those only with range ranging ranges from units unit devices device between each ea case box carton inclusive bearing having whose product products'.split(
    ' ',
  ),
)
