import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { matchIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import {
  deviceObserved,
  facility,
  noticePublished,
  otherDi,
  recall,
  recallClosed,
} from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
  told,
} from './matcher.test-support.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const listed = { serials: ['1001', '1002'] }

describe('a device and a notice', () => {
  test('meet under one match id whichever comes first', async () => {
    await matcher.handle(deviceObserved('a', 1, { serial: '1001' }), noticePublished(1, listed))
    await matcher.scan()
    await matcher.handle(deviceObserved('b', 1, { serial: '1002' }))
    const matches = await matchesOf(backEnd, recall)
    expect(matches.map(({ verdict }) => verdict.value)).toEqual(['affected', 'affected'])
    for (const { matchId, custodyId } of matches) expect(matchId).toBe(matchIdOf(recall, custodyId))
    expect(matches.map(({ facilityId }) => facilityId).sort()).toEqual([
      facility('a').facilityId,
      facility('b').facilityId,
    ])
  })

  test('meet when the scope is written between the custody and the look', async () => {
    const other = createTestMatcher(backEnd)
    const { registry } = backEnd
    const racing = createTestMatcher(backEnd, {
      registry: {
        ...registry,
        saveAll: async (changes) => {
          const saved = await registry.saveAll(changes)
          await other.handle(noticePublished(1, listed))
          return saved
        },
      },
    })
    await racing.handle(deviceObserved('a', 1, { serial: '1001' }))
    expect(await matchesOf(backEnd, recall)).toHaveLength(1)
  })

  test('meet when the custody is written between the scope and the scan', async () => {
    await matcher.handle(noticePublished(1, listed))
    await createTestMatcher(backEnd).handle(deviceObserved('a', 1, { serial: '1001' }))
    await matcher.scan()
    expect(await matchesOf(backEnd, recall)).toHaveLength(1)
    expect([...(await told(backEnd)).values()].map(({ value }) => value)).toEqual(['affected'])
  })

  test('meet a year after the notice', async () => {
    await matcher.handle(noticePublished(1, listed))
    await matcher.scan()
    await matcher.handle(deviceObserved('a', 1, { serial: '1001', observedAt: '2026-06-20T08:00:00.000Z' }))
    const [event] = ofType(await published(backEnd), 'recallwire.units-matched.v1')
    expect(event?.data).toMatchObject({ trigger: 'device', part: 1, of: 1, revision: 1 })
  })

  test('do not meet once the recall is closed', async () => {
    await matcher.handle(
      noticePublished(1, listed),
      recallClosed(),
      deviceObserved('a', 1, { serial: '1001' }),
    )
    await matcher.scan()
    expect(await matchesOf(backEnd, recall)).toEqual([])
    expect(await backEnd.matching.jobs.open()).toEqual([])
  })

  test('do not meet when the closing arrives before the revision', async () => {
    await matcher.handle(
      recallClosed(),
      noticePublished(1, listed),
      deviceObserved('a', 1, { serial: '1001' }),
    )
    await matcher.scan()
    expect(await matchesOf(backEnd, recall)).toEqual([])
  })

  test('are told nothing of a unit that is outside, which is stored all the same', async () => {
    await matcher.handle(noticePublished(1, listed), deviceObserved('a', 1, { serial: '7777' }))
    await matcher.scan()
    const [match] = await matchesOf(backEnd, recall)
    expect(match?.verdict.value).toBe('outside')
    expect(await told(backEnd)).toEqual(new Map())
  })

  test('leave a serial that only looks like a listed one to a person', async () => {
    await matcher.handle(
      noticePublished(1, { serials: ['O100'] }),
      deviceObserved('a', 1, { serial: '0100' }),
    )
    const [match] = await matchesOf(backEnd, recall)
    expect(match?.verdict).toMatchObject({ value: 'possible', missing: 'serial' })
  })
})

describe('a custody', () => {
  test('that ends keeps its match and says nothing', async () => {
    await matcher.handle(noticePublished(1, listed), deviceObserved('a', 1, { serial: '1001' }))
    const before = (await published(backEnd)).length
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', presence: 'removed' }))
    expect(await published(backEnd)).toHaveLength(before)
    expect(await matchesOf(backEnd, recall)).toHaveLength(1)
  })

  test('that begins again is matched anew', async () => {
    await matcher.handle(
      noticePublished(1, listed),
      deviceObserved('a', 1, { serial: '1001' }),
      deviceObserved('a', 2, { serial: '1001', presence: 'removed' }),
      deviceObserved('a', 3, { serial: '1001' }),
    )
    expect(await matchesOf(backEnd, recall)).toHaveLength(2)
  })

  test('keeps its product when a later row names it less fully', async () => {
    const full = { serial: '1001', di: otherDi, manufacturer: 'Northwind Devices', ref: 'NW-100' }
    await matcher.handle(
      noticePublished(1, listed),
      deviceObserved('a', 1, full),
      deviceObserved('a', 2, { serial: '1001', di: otherDi }),
    )
    const [match] = await matchesOf(backEnd, recall)
    expect(match?.verdict).toMatchObject({ value: 'affected', matchedBy: 'ref' })
  })

  test('is one device when its row learns the serial, and is found under the serial from then on', async () => {
    await matcher.handle(
      noticePublished(1, listed),
      deviceObserved('a', 1, { assetTag: 'T-9' }),
      deviceObserved('a', 2, { assetTag: 'T-9', serial: '1001' }),
      deviceObserved('a', 3, { serial: '1001' }),
    )
    const matches = await matchesOf(backEnd, recall)
    expect(matches.map(({ verdict }) => verdict.value)).toEqual(['affected'])
    const { facilityId } = facility('a')
    const rows = await backEnd.registry.ofFacility(serviceReader('test'), facilityId, 10)
    expect(rows.items.map(({ facts }) => facts.serial)).toEqual(['1001'])
  })

  test('with a reused asset tag is another device', async () => {
    await matcher.handle(
      noticePublished(1, listed),
      deviceObserved('a', 1, { assetTag: 'T-9' }),
      deviceObserved('a', 2, { assetTag: 'T-9', serial: '1001' }),
      deviceObserved('a', 3, { assetTag: 'T-9', serial: '1002' }),
    )
    expect(await matchesOf(backEnd, recall)).toHaveLength(2)
  })
})
