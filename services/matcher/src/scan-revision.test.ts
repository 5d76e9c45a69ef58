import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, facility, noticePublished, otherDi, pumpDi, recall } from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
  told,
} from './matcher.test-support.ts'
import { settleMatch } from './settle-match.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const all = { all: true } as const
const _serials = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${from + index}`)
const pumps = (where: 'a' | 'b' | 'c', numbers: readonly string[], facts: { readonly di?: string } = {}) =>
  Promise.all(numbers.map((serial) => matcher.handle(deviceObserved(where, 1, { serial, ...facts }))))
const unitsMatched = async () => ofType(await published(backEnd), 'recallwire.units-matched.v1')
const completed = async () => ofType(await published(backEnd), 'recallwire.matching-completed.v1')

const registered = () => backEnd.registry.ofFacility(matcher.deps.reader, facility('a').facilityId, 500)

describe('a later revision', () => {
  test('tells only what it changed', async () => {
    await pumps('a', ['1001', '1002', '1003'])
    await matcher.handle(noticePublished(1, { serials: ['1001', '1002'] }))
    await matcher.scan()
    await matcher.handle(noticePublished(2, { serials: ['1001', '1003'] }))
    await matcher.scan()
    const second = (await unitsMatched()).filter(({ data }) => data.revision === 2)
    const units = second.flatMap(({ data }) => data.units)
    expect(new Map(units.map(({ facts, verdict }) => [facts.serial, verdict.value]))).toEqual(
      new Map([
        ['1002', 'outside'],
        ['1003', 'affected'],
      ]),
    )
  })

  test('releases units whose product it no longer names', async () => {
    await pumps('a', ['1001'])
    await pumps('b', ['2001'], { di: otherDi })
    await matcher.handle(noticePublished(1, all, { dis: [pumpDi, otherDi] }))
    await matcher.scan()
    await matcher.handle(noticePublished(2, all))
    await matcher.scan()
    const last = (await unitsMatched()).at(-1)
    expect(last?.data.facilityId).toBe(facility('b').facilityId)
    expect(last?.data.units[0]?.verdict).toMatchObject({
      value: 'outside',
      because: "the product is no longer in the notice's scope",
    })
    expect((await completed()).at(-1)?.data).toMatchObject({ affected: 1, outside: 1 })
  })

  test('releases a unit that has left its facility too', async () => {
    await pumps('a', ['1001'])
    await matcher.handle(noticePublished(1, all))
    await matcher.scan()
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', presence: 'removed' }))
    await matcher.handle(noticePublished(2, { serials: ['9'] }))
    await matcher.scan()
    expect([...(await told(backEnd)).values()].map(({ value }) => value)).toEqual(['outside'])
  })

  test('takes over from a scan that had not told what it stored', async () => {
    await pumps('a', ['1001'])
    await matcher.handle(noticePublished(1, all))
    for (const { holdingId, custody } of (await registered()).items) {
      const unit = { recallId: recall, holdingId, custodyId: custody.custodyId }
      await settleMatch(matcher.deps, unit, { trigger: 'notice' })
    }
    await matcher.handle(noticePublished(2, all))
    await matcher.scan()
    expect((await told(backEnd)).size).toBe(1)
    expect((await completed()).map(({ data }) => data.revision)).toEqual([2])
  })

  test('that is older than the stored one changes nothing', async () => {
    await pumps('a', ['1001'])
    await matcher.handle(noticePublished(2, all))
    await matcher.scan()
    const before = await published(backEnd)
    await matcher.handle(noticePublished(1, { serials: ['9'] }))
    await matcher.scan()
    expect(await published(backEnd)).toEqual(before)
    expect((await matchesOf(backEnd, recall))[0]?.verdict.value).toBe('affected')
  })
})
