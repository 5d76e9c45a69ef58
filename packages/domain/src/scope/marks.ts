/**
 * What scanners, spreadsheets, word processors and typing do to a serial or lot: lost zeros, changed case, look-alike letters,
 * blanks and signs, wide or accented forms, characters that nobody sees, an application identifier in brackets.
 */
export function foldMark(mark: string): string {
  for (let at = 0; at < mark.length; at += 1) if (mayFold(mark.charCodeAt(at), at)) return folded(mark)
  return mark
}

/** Character by character, so that what begins a mark begins its folded form as well. */
const folded = (mark: string): string =>
  mark
    .replace(/^\s*\((?:10|21)\)/, '')
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/^0+/, '')

/** A folded mark without the label that people write in front of it: "SN 765100" and "765100" may be one serial. */
export function bareMark(mark: string): string {
  const fold = foldMark(mark)
  return mayHaveLabel(fold.charCodeAt(0)) ? fold.replace(label, '').replace(/^0+/, '') : fold
}

/** "SN", "SERIAL NO", "LOT", "BATCH" as folding leaves them. */
const label = /^(?:SN|SER1A1|10T|BATCH)(?:N0|NR|NUMBER)?(?=.*\d)/

/** Nearly every mark begins with another character. */
const mayHaveLabel = (first: number): boolean => first === 0x53 || first === 0x31 || first === 0x42

/** Digits and most capitals stay as they are: nearly every mark is one that no folding changes. */
export function mayFold(code: number, at: number): boolean {
  if (isDigitCode(code)) return at === 0 && code === 48
  return code < 65 || code > 90 || code === 73 || code === 76 || code === 79
}

/** Whether a serial could be one of the prefix that was written otherwise, e.g. `7110002` of `0711`. */
export function beginsAlike(serial: string, prefix: string): boolean {
  const start = foldMark(prefix)
  return foldMark(serial).startsWith(start) || bareMark(serial).startsWith(start)
}

type MarkList = { readonly exact: ReadonlySet<string>; readonly alike: ReadonlyMap<string, string> }

/** A scope lists up to 25,000 serials and is asked about every unit of a fleet: each list is folded once. */
const folding = new WeakMap<readonly string[], MarkList>()

/** Whether a list holds the mark as written, or (`twin`) one that it could be. */
export function findMark(
  list: readonly string[],
  mark: string,
): { readonly listed: boolean; readonly twin?: string | undefined } {
  const index = folding.get(list) ?? {
    exact: new Set(list),
    alike: new Map(list.map((entry) => [bareMark(entry), entry])),
  }
  folding.set(list, index)
  return index.exact.has(mark) ? { listed: true } : { listed: false, twin: index.alike.get(bareMark(mark)) }
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
  if (at.prefix !== from.prefix) return mayShareShape(serial, range.from) ? undefined : false
  if (at.digits.length !== from.digits.length) return undefined
  return at.digits >= from.digits && at.digits <= to.digits
}

/** Whether a range reads backwards: nothing would ever lie in it. */
export function isBackwards(range: { readonly from: string; readonly to: string }): boolean {
  const [from, to] = [shapeOf(range.from), shapeOf(range.to)]
  if (from === undefined || to === undefined || from.prefix !== to.prefix) return false
  return from.digits.length === to.digits.length && from.digits > to.digits
}

/** `APO450` may be `AP0450`: a letter typed for a digit ends the run of digits too soon. */
const mayShareShape = (serial: string, end: string): boolean =>
  shapeOf(bareMark(serial))?.prefix === shapeOf(bareMark(end))?.prefix

/** What stands before the digits at the end, and those digits; undefined where there are none. */
export type MarkShape = { readonly prefix: string; readonly digits: string }

export function shapeOf(serial: string): MarkShape | undefined {
  let start = serial.length
  while (start > 0 && isDigitCode(serial.charCodeAt(start - 1))) start -= 1
  return start === serial.length ? undefined : { prefix: serial.slice(0, start), digits: serial.slice(start) }
}

export const isDigitCode = (code: number): boolean => code >= 48 && code <= 57
