import type { UnitFacts } from '../device/holding.ts'
import { beginsAlike, findMark, rangeHolds } from './marks.ts'
import type { Clause, ProseClause, SoftwareTest } from './scope.ts'
import { compareVersions, versionStartsWith } from './software-version.ts'

/**
 * Kleene's three values. Unknown says which attribute would decide, so that the reply form can ask for it; none where no
 * attribute would, because a person has to read the notice's words first.
 */
export type Truth =
  | { readonly value: 'true' | 'false'; readonly because: string }
  | { readonly value: 'unknown'; readonly because: string; readonly missing?: Attribute | undefined }

export type Attribute = 'serial' | 'lot' | 'softwareVersion' | 'manufacturedOn' | 'expiresOn'

/** Words that stand under an odd number of `not` take units out of the scope: a doubtful yes would prove too much there. */
export type Side = 'covers' | 'excepts'

/** Judges the notice's own words; `evaluate-clause.ts` hands in the draft reader, which itself needs this file. */
export type ReadProse = (clause: ProseClause, facts: UnitFacts, side: Side) => Truth

const yes = (because: string): Truth => ({ value: 'true', because })
const no = (because: string): Truth => ({ value: 'false', because })
const unknown = (missing: Attribute, because: string): Truth => ({ value: 'unknown', because, missing })
const unread: ReadProse = () => ({ value: 'unknown', because: 'the words of the notice were not read' })

/** Whether the unit is covered by the clause, why in words, and for unknown, what is missing. Prose is unknown unless read. */
export function evaluateStructured(
  clause: Clause,
  facts: UnitFacts,
  readProse: ReadProse = unread,
  side: Side = 'covers',
): Truth {
  if ('all' in clause) return yes('every unit of the product is covered')
  if ('serials' in clause) return onList('serial', facts.serial, clause.serials)
  if ('lots' in clause) return onList('lot', facts.lot, clause.lots)
  if ('serialRange' in clause) return inRange(facts.serial, clause.serialRange)
  if ('serialPrefix' in clause) return hasPrefix(facts.serial, clause.serialPrefix)
  if ('manufacturedBetween' in clause)
    return dated('manufacturedOn', facts.manufacturedOn, clause.manufacturedBetween)
  if ('expiresBetween' in clause) return dated('expiresOn', facts.expiresOn, clause.expiresBetween)
  if ('software' in clause) return softwareHolds(facts.softwareVersion, clause.software)
  if ('prose' in clause) return readProse(clause, facts, side)
  const inner = (part: Clause) => evaluateStructured(part, facts, readProse, side)
  if ('anyOf' in clause) return anyOf(clause.anyOf.map(inner))
  if ('allOf' in clause) return allOf(clause.allOf.map(inner))
  const other = side === 'covers' ? 'excepts' : 'covers'
  return negate(evaluateStructured(clause.not, facts, readProse, other))
}

/** Of several that are unknown, one that a question can settle is named first. */
const openPart = (parts: readonly Truth[]): Truth | undefined => {
  const open = parts.filter((part) => part.value === 'unknown')
  return open.find((part) => part.missing !== undefined) ?? open[0]
}

function anyOf(parts: readonly Truth[]): Truth {
  return (
    parts.find((part) => part.value === 'true') ??
    openPart(parts) ??
    no(parts.map((part) => part.because).join('; '))
  )
}

function allOf(parts: readonly Truth[]): Truth {
  return (
    parts.find((part) => part.value === 'false') ??
    openPart(parts) ??
    yes(parts.map((part) => part.because).join('; '))
  )
}

function negate(truth: Truth): Truth {
  if (truth.value === 'unknown') return truth
  return truth.value === 'true' ? no(`excepted: ${truth.because}`) : yes(`not excepted: ${truth.because}`)
}

function onList(attribute: 'serial' | 'lot', value: string | undefined, list: readonly string[]): Truth {
  if (value === undefined) return unknown(attribute, `the record has no ${attribute}`)
  const { listed, twin } = findMark(list, value)
  if (listed) return yes(`${attribute} ${value} is on the notice's list`)
  if (twin !== undefined) {
    return unknown(
      attribute,
      `${attribute} ${value} looks like ${twin} on the notice's list but is not written the same`,
    )
  }
  return no(`${attribute} ${value} is not on the notice's list of ${list.length}`)
}

