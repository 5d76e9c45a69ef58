import { groupClause } from '@recallwire/domain/scope-text/draft-clause.ts'
import { type ScopeDraft, textOfSpan } from '@recallwire/domain/scope-text/scope-draft.ts'
import { termWords } from '@recallwire/domain/scope-text/term-words.ts'

/** What was read and what was not, side by side with the words of the text, for the person who confirms it. */
export function renderScopeDraft(draft: ScopeDraft): string {
  const { groups, remainders, text } = draft
  const unread = remainders.filter(({ weight }) => weight === 'may-matter')
  return [
    ...groups.flatMap((group, index) => [
      `Product ${index + 1}${named(' UDI-DI', group.dis)}${named(' REF', group.refs)}`,
      ...group.units.map((term) => `  covers   ${termWords(term)}`),
      ...group.exceptions.map((term) => `  excepts  ${termWords(term)}`),
      ...(group.units.length === 0 && group.exceptions.length === 0 ? ['  says nothing about units'] : []),
    ]),
    ...(groups.length === 0 ? ['Nothing was read.'] : []),
    ...(unread.length === 0 ? [] : ['', 'Not understood, and could change which units are covered:']),
    ...unread.map(
      ({ span }) => `  ${span.start}-${span.end}  ${textOfSpan(text, span).replaceAll(/\s+/g, ' ')}`,
    ),
    '',
    draft.isOpen
      ? 'This draft is open: until a person confirms it, no unit is proved outside by it.'
      : 'Everything was read. A person must still confirm it.',
  ].join('\n')
}

/** The same for a program: every value with its place, and each product's clause in the scope language. */
export const scopeDraftValue = (draft: ScopeDraft): object => ({
  isOpen: draft.isOpen,
  products: draft.groups.map((group) => ({ ...group, ...groupClause(draft, group) })),
  remainders: draft.remainders.map(({ span, weight }) => ({
    span,
    weight,
    text: textOfSpan(draft.text, span),
  })),
})

const named = (label: string, values: readonly { readonly value: string }[]): string =>
  values.length === 0 ? '' : `${label} ${values.map(({ value }) => value).join(', ')}`
