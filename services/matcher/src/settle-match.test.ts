import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, facility, noticePublished, recall } from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
} from './matcher.test-support.ts'
import { settleMatch } from './settle-match.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
  await matcher.handle(noticePublished(1, { software: { startsWith: '6' } }))
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }))
})
afterEach(() => backEnd.close())

const unitAtA = async () => {
  const { facilityId } = facility('a')
  const [holding] = (await backEnd.registry.ofFacility(matcher.deps.reader, facilityId, 1)).items
  if (holding === undefined) throw new Error('the row is missing')
  return { recallId: recall, holdingId: holding.holdingId, custodyId: holding.custody.custodyId }
}

test('does not put an older verdict over a newer one that was stored while it judged', async () => {
  const { registry } = backEnd
  let isFirst = true
  const slow = createTestMatcher(backEnd, {
    registry: {
      ...registry,
      get: async (reader, holdingId) => {
        const read = await registry.get(reader, holdingId)
        if (isFirst) {
          isFirst = false
          await matcher.handle(deviceObserved('a', 2, { serial: '1001', softwareVersion: '6.1' }))
        }
        return read
      },
    },
  })
  await settleMatch(slow.deps, await unitAtA(), { trigger: 'notice', always: true })
  expect((await matchesOf(backEnd, recall))[0]?.verdict.value).toBe('affected')
})

test('names its event after the match and its version, and the cause beside it', async () => {
  const observed = deviceObserved('a', 2, { serial: '1001', softwareVersion: '6.1' })
  await matcher.handle(observed)
  const [first, second] = ofType(await published(backEnd), 'recallwire.units-matched.v1')
  const [match] = await matchesOf(backEnd, recall)
  expect(first?.id).toBe(eventIdOf('/matcher', `${match?.matchId}@1`, 0))
  expect(second?.id).toBe(eventIdOf('/matcher', `${match?.matchId}@2`, 0))
  expect(second?.causationid).toBe(observed.id)
})

test('writes nothing when only the location changed', async () => {
  const before = await backEnd.matching.matches.get((await matchesOf(backEnd, recall))[0]?.matchId ?? '')
  await matcher.handle(deviceObserved('a', 2, { serial: '1001', location: 'Store 2' }))
  expect(await backEnd.matching.matches.get(before?.document.matchId ?? '')).toEqual(before)
})
