/**
 * A software version in texts that sort as versions do: each segment that is a number becomes the count of its digits,
 * as a letter, and the digits, so that `6.10` stands behind `6.9`, and nought is a bare `A`.
 */
export type VersionForm = {
  /** Every segment is a number: the version can be compared with every other such. */
  readonly isPlain: boolean
  /** The place of the version, or of the first that begins as its numbers do: without the noughts at the end. */
  readonly low: string
  /** The last place that begins as its numbers do. */
  readonly high: string
  /** What it begins with: its first number, its first two, and so on. The last is all numbers before an odd segment. */
  readonly starts: readonly string[]
}

/** Reads segments as `software-version.ts` does. */
export function versionFormOf(version: string): VersionForm {
  const starts: string[] = []
  let all = ''
  let isPlain = true
  for (const segment of version.trim().replace(/^v/i, '').split('.')) {
    if (!/^\d{1,9}$/.test(segment)) {
      isPlain = false
      break
    }
    const digits = Number(segment) === 0 ? '' : String(Number(segment))
    all += String.fromCharCode(letterA + digits.length) + digits
    starts.push(all)
  }
  return { isPlain, low: withoutNoughts(all), high: `${all}\uffff`, starts }
}

const letterA = 65

function withoutNoughts(all: string): string {
  let end = all.length
  while (end > 0 && all.charCodeAt(end - 1) === letterA) end -= 1
  return all.slice(0, end)
}

export type ReadVersion = (version: string) => VersionForm

/** A fleet runs few versions, each on many units: those read last are kept. */
export function createVersionReader(): ReadVersion {
  const forms = new Map<string, VersionForm>()
  return (version) => {
    const known = forms.get(version)
    if (known !== undefined) return known
    if (forms.size === mostKept) forms.clear()
    const form = versionFormOf(version)
    forms.set(version, form)
    return form
  }
}

const mostKept = 10_000
