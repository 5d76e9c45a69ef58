import type { Review } from '@recallwire/domain/review/review.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import { minutesLater, sampleId, sampleReview } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const firm = sampleId('firm')
const dismissed = {
  state: { status: 'dismissed', because: 'person', reason: 'Not ours.', by: 'person-1', at: minutesLater(9) },
} as const

export function describeReviewStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: reviews`, () => {
    test(
      "pages a firm's reviews, newest first, each once and without its text",
      fresh(async ({ one, other }) => {
        for (const [index, label] of ['a', 'b', 'c', 'd', 'e'].entries()) {
          await put(one, label, { openedAt: minutesLater(Math.floor(index / 2)) })
        }
        await put(one, 'elsewhere', { organisationId: sampleId('another firm') })
        const found: string[] = []
        let after: string | undefined
        do {
          const page = await other.reviews.list({ organisationId: firm }, 2, after)
          expect(page.items.length).toBeLessThanOrEqual(2)
          for (const item of page.items) expect(item).not.toHaveProperty('text')
          found.push(...page.items.map(({ reviewId }) => reviewId))
          after = page.next
        } while (after !== undefined)
        const [e, ...rest] = found
        expect(e).toBe(sampleId('e'))
        expect(new Set(rest.slice(0, 2))).toEqual(new Set(['c', 'd'].map(sampleId)))
        expect(new Set(rest.slice(2))).toEqual(new Set(['a', 'b'].map(sampleId)))
        expect(found).toHaveLength(5)
      }),
    )

    test(
      'lists and counts by what became of them',
      fresh(async ({ one }) => {
        await put(one, 'waiting')
        const ended = await put(one, 'ended')
        await one.reviews.save({
          id: ended.reviewId,
          expectedVersion: 1,
          next: { ...ended, ...dismissed },
          events: [],
        })
        const listed = async (status: 'open' | 'confirmed' | 'dismissed') =>
          (await one.reviews.list({ organisationId: firm, status }, 10)).items.map((item) => [
            item.reviewId,
            item.status,
          ])
        expect(await listed('open')).toEqual([[sampleId('waiting'), 'open']])
        expect(await listed('dismissed')).toEqual([[sampleId('ended'), 'dismissed']])
        expect(await listed('confirmed')).toEqual([])
        expect(await one.reviews.countOpen(firm)).toBe(1)
        expect(await one.reviews.countOpen(sampleId('another firm'))).toBe(0)
      }),
    )

    test(
      'finds what waits of one recall, with the version to change it from',
      fresh(async ({ one, other }) => {
        const recallId = sampleId('recall')
        const waiting = await put(one, 'waiting', { recallId, productId: 'P1' })
        await put(one, 'ended', { recallId, productId: 'P2', ...dismissed })
        await put(one, 'of another recall', { recallId: sampleId('another recall'), productId: 'P1' })
        await put(one, 'of no recall')
        expect(await other.reviews.openOfRecall(recallId)).toEqual([{ version: 1, document: waiting }])
      }),
    )
  })
}

async function put({ reviews }: BackEnd, label: string, more: Partial<Review> = {}): Promise<Review> {
  const review = sampleReview(sampleId(label), more)
  await reviews.save({ id: review.reviewId, expectedVersion: 0, next: review, events: [] })
  return review
}
