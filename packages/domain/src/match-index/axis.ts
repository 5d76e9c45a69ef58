import { dayNumber } from './day-number.ts'
import { kinds } from './kinds.ts'
import type { UnitReading } from './unit-reading.ts'
import { readVersion } from './version-form.ts'

/**
 * Where a unit stands among days or versions, as a number. Undefined where the unit does not tell, NaN where it tells it in a
 * way that cannot be ordered, or for a kind that has no axis.
 */
export function placeOn(kind: number, { facts, version }: UnitReading): number | undefined {
  switch (kind) {
    case kinds.made:
      return placeOfDay(facts.manufacturedOn)
    case kinds.expires:
      return placeOfDay(facts.expiresOn)
    case kinds.software: {
      if (facts.softwareVersion === undefined) return undefined
      const { isPlain, place } = readVersion(version, facts.softwareVersion)
      return isPlain ? place : Number.NaN
    }
    default:
      return Number.NaN
  }
}

const placeOfDay = (date: string | undefined): number | undefined =>
  date === undefined ? undefined : (dayNumber(date) ?? Number.NaN)
