import { headWords, type Label } from './label-words.ts'
import { recogniseLabel } from './recognise-label.ts'
import type { Token } from './tokenise.ts'

/** "All units", with the label in it: what is excepted from "all serial numbers" are serials. */
export type ReadAll = { readonly next: number; readonly label: Label | undefined }

/** "All units", "all lot numbers", "All product numbers and all serial numbers", "All pumps distributed", "All". */
export function recogniseAll(tokens: readonly Token[], at: number): ReadAll | undefined {
  let read = readOne(tokens, at)
  for (let turn = 0; turn < 3 && read !== undefined; turn += 1) {
    const more = readAnother(tokens, read.next)
    if (more === undefined) break
    read = { next: more.next, ofUnits: read.ofUnits || more.ofUnits, label: more.label }
  }
  return read?.ofUnits ? { next: afterParticiple(tokens, read.next), label: read.label } : undefined
}

type OneAll = { readonly next: number; readonly ofUnits: boolean; readonly label: Label | undefined }

function readOne(tokens: readonly Token[], at: number): OneAll | undefined {
  if (tokens[at]?.key !== 'all') return undefined
  if (at === 0 && tokens.slice(1, 3).every((token) => token.key === '.'))
    return { next: 1, ofUnits: true, label: undefined }
  const adjective = adjectives.has(tokens[at + 1]?.key ?? '') ? 1 : 0
  return (
    readKind(tokens, at + 1 + adjective) ??
    (nouns.has(tokens[at + 1 + adjective]?.key ?? '')
      ? { next: at + 2 + adjective, ofUnits: true, label: undefined }
      : undefined)
  )
}

/** "… and all serial numbers", and "… and serial numbers" where none follow. */
function readAnother(tokens: readonly Token[], at: number): OneAll | undefined {
  const joint = tokens[at]?.key ?? ''
  if (joint === ',' || joint === ';') return readOne(tokens, at + 1)
  if (joint !== 'and' && joint !== '&' && joint !== '/') return undefined
  const all = readOne(tokens, at + 1)
  if (all !== undefined) return all
  const named = readKind(tokens, at + 1)
  return named !== undefined && isEnd(tokens, named.next) ? named : undefined
}

function readKind(tokens: readonly Token[], at: number): OneAll | undefined {
  if (tokens[at]?.key === 'versions' && isEnd(tokens, at + 1))
    return { next: at + 1, ofUnits: true, label: 'software' }
  const label = recogniseLabel(tokens, at)
  switch (label?.label) {
    case 'lot':
    case 'serial':
    case 'either':
    case 'software':
      return { next: label.next, ofUnits: true, label: label.label }
    case 'ref':
    case 'expires':
      return { next: label.next, ofUnits: false, label: undefined }
    case 'identifier': {
      const names = tokens.slice(at, label.next).map(({ key }) => headWords.get(key))
      const named = names.find((name) => name === 'lot' || name === 'serial')
      return named && { next: label.next, ofUnits: true, label: named }
    }
    default:
      return undefined
  }
}

/** "All units manufactured." and "All lots on the market" tell nothing more; "All units manufactured before 2019" does. */
function afterParticiple(tokens: readonly Token[], at: number): number {
  let phrase = ''
  for (let next = at; next < at + 5 && next < tokens.length; next += 1) {
    phrase += (next === at ? '' : ' ') + tokens[next]?.key
    if (participles.has(phrase) && isEnd(tokens, next + 1)) return next + 1
  }
  return at
}

function isEnd(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.before === 'line' || token.key === ';') return true
  return token.key === '.' && tokens[at + 1]?.key !== '.'
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const adjectives = words('affected impacted recalled such of the these')
const participles: ReadonlySet<string> = new Set(
  'manufactured|made|produced|distributed|shipped|sold|released|distributed to date|sold to date|in distribution|in commerce|in use|in the field|on the market|currently on the market'.split(
    '|',
  ),
)
/** What devices are called when nothing nearer is said. Parts, people and places are not among them. */
const nouns = words(
  'unit units device devices product products codes system systems monitor monitors pump pumps ventilator ventilators defibrillator defibrillators aeds catheter catheters instrument instruments analyzer analyzers kit kits implant implants machine machines scanner scanners table tables bed beds',
)
