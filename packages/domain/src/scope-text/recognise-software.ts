import { recogniseBound, recogniseBoundTail, recogniseRangeJoint } from './bound-words.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark } from './recognise-marks.ts'
import type { VersionRelation } from './scope-draft.ts'
import type { Token } from './tokenise.ts'

/** One demand on the software version; `value` is the version as written, without a wildcard. */
export type ReadVersion = {
  readonly relation: VersionRelation
  readonly value: string
  readonly next: number
}

/** Reads "VG2.0.3 and higher", "prior to version 2.1", "4.XX", "3.2.0": one version after a software label. */
export function recogniseVersion(tokens: readonly Token[], at: number): ReadVersion | undefined {
  const bound = recogniseBound(tokens, at)
  if (bound !== undefined) {
    const label = recogniseLabel(tokens, bound.next)
    const place = label?.label === 'software' ? label.next : bound.next
    return demand(tokens, place, relationOf(bound), place + 1)
  }
  const tail = recogniseBoundTail(tokens, at + 1)
  if (tail !== undefined) return demand(tokens, at, tail.side === 'from' ? 'at-least' : 'at-most', tail.next)
  return readAlone(tokens, at)
}

function relationOf({ side, inclusive }: { side: 'from' | 'to'; inclusive: boolean }): VersionRelation {
  if (side === 'to') return inclusive ? 'at-most' : 'below'
  return inclusive ? 'at-least' : 'above'
}

function readAlone(tokens: readonly Token[], at: number): ReadVersion | undefined {
  if (joinsRange(tokens, at)) return undefined
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
  if (!isMark(token) || /[*x]$/i.test(token.text)) return undefined
  return { relation, value: token.text, next }
}

/** "1.0 through 1.4" is neither version alone, and which lie between depends on the maker's numbering. */
const joinsRange = (tokens: readonly Token[], at: number): boolean =>
  recogniseRangeJoint(tokens, at + 1) !== undefined ||
  [1, 2, 3, 4].some((back) => recogniseRangeJoint(tokens, at - back) === at)
