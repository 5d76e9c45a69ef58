import { isDigitCode } from '../scope/marks.ts'

/**
 * A software version as one whole number, so that spans of versions are spans of numbers. Written out it has twelve digits of
 * base 21. Of each segment these are first the count of its digits as 11 to 20, then its digits as 1 to 10, without noughts in
 * front; what is left of the twelve is 0. So `6.10` is 12 7, 13 2 1, 0 0 … and stands behind `6.9`, which is 12 7, 12 10, 0 0 …
 */
export type VersionForm = {
  /** Every segment is a number, and all of them found room: the version can be compared with every other such. */
  isPlain: boolean
  /** Of the segments before the first that is no number. */
  place: number
  /** How many of the twelve digits these take, and how many without segments of nought at the end. */
  length: number
  significant: number
}

export const createVersionForm = (): VersionForm => ({ isPlain: true, place: 0, length: 0, significant: 0 })

/** Reads segments as `software-version.ts` does. */
export function readVersion(form: VersionForm, version: string): VersionForm {
  const text =
    isPrintable(version.charCodeAt(0)) && isPrintable(version.charCodeAt(version.length - 1))
      ? version
      : version.trim()
  let at = text.startsWith('v') || text.startsWith('V') ? 1 : 0
  let [place, length, significant] = [0, 0, 0]
  form.isPlain = true
  for (; ; at += 1) {
    const start = at
    let [segment, digits] = [0, 0]
    for (; at < text.length && isDigitCode(text.charCodeAt(at)); at += 1) {
      const digit = text.charCodeAt(at) - zero
      if (digit === 0 && digits === 0) continue
      segment = segment * base + 1 + digit
      digits += 1
    }
    const isEnd = at === text.length
    const isNumber = at > start && at - start <= 9 && (isEnd || text.charCodeAt(at) === dot)
    if (!isNumber || length + 1 + digits > most) {
      form.isPlain = false
      break
    }
    place = (place * base + noDigits + digits) * powerOf(digits) + segment
    length += 1 + digits
    if (digits > 0) significant = length
    if (isEnd) break
  }
  form.place = place * powerOf(most - length)
  form.length = length
  form.significant = significant
  return form
}

export const versionFormOf = (version: string): VersionForm => readVersion(createVersionForm(), version)

/** The first place of versions equal to this one, which may end in noughts or not. */
export const firstEqual = ({ place, significant }: VersionForm): number =>
  place - (place % powerOf(most - significant))

/** The last such place: as many noughts as find room. */
export const lastEqual = (form: VersionForm): number =>
  firstEqual(form) + noDigits * ((powerOf(most - form.significant) - 1) / (base - 1))

/** The last place of versions that begin with the numbers of this one. */
export const lastBeginning = ({ place, length }: VersionForm): number => place + powerOf(most - length) - 1

/** The places of what a version was cut short to: nothing, its first number, its first two … */
export function placesCutShort(version: string): readonly number[] {
  const segments = version.split('.')
  return segments.map((_, count) => versionFormOf(segments.slice(0, count).join('.')).place)
}

const [base, most, noDigits] = [21, 12, 11]
const [zero, dot] = [48, 46]

/** 21 to the power of 12 is the greatest that numbers hold exactly. */
const powers = Float64Array.from({ length: most + 1 }, (_, power) => base ** power)
const powerOf = (power: number): number => powers[power] ?? 1

const isPrintable = (code: number): boolean => code > 32 && code < 127
