/** What a mark ends in: the digits that a range counts through, and what stands before them. */
type Shape = { readonly prefix: string; readonly digits: string }

export function shapeOfMark(mark: string): Shape | undefined {
  let start = mark.length
  while (start > 0 && isDigit(mark.charCodeAt(start - 1))) start -= 1
  return start === mark.length ? undefined : { prefix: mark.slice(0, start), digits: mark.slice(start) }
}

/** Whether two marks can be the ends of a range: the same letters, as many digits, not backwards. */
export function areEnds(from: string, to: string): boolean {
  const [low, high] = [shapeOfMark(from), shapeOfMark(to)]
  if (low === undefined || high === undefined) return false
  return low.prefix === high.prefix && low.digits.length === high.digits.length && low.digits <= high.digits
}

/** Whether a mark can be ordered against another: it has the same letters and as many digits. */
export function hasShapeOf(mark: string, model: string): boolean {
  const [one, other] = [shapeOfMark(mark), shapeOfMark(model)]
  return one !== undefined && one.prefix === other?.prefix && one.digits.length === other.digits.length
}

/** `513602` and `982441` look alike, `513602` and `00-001` do not: every digit counts as any digit. */
export const patternOf = (mark: string): string => mark.replace(/\d/g, '9')

/** `23F10` and `24F07` are made alike: every digit counts as any digit, every letter as any letter. */
export const classOf = (mark: string): string => mark.replace(/\d/g, '9').replace(/[A-Za-z]/g, 'A')

/** Every mark of a range, or undefined when they are more than `most`. */
export function marksOfRange(from: string, to: string, most: number): readonly string[] | undefined {
  const [low, high] = [shapeOfMark(from), shapeOfMark(to)]
  if (low === undefined || high === undefined || !areEnds(from, to)) return undefined
  const count = BigInt(high.digits) - BigInt(low.digits) + 1n
  if (count > BigInt(most)) return undefined
  const start = BigInt(low.digits)
  return Array.from({ length: Number(count) }, (_, index) => {
    return low.prefix + String(start + BigInt(index)).padStart(low.digits.length, '0')
  })
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
