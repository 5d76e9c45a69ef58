import type { LabelForm } from './joined-marks.ts'
import { rangeWords, skipTails } from './label-tails.ts'
import { dateTailWords, headWords, type Label, pairedWords } from './label-words.ts'
import type { Token } from './tokenise.ts'

/** A label that was read, and the index after it. */
export type ReadLabel = {
  readonly label: Label
  /** What stands in brackets after each value, when the label says so: "Lot number (UDI Number): 855505H (2088…)". */
  readonly inBrackets?: Label | undefined
  /** The label announces expiry dates beside the values: "Lot Numbers (Expiration Date):". */
  readonly withExpiry: boolean
  /** The label announces UDI-DIs beside them: "Lot/UDI:". */
  readonly withDi: boolean
  /** "Serial Number", "Serial Numbers" or "Serial number range". */
  readonly form: LabelForm
  readonly next: number
}

/** Reads a label of any spelling: "Lot # ", "Lot/Batch Numbers:", "S/N", "Serial Nos.", "Lot Number(s)". */
export function recogniseLabel(tokens: readonly Token[], at: number): ReadLabel | undefined {
  const first = recogniseName(tokens, at)
  if (first === undefined) return undefined
  let { label, next } = first
  let withExpiry = false
  let withDi = false
  for (let turn = 0; turn < 4; turn += 1) {
    const joint = tokens[next]?.key
    const joins = joint === '/' || joint === 'or' || joint === '&' || joint === 'and' || joint === ','
    const more = joins ? recogniseName(tokens, next + 1) : undefined
    const isDate = more?.label === 'expires' && label !== 'expires' && !tokens[more.next]?.hasDigit
    if (more === undefined || (!isDate && joint === ',')) break
    withExpiry ||= isDate
    withDi ||= !isDate && label !== more.label && (label === 'di' || more.label === 'di')
    label = isDate ? label : together(label, more.label)
    next = more.next
  }
  const brackets = readBrackets(tokens, next)
  next = skipMarks(tokens, brackets?.next ?? next)
  if (label === 'identifier') {
    const inside = brackets?.labels[0]
    return { label: inside ?? 'identifier', withExpiry, withDi: false, form: formOf(tokens, at, next), next }
  }
  const inside = brackets?.labels ?? []
  const inBrackets = inside.find((one) => one !== 'expires' && one !== 'manufactured')
  const form = formOf(tokens, at, next)
  return { label, inBrackets, withExpiry: withExpiry || inside.includes('expires'), withDi, form, next }
}

function formOf(tokens: readonly Token[], at: number, next: number): LabelForm {
  const words = tokens.slice(at, next).map((token) => token.key)
  if (words.some((word) => rangeWords.has(word))) return 'range'
  return words.some((word) => pluralWords.test(word)) ? 'many' : 'one'
}

/** "Model/Serial Number" does not say which of the two its numbers are. In "Lot/UDI" the check digit does. */
function together(label: Label, other: Label): Label {
  const both = new Set([label, other])
  if (both.size === 1) return label
  if (both.has('di') && both.has('lot')) return 'lot'
  if (both.has('di') && both.has('serial')) return 'serial'
  if (both.has('lot') && both.has('serial')) return 'either'
  return both.has('either') && !both.has('di') && !both.has('ref') ? 'either' : 'identifier'
}

