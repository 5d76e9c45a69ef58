import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { NoticeContent } from './notice-content.ts'

/** The parts of a notice whose change a facility must be told about, in the order a letter names them. */
export const materialParts = ['scope', 'instructions', 'checks', 'deadline'] as const
export type MaterialPart = (typeof materialParts)[number]

/**
 * What changed that matters to whoever holds a unit. Computed, never declared: a firm cannot hide a wider scope in a
 * "correction of wording", and a corrected phone number alone sends nobody a letter.
 */
export function materialChanges(before: NoticeContent, after: NoticeContent): readonly MaterialPart[] {
  return materialParts.filter(
    (part) => canonicalJson(partOf(before, part)) !== canonicalJson(partOf(after, part)),
  )
}

function partOf(content: NoticeContent, part: MaterialPart): unknown {
  switch (part) {
    case 'scope':
      return content.products.map(({ productId, manufacturer, refs, dis, units }) => ({
        productId,
        manufacturer,
        refs,
        dis,
        units,
      }))
    case 'instructions':
      return { action: content.action, steps: content.instructions }
    case 'checks':
      return content.checks
    case 'deadline':
      return content.replyWithinBusinessDays ?? null
  }
}
