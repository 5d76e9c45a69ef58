import { isLooseMark } from './loose-mark.ts'
import { addIdentifier, type Reading, setRoles } from './reading.ts'
import { isHibccDi, recogniseDi } from './recognise-identifier.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark, recogniseMarks } from './recognise-marks.ts'

/** A UDI-DI of GS1 or HIBCC under its label. */
export function readDi(reading: Reading, at: number): number | undefined {
  const token = reading.tokens[at]
  const di = recogniseDi(reading.tokens, at)
  if (di !== undefined) {
    addIdentifier(reading, 'di', di.value, at, di.next)
    return di.next
  }
  if (token === undefined || !isHibccDi(token)) return undefined
  addIdentifier(reading, 'di', token.text, at, at + 1)
  return at + 1
}

/** A catalogue number: one word, dashes and stars included, after its label or in the list that follows. */
export function readRef(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const first = reading.afterLabel === at
  const starts = first || reading.roles[at - 1] === 'separator' || /^[()]$/.test(tokens[at - 1]?.key ?? '')
  const dashed = starts ? recogniseDashed(tokens, at) : undefined
  if (dashed !== undefined) {
    addIdentifier(reading, 'ref', dashed.value, at, dashed.next)
    return readUnitsOf(reading, dashed.next)
  }
  const token = tokens[at]
  if (isMark(token) && /\d[xX]{2,}$/.test(token.text)) return undefined
  if (!isMark(token) || !starts || (!first && isLooseMark(reading, at, at + 1))) return undefined
  if (recogniseMarks(tokens, at)?.next !== at + 1) return undefined
  addIdentifier(reading, 'ref', token.text, at, at + 1)
  return readUnitsOf(reading, at + 1)
}

/** "NW\u2013100": a typographic dash inside one word, as word processors set it. */
function recogniseDashed(
  tokens: Reading['tokens'],
  at: number,
): { readonly value: string; readonly next: number } | undefined {
  let value = tokens[at]?.kind === 'word' ? (tokens[at]?.text ?? '') : ''
  let next = at + 1
  while (value !== '' && tokens[next]?.key === '-' && tokens[next]?.before === 'nothing') {
    const part = tokens[next + 1]
    if (part?.kind !== 'word' || part.before !== 'nothing') return undefined
    value += `-${part.text}`
    next += 2
  }
  return next > at + 1 && /\d/.test(value) && value.length <= 80 ? { value, next } : undefined
}

/** "Model M3535A: US00100100 to US00576623": what stands behind the colon are lots or serials of the product. */
function readUnitsOf(reading: Reading, at: number): number {
  const { tokens } = reading
  const colon = tokens[at]
  const begins = isMark(tokens[at + 1]) || tokens[at + 1]?.key === 'all'
  if (colon?.key !== ':' || colon.before !== 'nothing' || !begins || reading.brackets.length > 0) return at
  if (recogniseLabel(tokens, at + 1) !== undefined) return at
  setRoles(reading, at, at + 1, 'harmless')
  reading.label = 'either'
  reading.form = 'many'
  reading.bareLengths.clear()
  reading.afterLabel = at + 1
  return at + 1
}
