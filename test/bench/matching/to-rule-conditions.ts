import type { Clause, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import type { NestedCondition } from 'json-rules-engine'
import { splitSerial } from './peer-unit.ts'
import { numbersBeginning, softwareNumber } from './software-number.ts'

/** An operator that the engine is given besides its own: whether a text begins with one of several. */
export const beginsWithOneOf = 'beginsWithOneOf'

const leaf = (fact: string, operator: string, value: unknown): NestedCondition => ({ fact, operator, value })

/** Conditions of json-rules-engine over a `PeerUnit`, whose dates are numbers such as 20250620: it orders numbers alone. */
export function toRuleConditions(clause: Clause): NestedCondition {
  if ('all' in clause) return { all: [] }
  if ('lots' in clause) return leaf('lot', 'in', clause.lots)
  if ('serials' in clause) return leaf('serial', 'in', clause.serials)
  if ('serialRange' in clause) {
    const [from, to] = [splitSerial(clause.serialRange.from), splitSerial(clause.serialRange.to)]
    return {
      all: [
        leaf('serialPrefix', 'equal', from.serialPrefix),
        leaf('serialDigits', 'equal', from.serialDigits),
        leaf('serialNumber', 'greaterThanInclusive', from.serialNumber),
        leaf('serialNumber', 'lessThanInclusive', to.serialNumber),
      ],
    }
  }
  if ('serialPrefix' in clause) return leaf('serial', beginsWithOneOf, clause.serialPrefix)
  if ('manufacturedBetween' in clause) return between('manufacturedOn', clause.manufacturedBetween)
  if ('expiresBetween' in clause) return between('expiresOn', clause.expiresBetween)
  if ('software' in clause) return { all: softwareConditions(clause.software) }
  if ('anyOf' in clause) return { any: clause.anyOf.map(toRuleConditions) }
  if ('allOf' in clause) return { all: clause.allOf.map(toRuleConditions) }
  if ('not' in clause) return { not: toRuleConditions(clause.not) }
  throw new RangeError('Unconfirmed words are no condition')
}

export const dateNumber = (date: string): number => Number(date.replaceAll('-', ''))

function between(
  fact: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): NestedCondition {
  return {
    all: [
      ...(from === undefined ? [] : [leaf(fact, 'greaterThanInclusive', dateNumber(from))]),
      ...(to === undefined ? [] : [leaf(fact, 'lessThanInclusive', dateNumber(to))]),
    ],
  }
}

function softwareConditions({ equals, startsWith, atLeast, below, except }: SoftwareTest): NestedCondition[] {
  const beginning = startsWith === undefined ? undefined : numbersBeginning(startsWith)
  return [
    ...(equals ? [leaf('software', 'in', equals.map(softwareNumber))] : []),
    ...(beginning
      ? [
          leaf('software', 'greaterThanInclusive', beginning.low),
          leaf('software', 'lessThanInclusive', beginning.high),
        ]
      : []),
    ...(atLeast === undefined ? [] : [leaf('software', 'greaterThanInclusive', softwareNumber(atLeast))]),
    ...(below === undefined ? [] : [leaf('software', 'lessThan', softwareNumber(below))]),
    ...(except ? [leaf('software', 'notIn', except.map(softwareNumber))] : []),
  ]
}
