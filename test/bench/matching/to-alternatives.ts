import type { Clause, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import { splitSerial } from './peer-unit.ts'
import { numbersBeginning, softwareNumber } from './software-number.ts'

/**
 * One condition as rows of a table hold it: a list of values, or ranges with both ends in them, of which one must hold the
 * unit's value. Everything is text that orders as it should. `excepted`: none may hold it.
 */
export type Condition = {
  readonly attribute: 'every' | 'lot' | 'serial' | 'serialOrder' | 'made' | 'expires' | 'software'
  readonly excepted: boolean
  readonly values: readonly string[]
  readonly ranges: readonly { readonly low: string; readonly high: string }[]
}

/** A clause as alternatives, each a list of conditions that must all hold (disjunctive normal form). */
export type Alternatives = readonly (readonly Condition[])[]

export function toAlternatives(clause: Clause, excepted = false): Alternatives {
  if ('not' in clause) return toAlternatives(clause.not, !excepted)
  if ('anyOf' in clause || 'allOf' in clause) {
    const any = 'anyOf' in clause
    const parts = (any ? clause.anyOf : clause.allOf).map((part) => toAlternatives(part, excepted))
    return any === excepted ? everyCombination(parts) : parts.flat()
  }
  const conditions = conditionsOf(clause).map((condition) => ({
    ...condition,
    excepted: condition.excepted !== excepted,
  }))
  return excepted ? conditions.map((condition) => [condition]) : [conditions]
}

const everyCombination = (parts: readonly Alternatives[]): Alternatives =>
  parts.reduce<Alternatives>(
    (combined, part) => combined.flatMap((one) => part.map((other) => [...one, ...other])),
    [[]],
  )

type Leaf = Exclude<Clause, { not: unknown } | { anyOf: unknown } | { allOf: unknown }>

function conditionsOf(clause: Leaf): readonly Condition[] {
  if ('all' in clause) return [listed('every', [''])]
  if ('lots' in clause) return [listed('lot', clause.lots)]
  if ('serials' in clause) return [listed('serial', clause.serials)]
  if ('serialRange' in clause) {
    const { from, to } = clause.serialRange
    return [ranged('serialOrder', serialOrder(from), serialOrder(to))]
  }
  if ('serialPrefix' in clause) {
    const ranges = clause.serialPrefix.map((prefix) => ({ low: prefix, high: `${prefix}${last}` }))
    return [{ attribute: 'serial', excepted: false, values: [], ranges }]
  }
  if ('manufacturedBetween' in clause) {
    return [ranged('made', clause.manufacturedBetween.from ?? '', clause.manufacturedBetween.to ?? last)]
  }
  if ('expiresBetween' in clause) {
    return [ranged('expires', clause.expiresBetween.from ?? '', clause.expiresBetween.to ?? last)]
  }
  if ('software' in clause) return softwareConditions(clause.software)
  throw new RangeError('Unconfirmed words are no rows')
}

/** Behind every text that occurs. */
const last = '\uffff'

/** Serials of one shape order by their number, and no two shapes mix. */
export const serialOrder = (serial: string): string => {
  const { serialPrefix, serialDigits } = splitSerial(serial)
  return `${serialPrefix}|${serialDigits}|${serial.slice(serialPrefix.length)}`
}

export const softwareText = (number: number): string => String(number).padStart(9, '0')

const listed = (attribute: Condition['attribute'], values: readonly string[]): Condition => ({
  attribute,
  excepted: false,
  values: [...new Set(values)],
  ranges: [],
})

const ranged = (attribute: Condition['attribute'], low: string, high: string): Condition => ({
  attribute,
  excepted: false,
  values: [],
  ranges: [{ low, high }],
})

function softwareConditions({
  equals,
  startsWith,
  atLeast,
  below,
  except,
}: SoftwareTest): readonly Condition[] {
  const texts = (versions: readonly string[]) =>
    versions.map((version) => softwareText(softwareNumber(version)))
  const range = (low: number, high: number) => ranged('software', softwareText(low), softwareText(high))
  const beginning = startsWith === undefined ? undefined : numbersBeginning(startsWith)
  return [
    ...(equals ? [listed('software', texts(equals))] : []),
    ...(except ? [{ ...listed('software', texts(except)), excepted: true }] : []),
    ...(beginning ? [range(beginning.low, beginning.high)] : []),
    ...(atLeast === undefined ? [] : [range(softwareNumber(atLeast), 999_999_999)]),
    ...(below === undefined ? [] : [range(0, softwareNumber(below) - 1)]),
  ]
}
