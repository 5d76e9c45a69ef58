import type { ReadItem, Reading } from './reading.ts'
import type { Token } from './tokenise.ts'

export type Identifier = Extract<ReadItem, { kind: 'di' | 'ref' | 'unread-product' }>
export type Units = Extract<ReadItem, { kind: 'term' | 'unread-units' }>

/** Products, or units, that stand together; put in order, a product and its units. */
export type Run = { readonly identifiers: readonly Identifier[]; readonly terms: readonly Units[] }

/** Runs of identifiers and of terms in turn. */
export function runsOf(items: Reading['items']): readonly Run[] {
  const runs: { identifiers: Identifier[]; terms: Units[] }[] = []
  for (const item of items) {
    let run = runs.at(-1)
    const isTerm = item.kind === 'term' || item.kind === 'unread-units'
    if (run === undefined || (isTerm ? run.identifiers.length > 0 : run.terms.length > 0)) {
      run = { identifiers: [], terms: [] }
      runs.push(run)
    }
    if (item.kind === 'term' || item.kind === 'unread-units') run.terms.push(item)
    else run.identifiers.push(item)
  }
  return runs
}

export const joined = (runs: readonly Run[]): Run => ({
  identifiers: runs.flatMap((run) => run.identifiers),
  terms: runs.flatMap((run) => run.terms),
})

/**
 * Products before their units. Of identifiers between two lists the strongest break tells which are still the product before:
 * "Model A: lot 1, UDI-DI B; Model C: lot 2".
 */
export function productsFirst(runs: readonly Run[], tokens: readonly Token[]): readonly Run[] {
  const blocks: Run[] = []
  for (let index = 0; index < runs.length; index += 2) {
    const { identifiers } = runs[index] ?? joined([])
    const { terms } = runs[index + 1] ?? joined([])
    const before = blocks.at(-1)
    const own = before === undefined ? 0 : trailingCount(tokens, before, identifiers)
    if (before !== undefined && own > 0)
      blocks[blocks.length - 1] = {
        ...before,
        identifiers: [...before.identifiers, ...identifiers.slice(0, own)],
      }
    if (terms.length > 0 || own < identifiers.length)
      blocks.push({ identifiers: identifiers.slice(own), terms })
  }
  return blocks
}

/** How many of the identifiers behind a list are other names of its product: of kinds that it has none of yet. */
function trailingCount(tokens: readonly Token[], before: Run, identifiers: readonly Identifier[]): number {
  const last = before.terms.at(-1)
  if (last === undefined) return 0
  const breaks = identifiers.map(({ from }, index) =>
    breakBetween(tokens, identifiers[index - 1]?.next ?? last.next, from),
  )
  const at = breaks.indexOf(Math.max(...breaks))
  const kinds = new Set(before.identifiers.map(({ kind }) => kind))
  return identifiers.slice(0, at).some(({ kind }) => kinds.has(kind)) ? 0 : at
}

/** A new line is stronger than a semicolon or a full stop, and these are stronger than a comma. */
function breakBetween(tokens: readonly Token[], from: number, next: number): number {
  const strengths = tokens.slice(from, next + 1).map((token, offset) => {
    if (token.before === 'line') return 3
    if (from + offset === next) return 0
    if (token.key === ';' || (token.key === '.' && tokens[from + offset + 1]?.before === 'blank')) return 2
    return token.key === ',' ? 1 : 0
  })
  return Math.max(0, ...strengths)
}

/** "Lot A1, UDI (01)0950…(10)A1": what a UDI repeats of the list before it belongs to that list. */
export function withRepeatedTerms(runs: readonly Run[], tokens: readonly Token[]): readonly Run[] {
  const kept: { identifiers: Identifier[]; terms: Units[]; known: Set<string> }[] = []
  for (const { identifiers, terms } of runs) {
    const list = kept.at(-2)
    const first = terms.findIndex((term) => !isElement(tokens, term) || !list?.known.has(markOf(term)))
    const rest = terms.slice(first < 0 ? terms.length : first)
    for (const term of terms.slice(0, terms.length - rest.length)) list?.terms.push(term)
    const last = kept.at(-1)
    if (rest.length === 0 && last?.terms.length === 0) last.identifiers.push(...identifiers)
    else kept.push({ identifiers: [...identifiers], terms: rest, known: new Set(rest.map(markOf)) })
  }
  return kept
}

/** "(10)A1": the value of an application identifier. */
const isElement = (tokens: readonly Token[], { from }: Units): boolean =>
  tokens[from - 1]?.key === ')' && /^(?:10|21)$/.test(tokens[from - 2]?.key ?? '')

const markOf = (item: Units): string =>
  item.kind === 'term' && item.term.kind === 'mark' && !item.excepted
    ? `${item.term.of} ${item.term.value}`
    : ''
