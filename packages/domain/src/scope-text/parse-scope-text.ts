import { inOneDateOrder } from './date-order.ts'
import { groupItems } from './group-items.ts'
import { settleDistribution } from './read-distribution.ts'
import { readTokens } from './read-tokens.ts'
import type { ScopeDraft } from './scope-draft.ts'
import { remaindersOf, settleUnlabelled } from './settle-remainders.ts'
import { tokenise } from './tokenise.ts'

/**
 * Reads the scope of a recall from prose (openFDA `code_info` and `product_description`, letters) into a draft for a person
 * to confirm. Any text gives a draft, in time linear in its length. No text is dropped: it is a value, a separator, or a
 * remainder, and a remainder that could change which units are covered keeps the draft open (`isOpen`).
 */
export function parseScopeText(text: string): ScopeDraft {
  const reading = readTokens(inOneDateOrder(tokenise(text)))
  settleUnlabelled(reading)
  const groups = groupItems(reading)
  settleDistribution(reading, groups)
  const isOpen = groups.length === 0 || reading.roles.includes('may-matter')
  return { text, groups, remainders: remaindersOf(reading), isOpen }
}
