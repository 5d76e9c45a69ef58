import type { Clause, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import { splitSerial } from './peer-unit.ts'
import { numbersBeginning, softwareNumber } from './software-number.ts'

/** A query of MongoDB's language over a `PeerUnit`, which mingo and sift both read. */
export type Query = { readonly [field: string]: unknown }

export function toQuery(clause: Clause): Query {
  if ('all' in clause) return {}
  if ('lots' in clause) return { lot: { $in: clause.lots } }
  if ('serials' in clause) return { serial: { $in: clause.serials } }
  if ('serialRange' in clause) {
    const [from, to] = [splitSerial(clause.serialRange.from), splitSerial(clause.serialRange.to)]
    const { serialPrefix, serialDigits } = from
    return { serialPrefix, serialDigits, serialNumber: { $gte: from.serialNumber, $lte: to.serialNumber } }
  }
  if ('serialPrefix' in clause)
    return { serial: { $regex: new RegExp(`^(?:${clause.serialPrefix.join('|')})`) } }
  if ('manufacturedBetween' in clause) return { manufacturedOn: between(clause.manufacturedBetween) }
  if ('expiresBetween' in clause) return { expiresOn: between(clause.expiresBetween) }
  if ('software' in clause) return { software: softwareQuery(clause.software) }
  if ('anyOf' in clause) return { $or: clause.anyOf.map(toQuery) }
  if ('allOf' in clause) return { $and: clause.allOf.map(toQuery) }
  if ('not' in clause) return { $nor: [toQuery(clause.not)] }
  throw new RangeError('Unconfirmed words are no query')
}

function between({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): Query {
  return { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) }
}

function softwareQuery({ equals, startsWith, atLeast, below, except }: SoftwareTest): Query {
  const beginning = startsWith === undefined ? undefined : numbersBeginning(startsWith)
  const least = [beginning?.low, atLeast && softwareNumber(atLeast)].filter(
    (bound) => typeof bound === 'number',
  )
  return {
    ...(equals && { $in: equals.map(softwareNumber) }),
    ...(except && { $nin: except.map(softwareNumber) }),
    ...(least.length > 0 && { $gte: Math.max(...least) }),
    ...(beginning && { $lte: beginning.high }),
    ...(below !== undefined && { $lt: softwareNumber(below) }),
  }
}
