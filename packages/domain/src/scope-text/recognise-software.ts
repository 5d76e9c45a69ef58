import { compareVersions } from '../scope/software-version.ts'
import { recogniseBound, recogniseBoundTail, recogniseRangeJoint } from './bound-words.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark } from './recognise-marks.ts'
import type { Said, UnitTerm, VersionRelation } from './scope-draft.ts'
import type { Token } from './tokenise.ts'

/** What a text demands of the software version, as written, without a wildcard. */
export type ReadVersion = { readonly term: Said<VersionTerm>; readonly next: number }

type VersionTerm = Extract<UnitTerm, { kind: 'software' | 'versions' }>

/** Reads "VG2.0.3 and higher", "prior to version 2.1", "4.XX", "2.2 SP1", "3.0 through 3.4": what one software label is followed by. */
export function recogniseVersion(tokens: readonly Token[], at: number): ReadVersion | undefined {
  if (tokens[at]?.key === 'between') return readBetween(tokens, at + 1)
  const bound = recogniseBound(tokens, at)
  if (bound !== undefined) {
    const label = recogniseLabel(tokens, bound.next)
    const place = label?.label === 'software' ? label.next : bound.next
    return demand(tokens, place, relationOf(bound))
  }
  const whole = afterVersion(tokens, at)
  const tail = whole === undefined ? undefined : recogniseBoundTail(tokens, whole)
  if (tail !== undefined) {
    const read = demand(tokens, at, tail.side === 'from' ? 'at-least' : 'at-most')
    return read && { ...read, next: tail.next }
  }
  return readRange(tokens, at) ?? readAlone(tokens, at)
}

function relationOf({ side, inclusive }: { side: 'from' | 'to'; inclusive: boolean }): VersionRelation {
  if (side === 'to') return inclusive ? 'at-most' : 'below'
  return inclusive ? 'at-least' : 'above'
}

/** "3.0 through 3.4": two numbered versions of one form, the lower first. */
function readRange(tokens: readonly Token[], at: number): ReadVersion | undefined {
  const joint = recogniseRangeJoint(tokens, at + 1)
  const [from, to] = [tokens[at], joint === undefined ? undefined : tokens[joint]]
  if (joint === undefined || !isMark(from) || !isMark(to)) return undefined
  const [low, high] = [numbered.exec(from.text), numbered.exec(to.text)]
  if (low === null || high === null || low[1]?.toLowerCase() !== high[1]?.toLowerCase()) return undefined
  const order = compareVersions(from.text, to.text)
  if (order === undefined || order >= 0 || afterVersion(tokens, joint) !== joint + 1) return undefined
  if (recogniseBoundTail(tokens, joint + 1) !== undefined) return undefined
  return { term: { kind: 'versions', from: from.text, to: to.text }, next: joint + 1 }
}

/** "between 3.0 and 3.4". */
function readBetween(tokens: readonly Token[], at: number): ReadVersion | undefined {
  const [from, joint, to] = tokens.slice(at, at + 3)
  if (from === undefined || joint?.key !== 'and' || to === undefined) return undefined
  const read = readRange([from, { ...joint, key: 'to' }, to], 0)
  return read && afterVersion(tokens, at + 2) === at + 3 ? { ...read, next: at + 3 } : undefined
}

/** Digits and full stops, behind the letters of the maker or none. */
const numbered = /^([a-z]{0,4}(?:\.)?)\d+(?:\.\d+){1,4}$/i

function readAlone(tokens: readonly Token[], at: number): ReadVersion | undefined {
  if (joinsRange(tokens, at)) return undefined
  const wild = /^(.*\d)\.(?:[xX]+|\*)$/.exec(tokens[at]?.text ?? '')
  if (wild?.[1] !== undefined)
    return { term: { kind: 'software', relation: 'begins', value: wild[1] }, next: at + 1 }
  return demand(tokens, at, 'is')
}

function demand(tokens: readonly Token[], at: number, relation: VersionRelation): ReadVersion | undefined {
  const [token, next] = [tokens[at], afterVersion(tokens, at)]
  if (next === undefined || !isMark(token) || /[*x]$/i.test(token.text)) return undefined
  const value = tokens
    .slice(at, next)
    .map(({ text, before }, index) => (index > 0 && before === 'blank' ? ` ${text}` : text))
    .join('')
  return value.length > 80 ? undefined : { term: { kind: 'software', relation, value }, next }
}

/** The index after a version and what belongs to it: "2.2 SP1", "5.0 Rev B", "3.1 build 4410", "2.3.1 (build 4410)", "5.0 B". */
function afterVersion(tokens: readonly Token[], at: number): number | undefined {
  if (!isMark(tokens[at])) return undefined
  let next = at + 1
  while (next < at + 7) {
    const more = afterAddition(tokens, next)
    if (more === undefined) return next
    next = more
  }
  return next
}

function afterAddition(tokens: readonly Token[], at: number): number | undefined {
  const [token, second, third, fourth] = tokens.slice(at, at + 4)
  if (token?.before !== 'blank') return undefined
  if (numberedAddition.test(token.key) || /^[B-Z]$/.test(token.text)) return at + 1
  if (token.key === 'service' && second?.key === 'pack') return isShort(third) ? at + 3 : undefined
  if (additions.has(token.key)) return isShort(second) ? at + 2 : undefined
  const isBuild = token.key === '(' && additions.has(second?.key ?? '') && fourth?.key === ')'
  return isBuild && isShort(third) ? at + 4 : undefined
}

/** A number, or one letter. */
const isShort = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.before !== 'line' && (token.hasDigit || token.text.length === 1)

const numberedAddition = /^(?:sp|hf|mr|cu|rc|fp|beta|build|rev|patch)\d+[a-z]?$/
const additions: ReadonlySet<string> = new Set(
  'sp hf mr cu rev revision build bld patch update hotfix beta'.split(' '),
)

/** Ends of a range that was not read are no versions by themselves. */
const joinsRange = (tokens: readonly Token[], at: number): boolean =>
  recogniseRangeJoint(tokens, at + 1) !== undefined ||
  [1, 2, 3, 4].some((back) => recogniseRangeJoint(tokens, at - back) === at)
