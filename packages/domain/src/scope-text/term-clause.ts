import type { Clause } from '../scope/scope.ts'
import { marksOfRange, shapeOfMark } from './mark-shape.ts'
import type { MarkKind, UnitTerm } from './scope-draft.ts'

/** A range of lots is written out up to this many: the scope language has ranges of serials only. */
const mostLots = 1_000

/** The term in the scope language, or undefined where the language cannot say it (a prefix of lots, a wide range of lots). */
export function clauseOfTerm(term: UnitTerm): Clause | undefined {
  switch (term.kind) {
    case 'all':
      return { all: true }
    case 'mark':
      return eitherWay(term.of, { lots: [term.value] }, { serials: [term.value] })
    case 'prefix':
      return eitherWay(term.of, undefined, { serialPrefix: [term.value] })
    case 'range': {
      const lots = term.of === 'serial' ? undefined : marksOfRange(term.from, term.to, mostLots)
      return eitherWay(term.of, lots && { lots }, { serialRange: { from: term.from, to: term.to } })
    }
    case 'bound': {
      const serialRange = rangeOfBound(term)
      return serialRange && eitherWay(term.of, undefined, { serialRange })
    }
    case 'software':
      return clauseOfVersion(term.relation, term.value)
    case 'versions':
      return { allOf: [{ software: { atLeast: term.from } }, clauseOfVersion('at-most', term.to)] }
    case 'manufactured':
      return { manufacturedBetween: daysOf(term) }
    case 'expires':
      return { expiresBetween: daysOf(term) }
    default:
      return term satisfies never
  }
}

const daysOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

function eitherWay(of: MarkKind, lot: Clause | undefined, serial: Clause): Clause | undefined {
  if (of === 'serial') return serial
  if (of === 'lot') return lot
  return lot && { anyOf: [lot, serial] }
}

/** The open side ends at the lowest or highest mark of the same shape: other shapes stay without an order. */
export function rangeOfBound(
  term: Extract<UnitTerm, { kind: 'bound' }>,
): { readonly from: string; readonly to: string } | undefined {
  const shape = shapeOfMark(term.value)
  if (shape === undefined) return undefined
  const { prefix, digits } = shape
  const step = term.inclusive ? 0n : term.side === 'to' ? -1n : 1n
  const end = String(BigInt(digits) + step).padStart(digits.length, '0')
  if (end.startsWith('-') || end.length > digits.length) return undefined
  return term.side === 'to'
    ? { from: prefix + '0'.repeat(digits.length), to: prefix + end }
    : { from: prefix + end, to: prefix + '9'.repeat(digits.length) }
}

function clauseOfVersion(
  relation: Extract<UnitTerm, { kind: 'software' }>['relation'],
  value: string,
): Clause {
  switch (relation) {
    case 'is':
      return { software: { equals: [value] } }
    case 'begins':
      return { software: { startsWith: value } }
    case 'at-least':
      return { software: { atLeast: value } }
    case 'above':
      return { software: { atLeast: value, except: [value] } }
    case 'below':
      return { software: { below: value } }
    case 'at-most':
      return { anyOf: [{ software: { below: value } }, { software: { equals: [value] } }] }
    default:
      return relation satisfies never
  }
}