/** The name alone, without brackets or the marks that end a label: "Lot Number", "Exp. Date". */
export function recogniseName(
  tokens: readonly Token[],
  at: number,
): { label: Label; next: number } | undefined {
  const dot = tokens[at + 1]?.key === '.' ? 1 : 0
  if (/^mf[gr]$/.test(tokens[at]?.key ?? '') && dateTailWords.has(tokens[at + 1 + dot]?.key ?? ''))
    return { label: 'manufactured', next: at + 2 + dot }
  const paired = readPaired(tokens, at)
  if (paired !== undefined) return paired
  let next = at
  while (next - at < 3 && adjectives.has(tokens[next]?.key ?? '') && tokens[next + 1]?.before !== 'line')
    next += 1
  const key = tokens[next]?.key ?? ''
  if (key === 'date' && tokens[next + 1]?.key === 'of' && tokens[next + 2]?.key === 'manufacture')
    return { label: 'manufactured', next: next + 3 }
  if ((key === 'units' || key === 'unit') && tokens[next + 1]?.key === ':')
    return { label: 'either', next: next + 1 }
  if (
    (key === 'code' || key === 'codes') &&
    opensLine(tokens, next) &&
    /^[:#]$/.test(tokens[next + 1]?.key ?? '')
  )
    return { label: 'either', next: next + 1 }
  if (key === 'list' && tokens[next + 1]?.hasDigit) return { label: 'ref', next: next + 1 }
  if (
    (key === 'version' || key === 'versions') &&
    (tokens[next + 1]?.hasDigit || versionBounds.test(tokens[next + 1]?.key ?? ''))
  )
    return { label: 'software', next: next + 1 }
  if (next > at) {
    const after = readPaired(tokens, next)
    if (after !== undefined) return after
  }
  if (key === 'product' && headWords.get(tokens[next + 1]?.key ?? '') === 'identifier')
    return { label: 'identifier', next: next + 2 }
  const label = headWords.get(key)
  if (label === undefined || tokens[next]?.kind !== 'word') return undefined
  return { label, next: skipTails(tokens, next + 1, label) }
}

/** "Code: A1" on its own; a "date code" or a "zip code" is another thing. */
const opensLine = (tokens: readonly Token[], at: number): boolean =>
  at === 0 || tokens[at]?.before === 'line' || /^[.;]$/.test(tokens[at - 1]?.key ?? '')

/** "Product Code", "Use By", "Manufacturing date", "Sales order": words that name something only together. */
function readPaired(tokens: readonly Token[], at: number): { label: Label; next: number } | undefined {
  const paired = pairedWords.get(tokens[at]?.key ?? '')
  const second = tokens[at + 1]?.key === '.' ? at + 2 : at + 1
  if (paired === undefined || !paired[1].has(tokens[second]?.key ?? '')) return undefined
  return { label: paired[0], next: skipTails(tokens, second + 1, paired[0]) }
}

/** "(Expiration Date)", "(Lot Number, Expiration Date)": labels alone between brackets. */
function readBrackets(
  tokens: readonly Token[],
  at: number,
): { readonly labels: readonly Label[]; readonly next: number } | undefined {
  if (tokens[at]?.key !== '(') return undefined
  const labels: Label[] = []
  let next = at + 1
  for (let turn = 0; turn < 4; turn += 1) {
    const name = recogniseName(tokens, next)
    if (name === undefined) return undefined
    labels.push(name.label)
    next = skipMarks(tokens, name.next)
    if (tokens[next]?.key === ')') return { labels, next: next + 1 }
    if (tokens[next]?.key !== ',' && tokens[next]?.key !== '/' && tokens[next]?.key !== 'and')
      return undefined
    next += 1
  }
  return undefined
}

/** The colon, number sign, slash or dash that ends a label. Three full stops are no such mark: text is missing there. */
function skipMarks(tokens: readonly Token[], at: number): number {
  let next = at
  while (labelEnds.has(tokens[next]?.key ?? '') && next - at < 4) next += 1
  if (tokens[next]?.key === '.' && tokens[next + 1]?.key !== '.') next += 1
  while (labelEnds.has(tokens[next]?.key ?? '') && next - at < 6) next += 1
  return next
}

const pluralWords = /^(?:lots|batches|serials|sns?|s\/ns?|numbers|nos|nums|codes|ids|s|numbers\(s\))$/
const versionBounds = /^(?:prior|before|below|up|between|from|:)$/
const labelEnds: ReadonlySet<string> = new Set([':', '#', '=', '/', '-'])
const adjectives: ReadonlySet<string> = new Set([
  'mfg',
  'manufacturer',
  'manufacturing',
  'affected',
  'impacted',
  'recalled',
  'primary',
  'unique',
  'production',
  'kit',
  'pack',
  'tray',
  'system',
  'equipment',
  'instrument',
  'machine',
])
