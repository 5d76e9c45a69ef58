import type { Token } from './tokenise.ts'

/** Which end a value is, and whether the value itself is covered: "24578 and lower", not "before 24578". */
export type Bound = { readonly side: 'from' | 'to'; readonly inclusive: boolean }

/** Words before a value that make it the end of an open range: "prior to", "greater than or equal to". */
export function recogniseBound(
  tokens: readonly Token[],
  at: number,
): (Bound & { readonly next: number }) | undefined {
  const found = longestPhrase(boundsBefore, tokens, at)
  return found && { ...found.value, next: found.next }
}

/** Words after a value that open a range towards one side: "and lower", "or higher". */
export function recogniseBoundTail(
  tokens: readonly Token[],
  at: number,
): { readonly side: Bound['side']; readonly next: number } | undefined {
  if (!tailJoints.has(tokens[at]?.key ?? '')) return undefined
  const side = boundsAfter.get(tokens[at + 1]?.key ?? '')
  return side && { side, next: at + 2 }
}

/** "to", "thru", "up to and including", a dash: what stands between the two ends of a range. Gives the index after it. */
export const recogniseRangeJoint = (tokens: readonly Token[], at: number): number | undefined =>
  longestPhrase(rangeJoints, tokens, at)?.next

function longestPhrase<T>(
  phrases: ReadonlyMap<string, T>,
  tokens: readonly Token[],
  at: number,
): { readonly value: T; readonly next: number } | undefined {
  let phrase = ''
  let longest: { value: T; next: number } | undefined
  for (let next = at; next < Math.min(at + longestWords, tokens.length); next += 1) {
    phrase += (next === at ? '' : ' ') + tokens[next]?.key
    const value = phrases.get(phrase)
    if (value !== undefined) longest = { value, next: next + 1 }
  }
  return longest
}

const longestWords = 6

const listed = <T>(value: T, phrases: string): readonly (readonly [string, T])[] =>
  phrases.split('|').map((phrase) => [phrase, value])

const boundsBefore: ReadonlyMap<string, Bound> = new Map([
  ...listed<Bound>(
    { side: 'to', inclusive: false },
    'prior to|before|below|less than|lower than|earlier than|older than|smaller than|under',
  ),
  ...listed<Bound>(
    { side: 'from', inclusive: false },
    'after|above|greater than|higher than|later than|newer than|more than|larger than',
  ),
  ...listed<Bound>(
    { side: 'to', inclusive: true },
    'up to|up to and including|prior to and including|before and including|at or below|at or before|no later than|not later than|no higher than|less than or equal to|lower than or equal to|equal to or less than|equal to or lower than|equal to or below',
  ),
  ...listed<Bound>(
    { side: 'from', inclusive: true },
    'at or above|since|no earlier than|not earlier than|starting from|starting at|beginning from|beginning at|greater than or equal to|higher than or equal to|equal to or greater than|equal to or higher than|equal to or above',
  ),
])

const tailJoints: ReadonlySet<string> = new Set(['and', 'or', '&', 'and/or'])

const boundsAfter: ReadonlyMap<string, Bound['side']> = new Map([
  ...listed<Bound['side']>('to', 'lower|below|earlier|prior|under|before|older|less|previous|smaller'),
  ...listed<Bound['side']>(
    'from',
    'higher|above|later|greater|up|newer|after|onward|onwards|over|beyond|larger|more',
  ),
])

const rangeJoints: ReadonlyMap<string, true> = new Map(
  listed<true>(
    true,
    '-|~|to|thru|through|up to|through to|up to and including|to and including|through and including',
  ),
)
