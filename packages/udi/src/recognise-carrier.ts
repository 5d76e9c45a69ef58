import { isDigits } from './character-sets.ts'
import { trimCarrier } from './separators.ts'
import { createUdiProblem, type UdiProblem } from './udi-problem.ts'

export type CarrierForm =
  | 'element-string'
  | 'human-readable'
  | 'digital-link'
  | 'gtin-barcode'
  | 'hibcc'
  | 'iccbba'
  | 'unrecognised'

/** What a GS1 symbol carries, by its mark: DataMatrix, GS1-128, QR, DataBar, DotCode; EAN-13 and UPC-A, EAN-8, ITF-14. */
const symbols = new Map<number, 'elements' | 'gtin'>([
  ...[']d2', ']C1', ']Q3', ']e0', ']J1'].map((symbol) => [codeOf(symbol), 'elements'] as const),
  ...[']E0', ']E4', ']I1'].map((symbol) => [codeOf(symbol), 'gtin'] as const),
])

/** The two characters behind `]` as one number. */
function codeOf(symbol: string): number {
  return symbol.length < 3 ? 0 : symbol.charCodeAt(1) * 0x10000 + symbol.charCodeAt(2)
}

/**
 * Says which form a carrier has, and gives its text without the AIM symbology identifier (`]` and two characters), the
 * separator in front of the first AI, and what a scanner or a copied label adds at the ends. `scanned` is true where there was
 * a symbology identifier.
 */
export function recogniseCarrier(raw: string): {
  readonly form: CarrierForm
  readonly text: string
  readonly scanned: boolean
  readonly problems: readonly UdiProblem[]
} {
  const trimmed = trimCarrier(raw)
  const symbol = trimmed.startsWith(']') ? trimmed.slice(0, 3) : ''
  const text = trimCarrier(trimmed.slice(symbol.length))
  const scanned = symbol !== ''
  const carried = scanned ? symbols.get(codeOf(symbol)) : undefined
  if (carried === 'gtin') return { form: 'gtin-barcode', text, scanned, problems: [] }
  const form = recogniseForm(text)
  const needsGs1Symbol = form === 'element-string' || form === 'human-readable'
  if (!needsGs1Symbol || !scanned || carried === 'elements') return { form, text, scanned, problems: [] }
  const message = `${JSON.stringify(symbol)} is not the mark of a GS1 symbol: check that this is the barcode with the UDI`
  return { form, text, scanned, problems: [createUdiProblem('symbology-not-gs1', 'carrier', message)] }
}

function recogniseForm(text: string): CarrierForm {
  const first = text.charAt(0)
  if (isDigits(first)) return 'element-string'
  if (first === '(') return 'human-readable'
  const scheme = text.slice(0, 8).toLowerCase()
  if (scheme.startsWith('http://') || scheme === 'https://') return 'digital-link'
  if (first === '+' || text.startsWith('*+')) return 'hibcc'
  // Only HIBCC has a lot or serial behind "/$": a primary whose + the scanner dropped.
  if (first >= 'A' && first <= 'Z' && text.includes('/$')) return 'hibcc'
  return first === '=' || first === '&' || text.startsWith('\\T\\') ? 'iccbba' : 'unrecognised'
}
