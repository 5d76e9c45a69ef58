import { parseGtin } from '@recallwire/udi/gtin.ts'
import { classOf } from './mark-shape.ts'
import { type Reading, type Role, setRoles } from './reading.ts'
import type { Remainder } from './scope-draft.ts'

/**
 * Numbers without any label are lots or serials only where the text is nothing but such numbers ("502002091 502002088 …").
 * Beside other things they may be part numbers, sizes or dates: then a person reads them.
 */
export function settleUnlabelled(reading: Reading): void {
  const isLoose = (item: Reading['items'][number]) => item.kind === 'term' && !item.labelled
  const bare = reading.tokens.every((token, index) => {
    const role = reading.roles[index]
    return role === 'value' || role === 'separator' || (role === 'harmless' && token.kind === 'punctuation')
  })
  const alone = bare && reading.items.every(isLoose) && areAlike(reading)
  if (alone) return
  for (const item of reading.items) if (isLoose(item)) setRoles(reading, item.from, item.next, 'may-matter')
  for (const [index, item] of reading.items.entries()) {
    if (isLoose(item)) reading.items[index] = { kind: 'unread-units', from: item.from, next: item.next }
  }
}

/** "NW-100 60012 60013 NW-200 70012" may be products and their units: numbers that are made alike, or as long, are of one kind. With right check digits they may be UDI-DIs. */
function areAlike({ items }: Reading): boolean {
  const marks = items.flatMap((item) =>
    item.kind === 'term' && item.term.kind === 'mark' ? [item.term.value] : [],
  )
  if (marks.length > 0 && marks.every((mark) => mark.length >= 12 && parseGtin(mark).kind === 'gtin'))
    return false
  const makes = new Set(marks.map((mark) => classOf(mark).replace(/A+/g, 'A').replace(/9+/g, '9')))
  return makes.size <= 1 || new Set(marks.map((mark) => mark.length)).size === 1
}

/** Everything that is no value as stretches; separators between two stretches of one weight belong to the stretch. */
export function remaindersOf({ tokens, roles }: Reading): readonly Remainder[] {
  const remainders: Remainder[] = []
  let open: { start: number; end: number; weight: Remainder['weight'] } | undefined
  for (const [index, token] of tokens.entries()) {
    const role: Role = roles[index] ?? 'may-matter'
    if (role === 'separator') continue
    if (role === 'value') {
      open = undefined
    } else if (open?.weight === role) {
      open.end = token.end
    } else if (
      open?.weight === 'may-matter' &&
      token.kind === 'punctuation' &&
      opensAgain(tokens, roles, index)
    ) {
      open.end = token.end
    } else {
      const weight = role
      open = { start: token.start, end: token.end, weight }
      remainders.push({ span: open, weight })
    }
  }
  return remainders.map(({ span, weight }) => ({ span: { start: span.start, end: span.end }, weight }))
}

/** Whether what was not understood goes on behind this punctuation, e.g. behind the bracket in "version (level)". */
function opensAgain(tokens: Reading['tokens'], roles: readonly Role[], at: number): boolean {
  for (let index = at; index < Math.min(at + 4, tokens.length); index += 1) {
    if (roles[index] === 'may-matter') return true
    if (roles[index] === 'value' || tokens[index]?.kind === 'word') return false
  }
  return false
}
