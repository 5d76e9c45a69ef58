import type { Clause, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import { splitSerial } from './peer-unit.ts'
import { numbersBeginning, softwareNumber } from './software-number.ts'

/** An expression of JsonLogic over a `PeerUnit`. */
export type Logic = boolean | { readonly [operator: string]: readonly unknown[] | unknown }

const field = (name: string) => ({ var: name })

export function toJsonLogic(clause: Clause): Logic {
  if ('all' in clause) return true
  if ('lots' in clause) return { in: [field('lot'), clause.lots] }
  if ('serials' in clause) return { in: [field('serial'), clause.serials] }
  if ('serialRange' in clause) {
    const [from, to] = [splitSerial(clause.serialRange.from), splitSerial(clause.serialRange.to)]
    return {
      and: [
        { '===': [field('serialPrefix'), from.serialPrefix] },
        { '===': [field('serialDigits'), from.serialDigits] },
        { '<=': [from.serialNumber, field('serialNumber'), to.serialNumber] },
      ],
    }
  }
  if ('serialPrefix' in clause) {
    return {
      or: clause.serialPrefix.map((prefix) => ({
        '===': [{ substr: [field('serial'), 0, prefix.length] }, prefix],
      })),
    }
  }
  if ('manufacturedBetween' in clause) return between('manufacturedOn', clause.manufacturedBetween)
  if ('expiresBetween' in clause) return between('expiresOn', clause.expiresBetween)
  if ('software' in clause) return softwareLogic(clause.software)
  if ('anyOf' in clause) return { or: clause.anyOf.map(toJsonLogic) }
  if ('allOf' in clause) return { and: clause.allOf.map(toJsonLogic) }
  if ('not' in clause) return { '!': [toJsonLogic(clause.not)] }
  throw new RangeError('Unconfirmed words are no expression')
}

function between(
  name: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Logic {
  const bounds = [
    ...(from === undefined ? [] : [{ '>=': [field(name), from] }]),
    ...(to === undefined ? [] : [{ '<=': [field(name), to] }]),
  ]
  return { and: bounds }
}

function softwareLogic({ equals, startsWith, atLeast, below, except }: SoftwareTest): Logic {
  const software = field('software')
  const beginning = startsWith === undefined ? undefined : numbersBeginning(startsWith)
  return {
    and: [
      ...(equals ? [{ in: [software, equals.map(softwareNumber)] }] : []),
      ...(beginning ? [{ '<=': [beginning.low, software, beginning.high] }] : []),
      ...(atLeast === undefined ? [] : [{ '>=': [software, softwareNumber(atLeast)] }]),
      ...(below === undefined ? [] : [{ '<': [software, softwareNumber(below)] }]),
      ...(except ? [{ '!': [{ in: [software, except.map(softwareNumber)] }] }] : []),
    ],
  }
}
