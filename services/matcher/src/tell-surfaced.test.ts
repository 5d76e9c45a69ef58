import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import {
  deviceObserved,
  facility,
  noticePublished,
  recall,
  recallClosed,
  replyReceived,
  secondRecall,
} from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
} from './matcher.test-support.ts'
import { sweep } from './sweep.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

type Site = 'a' | 'b' | 'c'
type Disposition = Parameters<typeof replyReceived>[2][number]['disposition']
const notice = noticePublished(1, { serials: ['1001', '1002'] })
const seen = (where: Site, day: number) => deviceObserved(where, day, { serial: '1001' })
const custodyAt = async (where: Site): Promise<string> => {
  const match = (await matchesOf(backEnd, recall)).find(
    ({ facilityId }) => facilityId === facility(where).facilityId,
  )
  if (match === undefined) throw new Error(`nothing was matched at ${where}`)
  return match.custodyId
}
/** Facility a says on 10 May what it did with the serial. */
const said = async (disposition: Disposition, at = '2025-05-10T12:00:00.000Z') =>
  replyReceived('a', at, [{ custodyId: await custodyAt('a'), disposition }])
const alerts = async () => ofType(await published(backEnd), 'recallwire.unit-surfaced.v1')
const placesTold = async () => (await alerts()).map(({ data }) => data.facilityId)
const [siteA, siteB] = [facility('a').facilityId, facility('b').facilityId]

describe('a serial that was reported gone and is seen afterwards', () => {
  test.each<[Disposition, number, number]>([
    ['destroyed', 1, 1],
    ['returned', 1, 1],
    ['used', 1, 1],
    ['transferred', 0, 0],
    ['not-held', 0, 0],
    ['corrected', 0, 0],
    ['cannot-locate', 0, 0],
    ['found', 0, 0],
  ])(
    '%s: is told %i time elsewhere and %i time at the same facility',
    async (disposition, elsewhere, here) => {
      await matcher.handle(notice, seen('a', 1))
      await matcher.handle(await said(disposition))
      await matcher.handle(seen('b', 12))
      expect((await placesTold()).filter((place) => place === siteB)).toHaveLength(elsewhere)
      await matcher.handle(seen('a', 13))
      expect((await placesTold()).filter((place) => place === siteA)).toHaveLength(here)
    },
  )

  test('is told when the reply arrives after the observation', async () => {
    await matcher.handle(notice, seen('a', 1), seen('b', 12))
    expect(await alerts()).toEqual([])
    await matcher.handle(await said('destroyed'))
    const [alert, ...more] = await alerts()
    expect(more).toEqual([])
    expect(alert?.data).toEqual({
      recallId: recall,
      ...facility('b'),
      custodyId: await custodyAt('b'),
      matchId: (await matchesOf(backEnd, recall)).find(({ facilityId }) => facilityId === siteB)?.matchId,
      earlier: { disposition: 'destroyed', at: '2025-05-10T12:00:00.000Z' },
      seenAt: '2025-05-12T08:00:00.000Z',
    })
    expect(JSON.stringify(alert)).not.toContain(siteA)
  })

  test('at the same facility is told when the reply arrives after the newer observation', async () => {
    await matcher.handle(notice, seen('a', 1), seen('a', 12))
    await matcher.handle(await said('destroyed'))
    expect(await placesTold()).toEqual([siteA])
  })

  test('is told once per pair, however often it is delivered and seen', async () => {
    await matcher.handle(notice, seen('a', 1))
    const reply = await said('returned')
    await matcher.handle(reply, seen('b', 12), seen('b', 12), reply, seen('b', 13))
    await matcher.handle(seen('c', 14))
    expect((await placesTold()).sort()).toEqual([siteB, facility('c').facilityId].sort())
    expect(await sweep(matcher.deps, new AbortController().signal)).toBe(0)
  })

  test('is told by the scan of a later notice that names the serial', async () => {
    await matcher.handle(noticePublished(1, { serials: ['1001'] }), seen('a', 1))
    await matcher.handle(await said('destroyed'))
    const other = deviceObserved('b', 12, { serial: '1001' })
    await matcher.handle(noticePublished(2, { serials: ['9999'] }))
    await matcher.scan()
    await matcher.handle(other)
    expect(await alerts()).toEqual([])
    await matcher.handle(noticePublished(3, { serials: ['1001'] }))
    await matcher.scan()
    expect(await placesTold()).toEqual([siteB])
  })
})

describe('after the recall is closed', () => {
  test('what surfaces goes on record once, though nothing is matched any more', async () => {
    await matcher.handle(notice, seen('a', 1))
    await matcher.handle(await said('destroyed'), recallClosed(), seen('b', 12), seen('b', 12), seen('a', 13))
    expect((await placesTold()).sort()).toEqual([siteA, siteB])
    expect(await matchesOf(backEnd, recall)).toHaveLength(1)
  })

  test('nothing is told of a unit that was never in scope', async () => {
    await matcher.handle(noticePublished(1, { serials: ['1002'] }), seen('a', 1))
    await matcher.handle(await said('destroyed'), recallClosed(), seen('b', 12))
    expect(await alerts()).toEqual([])
  })
})

describe('nothing is told', () => {
  test('of what was seen before the reply was given, however late it arrives', async () => {
    await matcher.handle(notice, seen('a', 1))
    await matcher.handle(await said('destroyed'))
    await matcher.handle(seen('b', 9))
    expect(await alerts()).toEqual([])
  })

  test('of a report that was corrected by a newer one, in whichever order they arrive', async () => {
    await matcher.handle(notice, seen('a', 1))
    const [wrong, right] = [await said('destroyed'), await said('found', '2025-05-11T12:00:00.000Z')]
    await matcher.handle(right, wrong, seen('b', 12))
    expect(await alerts()).toEqual([])
  })

  test('under another recall than the one the reply was about', async () => {
    await matcher.handle(notice, noticePublished(1, { all: true }, { recallId: secondRecall }), seen('a', 1))
    await matcher.handle(await said('destroyed'), seen('b', 12))
    expect((await alerts()).map(({ data }) => data.recallId)).toEqual([recall])
  })

  test('of a lot, since no single unit of it can be recognised', async () => {
    await matcher.handle(noticePublished(1, { lots: ['L1'] }), deviceObserved('a', 1, { lot: 'L1' }))
    await matcher.handle(await said('destroyed'), deviceObserved('b', 12, { lot: 'L1' }))
    expect(await alerts()).toEqual([])
  })

  test('of a serial the notice does not cover', async () => {
    await matcher.handle(noticePublished(1, { serials: ['1002'] }), seen('a', 1))
    await matcher.handle(await said('destroyed'), seen('b', 12))
    expect(await alerts()).toEqual([])
  })

  test('of a unit that was removed again before anybody looked', async () => {
    await matcher.handle(notice, seen('a', 1), seen('b', 12))
    await matcher.handle(deviceObserved('b', 13, { serial: '1001', presence: 'removed' }))
    await matcher.handle(await said('destroyed'))
    expect(await alerts()).toEqual([])
  })
})
