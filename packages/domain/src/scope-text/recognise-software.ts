import { boundPairs, boundWords, isMark } from './recognise-marks.ts'
import type { VersionRelation } from './scope-draft.ts'
import type { Token } from './tokenise.ts'

/** One demand on the software version; `value` is the version as written, without a wildcard. */
export type ReadVersion = {
  readonly relation: VersionRelation
  readonly value: string
  readonly next: number
}

/** Reads "VG2.0.3 and higher", "prior to 2.1", "4.XX", "3.2.0": one version after a software label. */
export function recogniseVersion(tokens: readonly Token[], at: number): ReadVersion | undefined {
  const [first = '', second = ''] = [tokens[at]?.key, tokens[at + 1]?.key]
  const pair = boundPairs.get(`${first} ${second}`)
  const phrase = pair ?? boundPairs.get(first)
  if (phrase !== undefined) {
    const place = at + (pair === undefined ? 1 : 2)
    return demand(
      tokens,
      place,
      phrase.side === 'to' ? (phrase.inclusive ? 'at-most' : 'below') : 'above',
      place + 1,
    )
  }
  const joint = tokens[at + 1]?.key
  const side =
    joint === 'and' || joint === 'or' || joint === '&' ? boundWords.get(tokens[at + 2]?.key ?? '') : undefined
  if (side !== undefined) return demand(tokens, at, side === 'from' ? 'at-least' : 'at-most', at + 3)
  return readAlone(tokens, at)
}

function readAlone(tokens: readonly Token[], at: number): ReadVersion | undefined {
  const wild = /^(.*\d)\.(?:[xX]+|\*)$/.exec(tokens[at]?.text ?? '')
  if (wild?.[1] !== undefined) return { relation: 'begins', value: wild[1], next: at + 1 }
  return demand(tokens, at, 'is', at + 1)
}

function demand(
  tokens: readonly Token[],
  at: number,
  relation: VersionRelation,
  next: number,
): ReadVersion | undefined {
  const token = tokens[at]
  if (!isMark(token) || /[*x]$/i.test(token.text) || joinsRange(tokens, at)) return undefined
  return { relation, value: token.text, next }
}

/** "1.0 through 1.4" is neither version alone, and which lie between depends on the maker's numbering. */
const joinsRange = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at - 1]?.key, tokens[at + 1]?.key].some(
    (key) => key === '-' || key === 'to' || key === 'thru' || key === 'through',
  ) && boundPairs.get(`${tokens[at - 2]?.key} ${tokens[at - 1]?.key}`) === undefined
