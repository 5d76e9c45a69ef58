import type { DraftValue, ScopeDraft, Span, UnitTerm } from '../scope-text/scope-draft.ts'
import { termWords } from '../scope-text/term-words.ts'

/** One thing that was read, and where it stands in the text. */
export type ReadValue = Span & {
  readonly of: 'UDI-DI' | 'product code' | 'units' | 'exception'
  /** e.g. `lot A1`, `serial 100 to 200`. */
  readonly words: string
  /** Which product of the text it was said of, from 1. */
  readonly product: number
}

/** All that was read, in the order of the text. */
export function readValues(draft: ScopeDraft): readonly ReadValue[] {
  return draft.groups
    .flatMap((group, index) => {
      const named = (of: ReadValue['of'], values: readonly DraftValue[]) =>
        values.map(({ value, span }) => ({ ...span, of, words: value, product: index + 1 }))
      const said = (of: ReadValue['of'], terms: readonly UnitTerm[]) =>
        terms.map((term) => ({ ...term.span, of, words: termWords(term), product: index + 1 }))
      return [
        ...named('UDI-DI', group.dis),
        ...named('product code', group.refs),
        ...said('units', group.units),
        ...said('exception', group.exceptions),
      ]
    })
    .sort((a, b) => a.start - b.start)
}
