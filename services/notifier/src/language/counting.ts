/** A word by number: `one` and `other`, and what else the language's plural has. */
export type CountedWord = { readonly one: string; readonly other: string }

/** How a language writes numbers, plurals and lists. Built once per language: the formatters are slow to make. */
export function createCounting(locale: string) {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const lists = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' })
  const number = (count: number): string => numbers.format(count)
  const plural = (count: number, words: CountedWord): string =>
    rules.select(count) === 'one' ? words.one : words.other
  return {
    number,
    /** The word alone, for a sentence that names the number elsewhere. */
    plural,
    /** The number and the word: "3 units". */
    counted: (count: number, words: CountedWord): string => `${number(count)} ${plural(count, words)}`,
    list: (items: readonly string[]): string => lists.format(items),
  }
}