function inRange(serial: string | undefined, range: { readonly from: string; readonly to: string }): Truth {
  const words = `the range ${range.from} to ${range.to}`
  if (serial === undefined) return unknown('serial', 'the record has no serial')
  const held = rangeHolds(range, serial)
  if (held === undefined) return unknown('serial', `serial ${serial} cannot be ordered against ${words}`)
  return held ? yes(`serial ${serial} is in ${words}`) : no(`serial ${serial} is outside ${words}`)
}

function hasPrefix(serial: string | undefined, prefixes: readonly string[]): Truth {
  if (serial === undefined) return unknown('serial', 'the record has no serial')
  const prefix = prefixes.find((start) => serial.startsWith(start))
  if (prefix !== undefined) return yes(`serial ${serial} begins with ${prefix}`)
  const near = prefixes.find((start) => beginsAlike(serial, start))
  if (near !== undefined) return unknown('serial', `serial ${serial} begins with something like ${near}`)
  return no(`serial ${serial} begins with none of the ${prefixes.length} listed prefixes`)
}

function dated(
  attribute: 'manufacturedOn' | 'expiresOn',
  date: string | undefined,
  between: { readonly from?: string | undefined; readonly to?: string | undefined },
): Truth {
  const what = attribute === 'manufacturedOn' ? 'manufacture date' : 'expiry date'
  if (date === undefined) return unknown(attribute, `the record has no ${what}`)
  const words = `${between.from ?? 'the beginning'} to ${between.to ?? 'today'}`
  const inside =
    (between.from === undefined || date >= between.from) && (between.to === undefined || date <= between.to)
  return inside ? yes(`${what} ${date} is within ${words}`) : no(`${what} ${date} is outside ${words}`)
}

/** Also decides a notice's software check, where the answer settles the disposition and not the verdict. */
export function softwareHolds(version: string | undefined, test: SoftwareTest): Truth {
  if (version === undefined) return unknown('softwareVersion', 'the record has no software version')
  const findings = demandsOf(test).map((demand) => ({ ...demand, met: demand.met(version) }))
  const failures = findings.filter((finding) => finding.met === false)
  if (failures.length > 0)
    return no(`software ${version} ${failures.map((failure) => failure.otherwise).join(' and ')}`)
  return findings.every((finding) => finding.met)
    ? yes(`software ${version} is as the notice describes`)
    : unknown('softwareVersion', `software ${version} cannot be compared with the notice's`)
}

/** One thing a notice asks of a version; undefined where the text of the version cannot be compared. */
type Demand = { readonly met: (version: string) => boolean | undefined; readonly otherwise: string }

function demandsOf(test: SoftwareTest): readonly Demand[] {
  const { equals, startsWith, atLeast, below, except } = test
  const anyEquals = (list: readonly string[]) => (version: string) => {
    const orders = list.map((entry) => compareVersions(version, entry))
    return orders.includes(0) || (orders.includes(undefined) ? undefined : false)
  }
  const ordered = (bound: string, keep: (order: number) => boolean) => (version: string) => {
    const order = compareVersions(version, bound)
    return order === undefined ? undefined : keep(order)
  }
  const demands: readonly (Demand | undefined)[] = [
    equals && { met: anyEquals(equals), otherwise: `is not ${equals.join(' or ')}` },
    startsWith === undefined
      ? undefined
      : {
          met: (version) => versionStartsWith(version, startsWith),
          otherwise: `does not begin with ${startsWith}`,
        },
    except && {
      met: (version) => opposite(anyEquals(except)(version)),
      otherwise: 'is excepted by the notice',
    },
    atLeast === undefined
      ? undefined
      : { met: ordered(atLeast, (order) => order >= 0), otherwise: `is below ${atLeast}` },
    below === undefined
      ? undefined
      : { met: ordered(below, (order) => order < 0), otherwise: `is not below ${below}` },
  ]
  return demands.filter((demand) => demand !== undefined)
}

const opposite = (met: boolean | undefined): boolean | undefined => (met === undefined ? undefined : !met)
