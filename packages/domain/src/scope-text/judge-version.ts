import type { UnitFacts } from '../device/holding.ts'
import { evaluateStructured } from '../scope/evaluate-structured.ts'
import { compareVersions, versionStartsWith } from '../scope/software-version.ts'
import type { DraftTruth } from './kleene.ts'
import type { UnitTerm, VersionRelation } from './scope-draft.ts'
import { clauseOfTerm } from './term-clause.ts'

type VersionTerm = Extract<UnitTerm, { kind: 'software' | 'versions' }>
type OneVersion = Extract<VersionTerm, { kind: 'software' }>

/** Whether a text covers the software of a unit. */
export function judgeVersion(term: VersionTerm, { softwareVersion: version }: UnitFacts): DraftTruth {
  if (version === undefined) return 'unknown'
  return term.kind === 'versions' ? judgeSpan(term, version) : judgeOne(term, version)
}

/** "2.2 SP1" and 2.3 differ before the addition counts; 2.2 and 2.2.1 may or may not be it. */
function judgeOne(term: OneVersion, version: string): DraftTruth {
  if (goesOnFrom(term, version)) return 'unknown'
  const truth = judgeClause(term, version)
  const [base = ''] = term.value.split(' ')
  if (truth !== 'unknown' || base === term.value) return truth
  const [own = ''] = version.split(' ')
  const differs = (compareVersions(own, base) ?? 0) !== 0 && versionStartsWith(own, base) !== true
  return differs ? judgeClause({ ...term, value: base }, own) : 'unknown'
}

/**
 * "2.0 through 2.9" covers 2.4. Makers count parts (2.25 comes after 2.9) or decimals (before it): where the two ways of
 * counting disagree, and where a version goes on from the last one, it is unknown.
 */
function judgeSpan(term: Extract<VersionTerm, { kind: 'versions' }>, version: string): DraftTruth {
  const last: OneVersion = { kind: 'software', relation: 'is', value: term.to, span: term.span }
  if (goesOnFrom(last, version)) return 'unknown'
  const counted = judgeClause(term, version)
  const [from, to, at] = [term.from, term.to, version].map(decimalOf)
  if (from === undefined || to === undefined || at === undefined) return counted
  return (from <= at && at <= to) === (counted === 'true') ? counted : 'unknown'
}

/** Of a version of two parts. */
const decimalOf = (version: string): number | undefined =>
  /^v?\d+\.\d+$/i.test(version) ? Number(version.replace(/^v/i, '')) : undefined

/** A text that says "version 3.2" or "3.2 and lower" may or may not mean 3.2.1. */
function goesOnFrom({ relation, value }: OneVersion, version: string): boolean {
  if (!endsAtVersion.has(relation)) return false
  return versionStartsWith(version, value) === true && compareVersions(version, value) !== 0
}

const endsAtVersion: ReadonlySet<VersionRelation> = new Set(['is', 'at-most', 'above'])

function judgeClause(term: VersionTerm, softwareVersion: string): DraftTruth {
  const clause = clauseOfTerm(term)
  return clause === undefined ? 'unknown' : evaluateStructured(clause, { softwareVersion }).value
}
