import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '../access/actor.ts'
import { textReviewIdOf } from '../ids.ts'
import { decideReview, type ReviewCommand } from './decide-review.ts'
import { evolveReview } from './evolve-review.ts'
import { type Review, type ReviewOrigin, reviewOriginSchema } from './review.ts'

export const at = '2025-06-20T14:00:00.000Z'
export const editor: Actor = { organisationId: 'f'.repeat(26), role: 'manufacturer-editor', by: 'editor' }

export const originOf = (text: string, more: Partial<ReviewOrigin> = {}): ReviewOrigin =>
  reviewOriginSchema.parse({
    reviewId: textReviewIdOf(editor.organisationId, text),
    organisationId: editor.organisationId,
    title: 'Letter of June',
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    source: 'Letter to customers of 2 June 2025',
    text,
    textHash: sha256Hex(text),
    ...more,
  })

/** What a command leads to; a refusal stands as its reason. */
export function act(review: Review | undefined, command: ReviewCommand, actor = editor): Review | string {
  const decision = decideReview(review, command, { actor, at })
  if (decision.kind === 'refused') return decision.reason
  const next = decision.events.reduce<Review | undefined>(evolveReview, review)
  return next ?? 'nothing'
}

export function openReview(text: string, more: Partial<ReviewOrigin> = {}): Review {
  const opened = act(undefined, { kind: 'OpenReview', origin: originOf(text, more) })
  if (typeof opened === 'string') throw new Error(opened)
  return opened
}
