import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import { createRandom, type Random } from '../create-random.ts'

/**
 * A device model: by which marks its units are told apart. Marks are written so that none is mistaken for another (no
 * letters O, I and L, nothing in lower case, one number of digits to a prefix): those compared beside ours know true and
 * false alone.
 */
export type Model = {
  readonly di: string
  readonly manufacturer: string
  readonly ref: string
  readonly serialPrefix: string
  readonly serialDigits: number
  /** Serials made so far are 1 to this number. */
  readonly serialsMade: number
  readonly lotPrefix: string
  readonly lotsMade: number
  /** Software versions of three segments, oldest first. */
  readonly versions: readonly string[]
}

const fleetSize = 1_000_000
const makers = 5_000
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const firstDay = Date.UTC(2014, 0, 1)
/** Units were made within this many days from the first of January 2014. */
export const daysOfMaking = 4_380

/** The model at a rank of the fleet, 0 the commonest: always the same one. */
export function modelAt(rank: number): Model {
  const random = createRandom(rank + 1)
  const [maker, item] = [rank % makers, Math.floor(rank / makers)]
  const body = `00${String(81_000 + maker).padStart(6, '0')}${String(item).padStart(5, '0')}`
  const serialPrefix = random.text(2, letters)
  const serialDigits = 6 + (serialPrefix.charCodeAt(0) % 3)
  return {
    di: `${body}${gtinCheckDigit(body)}`,
    manufacturer: `Maker ${String(maker).padStart(4, '0')} Medical, Inc.`,
    ref: `${random.text(2, letters)}${String(item).padStart(4, '0')}`,
    serialPrefix,
    serialDigits,
    serialsMade: Math.min(10 ** serialDigits - 1, 20_000 + random.below(480_000)),
    lotPrefix: random.text(1, letters),
    lotsMade: 60 + random.below(240),
    versions: versionsFrom(random),
  }
}

function versionsFrom(random: Random): readonly string[] {
  const versions: string[] = []
  let [major, minor] = [1 + random.below(6), 0]
  for (let count = 6 + random.below(8); count > 0; count -= 1) {
    versions.push(`${major}.${String(minor).padStart(2, '0')}.${String(random.below(20)).padStart(2, '0')}`)
    if (random.below(4) === 0) [major, minor] = [major + 1, 0]
    else minor += 1 + random.below(3)
  }
  return versions
}

export const serialOf = (model: Model, number: number): string =>
  `${model.serialPrefix}${String(number).padStart(model.serialDigits, '0')}`

export const lotOf = (model: Model, number: number): string =>
  `${model.lotPrefix}${String(170_000 + number * 7)}`

export const dayOf = (day: number): string => new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10)

/**
 * A rank drawn by a power law: the chance of a rank falls with rank to the power of -`steepness`, from 0 (all alike) to
 * below 1.
 */
export const drawRank = (random: Random, steepness: number): number =>
  Math.floor(fleetSize * random.fraction() ** (1 / (1 - steepness)))

/** A unit of the model of which everything is known. */
export function drawUnit(model: Model, random: Random): UnitFacts {
  const made = random.below(daysOfMaking)
  return {
    ...nameOf(model, random.below(100)),
    serial: serialOf(model, 1 + random.below(model.serialsMade)),
    lot: lotOf(model, random.below(model.lotsMade)),
    softwareVersion: random.pick(model.versions),
    manufacturedOn: dayOf(made),
    expiresOn: dayOf(made + 365 * (1 + random.below(5))),
  }
}

/** Of 100 inventory rows 80 name the model by its UDI-DI, 14 by maker and model beside it, and 6 by those alone. */
function nameOf({ di, manufacturer, ref }: Model, of100: number): UnitFacts {
  if (of100 < 80) return { di }
  return of100 < 94 ? { di, manufacturer, ref } : { manufacturer, ref }
}
