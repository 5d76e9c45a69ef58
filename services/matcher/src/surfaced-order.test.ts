import { isLive } from '@recallwire/domain/device/holding.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, facility, noticePublished, recall, replyReceived } from './fixtures/events.ts'
import { createTestMatcher, matchesOf, now, ofType, published } from './matcher.test-support.ts'

const sites = ['a', 'b', 'c'] as const
const repliedAt = '2025-05-10T12:00:00.000Z'
const reader = { kind: 'service', service: 'test' } as const

test('in any order of arrivals, what surfaced in the end was told once, and nothing that never did', async () => {
  const step = fc.record({
    where: fc.constantFrom(...sites),
    day: fc.integer({ min: 2, max: 20 }),
    presence: fc.constantFrom('present' as const, 'present' as const, 'removed' as const),
  })
  const order = fc.record({ steps: fc.array(step, { maxLength: 6 }), replyAfter: fc.nat({ max: 6 }) })
  await fc.assert(
    fc.asyncProperty(order, async ({ steps, replyAfter }) => {
      const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
      const matchers = [createTestMatcher(backEnd), createTestMatcher(backEnd)]
      const seen = deviceObserved('a', 1, { serial: '1001' })
      await matchers[0]?.handle(noticePublished(1, { serials: ['1001'] }), seen)
      const custodyId = (await matchesOf(backEnd, recall))[0]?.custodyId ?? ''
      const reply = replyReceived('a', repliedAt, [{ custodyId, disposition: 'destroyed' }])
      const events = steps.map(({ where, day, presence }) =>
        deviceObserved(where, day, { serial: '1001', presence }),
      )
      events.splice(replyAfter, 0, reply)
      // Two at once, each by a matcher of its own.
      for (let next = 0; next < events.length; next += 2) {
        const pair = events.slice(next, next + 2)
        await Promise.all(pair.map((event, index) => matchers[index]?.handle(event)))
      }
      const rows = await Promise.all(
        sites.map((site) => backEnd.registry.ofFacility(reader, facility(site).facilityId, 10)),
      )
      const live = rows.flatMap(({ items }) => items).filter(isLive)
      const inTheEnd = live.filter((row) => row.lastObserved.observedAt > repliedAt)
      const alerts = ofType(await published(backEnd), 'recallwire.unit-surfaced.v1')
      await backEnd.close()
      const told = alerts.map(({ data }) => data.custodyId)
      expect(new Set(told).size).toBe(told.length)
      expect(told).toEqual(expect.arrayContaining(inTheEnd.map(({ custody }) => custody.custodyId)))
      for (const { data } of alerts) expect(data.seenAt > data.earlier.at).toBe(true)
    }),
    { numRuns: 60 },
  )
})
