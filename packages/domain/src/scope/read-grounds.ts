import {
  fillSlots,
  type Ground,
  type GroundKind,
  type GroundPrefix,
  groundPrefixes,
  grounds,
  type Slots,
  type SoftwareDemand,
  slotWords,
  softwareDemands,
} from './grounds.ts'

/**
 * The sentences of a verdict's `because`, taken apart; undefined where it holds words of another kind, which can then only be quoted.
 * What was read says the same text again, letter by letter, or it was not read.
 */
export function readGrounds(because: string): readonly Ground[] | undefined {
  const read = because.split('; ').map(readGround)
  const whole = read.filter((ground) => ground !== undefined)
  if (whole.length < read.length) return undefined
  return whole.map(sayGround).join('; ') === because ? whole : undefined
}

/** What a version misses, in the order it is said; undefined for other words. */
export function readDemands(
  otherwise: string,
): readonly { readonly kind: SoftwareDemand; readonly slots: Slots }[] | undefined {
  const read = otherwise.split(/ and (?=is |does )/).map((words) => match(demandPatterns, words))
  const whole = read.filter((demand) => demand !== undefined)
  return whole.length === read.length ? whole : undefined
}

const sayGround = ({ kind, slots, prefixes }: Ground): string =>
  [
    ...prefixes.map((prefix) => fillSlots(groundPrefixes[prefix.kind], prefix.slots)),
    fillSlots(grounds[kind], slots),
  ].join('')

function readGround(sentence: string): Ground | undefined {
  const prefixes: { kind: GroundPrefix; slots: Slots }[] = []
  let rest = sentence
  for (let found = match(prefixPatterns, rest); found !== undefined; found = match(prefixPatterns, rest)) {
    prefixes.push({ kind: found.kind, slots: found.slots })
    rest = rest.slice(found.length)
  }
  const found = match(groundPatterns, rest)
  return found && { kind: found.kind, slots: found.slots, prefixes }
}

type Pattern<Kind> = { readonly kind: Kind; readonly pattern: RegExp }

function match<Kind>(
  patterns: readonly Pattern<Kind>[],
  text: string,
): { readonly kind: Kind; readonly slots: Slots; readonly length: number } | undefined {
  for (const { kind, pattern } of patterns) {
    const found = pattern.exec(text)
    if (found !== null) return { kind, slots: { ...found.groups }, length: found[0].length }
  }
  return undefined
}

/** Sentences with more fixed words come first: `software {version} {otherwise}` would take them all. */
const byFixedWords = (left: string, right: string): number => fixedOf(right) - fixedOf(left)
const fixedOf = (sentence: string): number => sentence.replace(/\{\w+\}/g, '').length

function patternsOf<Kind extends string>(
  sentences: Readonly<Record<Kind, string>>,
  kinds: readonly Kind[],
  end: '' | '$',
): readonly Pattern<Kind>[] {
  return kinds
    .toSorted((left, right) => byFixedWords(sentences[left], sentences[right]))
    .map((kind) => ({ kind, pattern: new RegExp(`^${sourceOf(sentences[kind])}${end}`) }))
}

const sourceOf = (sentence: string): string =>
  sentence
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? slotSource(part.slice(1, -1)) : RegExp.escape(part)))
    .join('')

function slotSource(name: string): string {
  const words = name === 'other' ? slotWords.role : Object.entries(slotWords).find(([of]) => of === name)?.[1]
  return `(?<${name}>${words === undefined ? '.+?' : words.join('|')})`
}

const keysOf = <Key extends string>(record: Readonly<Record<Key, string>>): readonly Key[] =>
  // The keys of a literal are known; Object.keys forgets them.
  Object.keys(record).filter((key): key is Key => key in record)

const groundPatterns: readonly Pattern<GroundKind>[] = patternsOf(grounds, keysOf(grounds), '$')
const prefixPatterns: readonly Pattern<GroundPrefix>[] = patternsOf(
  groundPrefixes,
  keysOf(groundPrefixes),
  '',
)
const demandPatterns: readonly Pattern<SoftwareDemand>[] = patternsOf(
  softwareDemands,
  keysOf(softwareDemands),
  '$',
)
