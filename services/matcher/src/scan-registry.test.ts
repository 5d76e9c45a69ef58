import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, facility, noticePublished, recall, recallClosed } from './fixtures/events.ts'
import { matchJobIdOf } from './match-job.ts'
import { createTestMatcher, now, ofType, published, type TestMatcher, told } from './matcher.test-support.ts'
import { settleMatch } from './settle-match.ts'
import { stepMatchJob } from './step-match-job.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const all = { all: true } as const
const serials = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${from + index}`)
const pumps = (where: 'a' | 'b' | 'c', numbers: readonly string[], facts: { readonly di?: string } = {}) =>
  Promise.all(numbers.map((serial) => matcher.handle(deviceObserved(where, 1, { serial, ...facts }))))
const unitsMatched = async () => ofType(await published(backEnd), 'recallwire.units-matched.v1')
const completed = async () => ofType(await published(backEnd), 'recallwire.matching-completed.v1')

const registered = () => backEnd.registry.ofFacility(matcher.deps.reader, facility('a').facilityId, 500)

describe('a scan', () => {
  test('tells a facility of its units together, in events of at most 200', async () => {
    await pumps('a', serials(1_000, 3))
    await pumps('b', serials(2_000, 450))
    await pumps('c', serials(3_000, 2))
    await matcher.handle(noticePublished(1, all))
    await matcher.scan()
    const events = await unitsMatched()
    expect(events.map(({ data }) => [data.facilityId[0], data.part, data.of, data.units.length])).toEqual([
      ['a', 1, 1, 3],
      ['b', 1, 3, 200],
      ['b', 2, 3, 200],
      ['b', 3, 3, 50],
      ['c', 1, 1, 2],
    ])
  })

  test('ends by saying what it found', async () => {
    await pumps('a', ['1001', '7777'])
    await matcher.handle(
      deviceObserved('b', 1, { assetTag: 'T-1' }),
      noticePublished(1, { serials: ['1001'] }),
    )
    await matcher.scan()
    const [event] = await completed()
    const counts = { facilities: 2, affected: 1, possible: 1, outside: 1 }
    expect(event?.data).toEqual({ recallId: recall, revision: 1, ...counts })
    expect((await published(backEnd)).at(-1)?.id).toBe(event?.id)
  })

  test('keeps the location of a device at its facility', async () => {
    await matcher.handle(
      deviceObserved('a', 1, { serial: '1001', location: 'ICU 3 West' }),
      noticePublished(1, all),
    )
    await matcher.scan()
    expect(JSON.stringify(await published(backEnd))).not.toContain('ICU 3 West')
  })

  test('killed after the verdicts and before its place was stored, tells everything when it is repeated', async () => {
    await pumps('a', ['1001', '1002'])
    await matcher.handle(noticePublished(1, all))
    for (const { holdingId, custody } of (await registered()).items) {
      const unit = { recallId: recall, holdingId, custodyId: custody.custodyId }
      await settleMatch(matcher.deps, unit, { trigger: 'notice' })
    }
    expect(await unitsMatched()).toEqual([])
    await matcher.scan()
    expect((await told(backEnd)).size).toBe(2)
  })

  test('done by two workers at once tells each unit once', async () => {
    await pumps('a', serials(1_000, 30))
    await matcher.handle(noticePublished(1, all))
    const job = await backEnd.matching.jobs.get(matchJobIdOf(recall, { revision: 1, linking: 0 }))
    if (job === undefined) throw new Error('no scan was opened')
    const other = createTestMatcher(backEnd)
    await Promise.all([stepMatchJob(matcher.deps, job), stepMatchJob(other.deps, job)])
    await Promise.all([matcher.scan(), other.scan()])
    expect((await unitsMatched()).flatMap(({ data }) => data.units)).toHaveLength(30)
    expect(await completed()).toHaveLength(1)
  })

  test('is not opened again by a redelivered notice', async () => {
    await pumps('a', ['1001'])
    await matcher.handle(noticePublished(1, all))
    await matcher.scan()
    await matcher.handle(noticePublished(1, all))
    await matcher.scan()
    expect(await unitsMatched()).toHaveLength(1)
    expect(await completed()).toHaveLength(1)
  })

  test('ends without a word when the recall is closed meanwhile', async () => {
    await pumps('a', ['1001'])
    await matcher.handle(noticePublished(1, all), recallClosed())
    await matcher.scan()
    expect(await published(backEnd)).toEqual([])
    expect(
      (await backEnd.matching.jobs.get(matchJobIdOf(recall, { revision: 1, linking: 0 })))?.document.status,
    ).toBe('superseded')
  })

  test('tells the newer verdict last when a device changes between its reading and its telling', async () => {
    await matcher.handle(
      deviceObserved('a', 1, { assetTag: 'T-1' }),
      noticePublished(1, { serials: ['1001'] }),
    )
    const { jobs } = backEnd.matching
    const overtaken = createTestMatcher(backEnd, {
      matching: {
        ...backEnd.matching,
        jobs: {
          ...jobs,
          save: async (change) => {
            await matcher.handle(deviceObserved('a', 2, { assetTag: 'T-1', serial: '1001' }))
            return jobs.save(change)
          },
        },
      },
    })
    await overtaken.scan()
    expect((await unitsMatched()).map(({ data }) => data.units[0]?.verdict.value)).toEqual([
      'affected',
      'possible',
      'affected',
    ])
  })
})
