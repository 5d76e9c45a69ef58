import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { normaliseMaker } from '@recallwire/domain/device/observation.ts'
import { softwareNumber } from './software-number.ts'

/**
 * A unit of which everything is known, in fields that plain comparisons can decide: what a competent user of the other
 * libraries would derive. It is derived in the time that is measured, since ours gets the bare facts as well.
 */
export type PeerUnit = {
  /** The product keys. */
  readonly keys: readonly string[]
  readonly lot: string
  readonly serial: string
  readonly serialPrefix: string
  readonly serialDigits: number
  readonly serialNumber: number
  readonly software: number
  readonly manufacturedOn: string
  readonly expiresOn: string
}

export function peerUnitOf(facts: UnitFacts, keys: readonly string[]): PeerUnit {
  const { serial = '', lot = '', softwareVersion = '', manufacturedOn = '', expiresOn = '' } = facts
  return {
    keys,
    lot,
    serial,
    ...splitSerial(serial),
    software: softwareNumber(softwareVersion),
    manufacturedOn,
    expiresOn,
  }
}

export function splitSerial(serial: string) {
  let start = serial.length
  while (start > 0 && serial.charCodeAt(start - 1) >= 48 && serial.charCodeAt(start - 1) <= 57) start -= 1
  return {
    serialPrefix: serial.slice(0, start),
    serialDigits: serial.length - start,
    serialNumber: Number(serial.slice(start)),
  }
}

/** The product keys of a unit. Makers' names are normalised once each, as anyone would. */
export function createKeysOf(): (facts: UnitFacts) => readonly string[] {
  const makers = new Map<string, string>()
  const normalised = (name: string): string => {
    const known = makers.get(name) ?? normaliseMaker(name)
    makers.set(name, known)
    return known
  }
  return ({ di, manufacturer, ref }) => {
    const byDi = di === undefined ? [] : [`di:${di}`]
    if (manufacturer === undefined || ref === undefined) return byDi
    return [...byDi, `ref:${normalised(manufacturer)}|${ref.toUpperCase()}`]
  }
}
