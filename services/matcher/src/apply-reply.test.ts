import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import {
  deviceObserved,
  facility,
  noticePublished,
  recall,
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
  told,
} from './matcher.test-support.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
  await matcher.handle(noticePublished(1, { anyOf: [{ serials: ['1001'] }, { lots: ['L1'] }] }))
})
afterEach(() => backEnd.close())

const custodyAt = async (where: 'a' | 'b'): Promise<string> => {
  const match = (await matchesOf(backEnd, recall)).find(
    ({ facilityId }) => facilityId === facility(where).facilityId,
  )
  if (match === undefined) throw new Error(`nothing was matched at ${where}`)
  return match.custodyId
}
const valuesTold = async () => [...(await told(backEnd)).values()].map(({ value }) => value)
const liveAt = async (where: 'a' | 'b') =>
  (await backEnd.registry.ofFacility(matcher.deps.reader, facility(where).facilityId, 10)).items
const later = '2025-06-20T15:00:00.000Z'
const asset = { assetTag: 'T-1', lot: 'L7' }

test.each([
  ['1001', 'affected'],
  ['5555', 'outside'],
] as const)('resolves a possible unit to what serial %s is: %s', async (serial, value) => {
  await matcher.handle(deviceObserved('a', 1, asset))
  expect(await valuesTold()).toEqual(['possible'])
  const custodyId = await custodyAt('a')
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'found', serial }]))
  expect(await valuesTold()).toEqual([value])
  const last = ofType(await published(backEnd), 'recallwire.units-matched.v1').at(-1)
  expect(last?.data.trigger).toBe('answer')
})

test('matches what it learned under every other open recall too', async () => {
  await matcher.handle(noticePublished(1, { serials: ['5555'] }, { recallId: secondRecall }))
  await matcher.handle(deviceObserved('a', 1, asset))
  const custodyId = await custodyAt('a')
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'found', serial: '5555' }]))
  expect((await matchesOf(backEnd, secondRecall)).map(({ verdict }) => verdict.value)).toEqual(['affected'])
})

test('keeps what a person read when the inventory reports the row again without it', async () => {
  await matcher.handle(deviceObserved('a', 1, asset))
  const custodyId = await custodyAt('a')
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'found', serial: '1001' }]))
  await matcher.handle(deviceObserved('a', 20, { ...asset, observedAt: '2025-06-21T08:00:00.000Z' }))
  expect(await valuesTold()).toEqual(['affected'])
})

test('closes the custody of a unit that was returned, and matches it no more', async () => {
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }))
  const custodyId = await custodyAt('a')
  const [live] = await liveAt('a')
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'returned' }]))
  expect(await liveAt('a')).toEqual([])
  const [holding] = await backEnd.registry.byUnit(matcher.deps.reader, live?.unitKey ?? '')
  expect(holding?.document.custody).toEqual({ ...live?.custody, closedAt: later })
  await matcher.handle(noticePublished(1, { serials: ['1001'] }, { recallId: secondRecall }))
  await matcher.scan()
  expect(await matchesOf(backEnd, secondRecall)).toEqual([])
})

test('does not bring a returned unit back by an inventory row from before the reply', async () => {
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }))
  const custodyId = await custodyAt('a')
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'returned' }]))
  await matcher.handle(deviceObserved('a', 1, { serial: '1001', observedAt: '2025-06-20T09:00:00.000Z' }))
  expect(await liveAt('a')).toEqual([])
  await matcher.handle(deviceObserved('a', 1, { serial: '1001', observedAt: '2025-06-22T09:00:00.000Z' }))
  expect(await liveAt('a')).toHaveLength(1)
  expect(await matchesOf(backEnd, recall)).toHaveLength(2)
})

test('leaves a unit in custody that was observed again after the reply was given', async () => {
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }))
  const custodyId = await custodyAt('a')
  await matcher.handle(deviceObserved('a', 1, { serial: '1001', observedAt: '2025-06-22T09:00:00.000Z' }))
  await matcher.handle(replyReceived('a', later, [{ custodyId, disposition: 'returned' }]))
  expect(await liveAt('a')).toHaveLength(1)
})

test('keeps the rest of a lot in custody until all of it is gone', async () => {
  await matcher.handle(deviceObserved('a', 1, { lot: 'L1', quantity: 10 }))
  const custodyId = await custodyAt('a')
  const lines = [
    { custodyId, disposition: 'returned', quantity: 3 },
    { custodyId, disposition: 'isolated', quantity: 7 },
  ] as const
  await matcher.handle(replyReceived('a', later, lines))
  expect(await liveAt('a')).toHaveLength(1)
  const rest = [
    { custodyId, disposition: 'returned', quantity: 3 },
    { custodyId, disposition: 'destroyed', quantity: 7 },
  ] as const
  await matcher.handle(replyReceived('a', '2025-06-20T16:00:00.000Z', rest))
  expect(await liveAt('a')).toEqual([])
})

test("changes nothing of another facility's unit", async () => {
  await matcher.handle(deviceObserved('a', 1, asset), deviceObserved('b', 1, asset))
  const [ours, theirs] = [await liveAt('a'), await custodyAt('a')]
  await matcher.handle(
    replyReceived('b', later, [{ custodyId: theirs, disposition: 'destroyed', serial: '1001' }]),
  )
  expect(await liveAt('a')).toEqual(ours)
  expect(await valuesTold()).toEqual(['possible', 'possible'])
})

test('handled twice, says nothing twice', async () => {
  await matcher.handle(deviceObserved('a', 1, asset))
  const custodyId = await custodyAt('a')
  const reply = replyReceived('a', later, [{ custodyId, disposition: 'destroyed', serial: '1001' }])
  await matcher.handle(reply)
  const before = await published(backEnd)
  await matcher.handle(reply)
  expect(await published(backEnd)).toEqual(before)
  expect(await valuesTold()).toEqual(['affected'])
})
