/** What scanners, spreadsheets and typing do to a serial or lot: lost zeros, changed case, blanks, look-alike letters. */
const folded = (mark: string): string =>
  mark
    .toUpperCase()
    .replace(/[\s./_-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/^0+(?=.)/, '')

/** Not written the same, but too near to call them two different units: a person decides. */
export const looksAlike = (a: string, b: string): boolean => a !== b && folded(a) === folded(b)

export function compareSerials(a: string, b: string): 'same' | 'alike' | 'different' {
  if (a === b) return 'same'
  return looksAlike(a, b) ? 'alike' : 'different'
}

/**
 * Whether a serial lies in a printed range. Ranges order only serials of one shape: the same prefix and the same number
 * of digits at the end. Ends of different shape, or a serial of another shape, give undefined: it is not guessed.
 */
export function rangeHolds(
  range: { readonly from: string; readonly to: string },
  serial: string,
): boolean | undefined {
  const [from, to, at] = [shapeOf(range.from), shapeOf(range.to), shapeOf(serial)]
  if (from === undefined || to === undefined || at === undefined) return undefined
  if (from.prefix !== to.prefix || from.digits.length !== to.digits.length) return undefined
  if (at.prefix !== from.prefix) return folded(at.prefix) === folded(from.prefix) ? undefined : false
  if (at.digits.length !== from.digits.length) return undefined
  return at.digits >= from.digits && at.digits <= to.digits
}

function shapeOf(serial: string): { readonly prefix: string; readonly digits: string } | undefined {
  let start = serial.length
  while (start > 0 && isDigit(serial.charCodeAt(start - 1))) start -= 1
  return start === serial.length ? undefined : { prefix: serial.slice(0, start), digits: serial.slice(start) }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
