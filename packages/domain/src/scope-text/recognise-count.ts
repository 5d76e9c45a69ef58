import { headWords } from './label-words.ts'
import { recogniseLabel } from './recognise-label.ts'
import type { Token } from './tokenise.ts'

/** Numbers that say how many there are. */
type ReadCount = { readonly phrase: 'quantity' | 'count'; readonly next: number }

/** "Qty: 48", "(quantity 1,200 units)", "box of 10": how many there are, wherever it stands. "Two lots:" before a label. */
export function readCount(tokens: readonly Token[], at: number): ReadCount | undefined {
  const key = tokens[at]?.key ?? ''
  if (numberWords.has(key) || (/^\d{1,4}$/.test(key) && tokens[at + 1]?.before === 'blank')) {
    const isFirst = at === 0 || tokens[at]?.before === 'line' || /^[.;]$/.test(tokens[at - 1]?.key ?? '')
    const label = isFirst ? recogniseLabel(tokens, at + 1) : undefined
    const counts = label?.form === 'many' || numberWords.has(key)
    return counts && (label?.label === 'lot' || label?.label === 'serial')
      ? { phrase: 'count', next: at + 1 }
      : undefined
  }
  if (packs.has(key) && tokens[at + 1]?.key === 'of') {
    const end = afterNumber(tokens, at + 2)
    return end === undefined ? undefined : { phrase: 'count', next: end }
  }
  if (!countWords.has(key)) return undefined
  let next = at + 1
  while (next < at + 3 && /^[.:=]$/.test(tokens[next]?.key ?? '')) next += 1
  const end = tokens[next]?.before === 'line' ? undefined : afterNumber(tokens, next)
  if (end === undefined) return undefined
  return {
    phrase: 'count',
    next: afterPacks(tokens, quantityUnits.has(tokens[end]?.key ?? '') ? end + 1 : end),
  }
}

/** "… boxes of 10". */
const afterPacks = (tokens: readonly Token[], at: number): number =>
  (tokens[at]?.key === 'of' ? afterNumber(tokens, at + 1) : undefined) ?? at

/** "48 pk", "596 lots", "39,575 kits". */
export function readQuantity(tokens: readonly Token[], at: number): ReadCount | undefined {
  const next = afterNumber(tokens, at)
  const unit = next === undefined ? undefined : tokens[next]
  if (next === undefined || unit?.before !== 'blank' || !quantityUnits.has(unit.key)) return undefined
  if (tokens[next + 1]?.hasDigit) return undefined
  return headWords.has(unit.key) && isLabel(tokens, next) ? undefined : { phrase: 'quantity', next: next + 1 }
}

/** The index after "48" or "39,575". */
function afterNumber(tokens: readonly Token[], at: number): number | undefined {
  if (!/^\d{1,9}$/.test(tokens[at]?.key ?? '')) return undefined
  let next = at + 1
  while (
    tokens[next]?.key === ',' &&
    tokens[next + 1]?.before === 'nothing' &&
    /^\d{3}$/.test(tokens[next + 1]?.key ?? '')
  )
    next += 2
  return next
}

/** "3 lots affected: A1": the word is the label of what follows. */
function isLabel(tokens: readonly Token[], at: number): boolean {
  let next = at + 1
  while (next < at + 4 && /^(?:affected|impacted|recalled|are|is)$/.test(tokens[next]?.key ?? '')) next += 1
  return /^[:#]$/.test(tokens[next]?.key ?? '')
}

const quantityUnits: ReadonlySet<string> = new Set(
  'pk pks pack packs box boxes ea each kit kits case cases carton cartons unit units piece pieces pcs lots devices total'.split(
    ' ',
  ),
)

const packs: ReadonlySet<string> = new Set(
  'box boxes case cases pack packs carton cartons bag bags'.split(' '),
)
const countWords: ReadonlySet<string> = new Set(['qty', 'quantity', 'quantities', 'qnty'])
const numberWords: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten single both'.split(' '),
)
