const segments = (version: string): readonly string[] => version.trim().replace(/^v/i, '').split('.')

/**
 * `6` and `6.02` begin 6.02.01; `60.1` does not begin with 6. Undefined where the version is cut short (`6` may be 6.02)
 * or a segment is not a number and the two differ there: neither shows that it is another version.
 */
export function versionStartsWith(version: string, start: string): boolean | undefined {
  const whole = segments(version)
  for (const [index, wanted] of segments(start).entries()) {
    const segment = whole[index]
    if (segment === undefined) return undefined
    if (!sameSegment(segment, wanted)) return isNumber(segment) && isNumber(wanted) ? false : undefined
  }
  return true
}

/** Negative, zero or positive; undefined where a segment is not a number and the two differ there. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [segments(a), segments(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index] ?? '0', right[index] ?? '0']
    if (sameSegment(one, other)) continue
    if (!isNumber(one) || !isNumber(other)) return undefined
    return Number(one) - Number(other)
  }
  return 0
}

const isNumber = (segment: string): boolean => /^\d{1,9}$/.test(segment)

const sameSegment = (a: string, b: string): boolean =>
  isNumber(a) && isNumber(b) ? Number(a) === Number(b) : a.toLowerCase() === b.toLowerCase()
