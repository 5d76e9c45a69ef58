import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, facility, noticePublished } from './fixtures/events.ts'
import { createTestMatcher, now, ofType, published, type TestMatcher } from './matcher.test-support.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const notice = noticePublished(1, { serials: ['1001'] })
const questions = async () => ofType(await published(backEnd), 'recallwire.unit-reported-elsewhere.v1')

test('asks the facility that had the serial first, once, and does not say where it is now', async () => {
  const mover = deviceObserved('b', 9, { serial: '1001' })
  await matcher.handle(notice, deviceObserved('a', 1, { serial: '1001' }), mover, mover)
  await matcher.handle(deviceObserved('b', 10, { serial: '1001' }))
  const asked = await questions()
  expect(asked.map(({ data }) => data.facilityId)).toEqual([facility('a').facilityId])
  const { facilityId, organisationId } = facility('b')
  expect(JSON.stringify(asked)).not.toContain(facilityId)
  expect(JSON.stringify(asked)).not.toContain(organisationId)
})

test('asks the earlier holder also when its own report arrives last', async () => {
  await matcher.handle(notice, deviceObserved('b', 9, { serial: '1001' }))
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }))
  expect((await questions()).map(({ data }) => data.facilityId)).toEqual([facility('a').facilityId])
})

test('asks after a scan has told the earlier holder of the unit', async () => {
  await matcher.handle(deviceObserved('b', 1, { serial: '1001' }), deviceObserved('a', 9, { serial: '1001' }))
  await matcher.handle(notice)
  await matcher.scan()
  const about = (await published(backEnd)).filter(
    ({ data }) => 'facilityId' in data && data.facilityId === facility('b').facilityId,
  )
  expect(about.map(({ type }) => type)).toEqual([
    'recallwire.units-matched.v1',
    'recallwire.unit-reported-elsewhere.v1',
  ])
  expect(await questions()).toHaveLength(1)
})

test('asks where a row that once learned the serial holds it', async () => {
  await matcher.handle(notice, deviceObserved('a', 1, { assetTag: 'T-1' }))
  await matcher.handle(deviceObserved('a', 2, { assetTag: 'T-1', serial: '1001' }))
  await matcher.handle(deviceObserved('b', 9, { serial: '1001' }))
  expect((await questions()).map(({ data }) => data.facilityId)).toEqual([facility('a').facilityId])
})

test('asks nobody about a lot, which many facilities hold, nor about a unit outside the scope', async () => {
  await matcher.handle(noticePublished(1, { anyOf: [{ lots: ['L1'] }, { serials: ['1001'] }] }))
  await matcher.handle(deviceObserved('a', 1, { lot: 'L1', quantity: 5 }))
  await matcher.handle(deviceObserved('b', 2, { lot: 'L1', quantity: 3 }))
  await matcher.handle(
    deviceObserved('a', 1, { serial: '7', lot: 'L9' }),
    deviceObserved('b', 2, { serial: '7', lot: 'L9' }),
  )
  expect(await questions()).toEqual([])
})
