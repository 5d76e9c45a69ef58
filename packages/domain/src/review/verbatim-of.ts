import type { DraftGroup, ScopeDraft } from '../scope-text/scope-draft.ts'

/** Of a text about several products each keeps so many characters of its own stretch; the review keeps the whole text. */
const mostOfSeveral = 20_000

/** The words a product was read from: the whole text, or of several products the lines that its values stand in. */
export function verbatimOf(draft: ScopeDraft, group: DraftGroup): string {
  const { text, groups } = draft
  if (groups.length === 1) return text
  const { first, last } = extentOf(group)
  const start = text.lastIndexOf('\n', first) + 1
  const lineEnd = text.indexOf('\n', last)
  const end = lineEnd === -1 ? text.length : lineEnd
  return text.slice(start, Math.min(end, start + mostOfSeveral))
}

/** By a loop: a list of a hundred thousand values is too long to be the arguments of one call. */
function extentOf({ dis, refs, units, exceptions }: DraftGroup): {
  readonly first: number
  readonly last: number
} {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0]
  for (const { span } of [...dis, ...refs, ...units, ...exceptions]) {
    first = Math.min(first, span.start)
    last = Math.max(last, span.end)
  }
  return { first, last }
}
