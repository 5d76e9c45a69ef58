import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, firmId, noticePublished, recall, recallClosed } from '../fixtures/events.ts'
import {
  createTestMatcher,
  installationId,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
} from '../matcher.test-support.ts'
import { actOnReview } from './act-on-review.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const text = 'Lot # 214117, 216117 in Ohio'
const words = { prose: text }
const listed = { lots: ['214117', '216117'] }
const editor = { organisationId: firmId, role: 'manufacturer-editor', by: 'editor' } as const

const reviews = async () => (await backEnd.reviews.list({ organisationId: firmId }, 10)).items
const confirmed = async () => {
  const [review] = await reviews()
  const product = { productId: 'P1', name: 'Pump', manufacturer: 'Northwind', refs: ['NW-100'], dis: [] }
  return actOnReview(backEnd, {
    reviewId: review?.reviewId ?? '',
    command: { kind: 'ConfirmReview', products: [{ ...product, units: listed, verbatim: text }] },
    actor: editor,
    at: now,
    causeId: 'confirm',
  })
}

describe('words of a published notice', () => {
  test('wait for a person, and what they leave open is possible meanwhile', async () => {
    await matcher.handle(
      noticePublished(1, words),
      deviceObserved('a', 1, { lot: '214117' }),
      deviceObserved('a', 1, { lot: '999' }),
    )
    expect(await reviews()).toMatchObject([
      {
        status: 'open',
        organisationId: firmId,
        recallId: recall,
        productId: 'P1',
        source: 'Notice FA-1, product P1',
      },
    ])
    const verdicts = (await matchesOf(backEnd, recall)).map(({ verdict }) => verdict.value)
    expect(verdicts.sort()).toEqual(['affected', 'possible'])
    const [opened, ...more] = ofType(await published(backEnd), 'recallwire.review-opened.v1')
    expect(more).toEqual([])
    expect(opened).toMatchObject({
      actor: { role: 'service', organisationId: installationId },
      data: { recallId: recall },
    })
  })

  test('are opened once, however often the notice is told and revised with them', async () => {
    const event = noticePublished(1, words)
    await matcher.handle(event, event, noticePublished(2, { anyOf: [words, { serials: ['7'] }] }))
    expect(await reviews()).toHaveLength(1)
    expect(ofType(await published(backEnd), 'recallwire.review-opened.v1')).toHaveLength(1)
  })

  test('wait no longer when a revision lists the units, and again when they come back', async () => {
    await matcher.handle(noticePublished(1, words), noticePublished(2, listed))
    expect(await reviews()).toMatchObject([{ status: 'dismissed' }])
    const [ended] = ofType(await published(backEnd), 'recallwire.review-dismissed.v1')
    expect(ended?.data).toMatchObject({
      because: 'superseded',
      reason: 'Revision 2 of the notice no longer has these words.',
    })
    await matcher.handle(noticePublished(3, words), noticePublished(2, listed))
    expect(await reviews()).toMatchObject([{ status: 'open' }])
  })

  test('stay as a person settled them', async () => {
    await matcher.handle(noticePublished(1, words))
    expect(await confirmed()).toMatchObject({ kind: 'done' })
    await matcher.handle(noticePublished(2, listed), noticePublished(3, words), recallClosed())
    expect(await reviews()).toMatchObject([{ status: 'confirmed' }])
  })

  test('wait no longer when the recall is over, even if the notice is told late', async () => {
    await matcher.handle(noticePublished(1, words), recallClosed())
    expect(await reviews()).toMatchObject([{ status: 'dismissed' }])
    await matcher.handle(noticePublished(2, { prose: 'Lots A1 sold in Iowa' }))
    expect(await reviews()).toHaveLength(1)
  })

  test('change nothing of the notice when they are confirmed', async () => {
    await matcher.handle(noticePublished(1, words), deviceObserved('a', 1, { lot: '999' }))
    await confirmed()
    const { data } = ofType(await published(backEnd), 'recallwire.review-confirmed.v1')[0] ?? {}
    expect(data).toMatchObject({
      recallId: recall,
      changes: { added: expect.arrayContaining([{ productId: 'P1', of: 'lot', value: '216117' }]) },
    })
    expect((await backEnd.scopes.get(recall))?.document.products[0]?.units).toEqual(words)
    expect((await matchesOf(backEnd, recall))[0]?.verdict.value).toBe('possible')
  })
})
