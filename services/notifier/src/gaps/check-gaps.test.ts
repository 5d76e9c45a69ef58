import { alarmIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { pump } from '../letters/testing/sample-case.ts'
import { facilityId, notice, publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import { matchedData, publishedData, saveNotice } from '../testing/seed-recall.ts'
import { createMoodyMailer, type GapDesk, openGapDesk } from './open-gap-desk.test-support.ts'

let backEnd: BackEnd
let house: GapDesk
const mail = createMoodyMailer()
const seconds = (count: number) => count * 1_000

beforeEach(async () => {
  mail.refuse(false)
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  house = await openGapDesk(backEnd, mail.mailer)
})
afterEach(() => backEnd.close())

const alarm = async () => (await backEnd.alarms.get(alarmIdOf(recallId, facilityId)))?.document
const overdueEvents = async () => {
  while ((await backEnd.outbox.relay(100)) > 0);
  const records = await Array.fromAsync(backEnd.log.read('audit.events'))
  return records.map(({ value }) => JSON.parse(new TextDecoder().decode(value)).data)
}

/** The pump is matched, and its letter is queued and refused: the account is paused. */
async function holdUpLetter() {
  mail.refuse(true)
  await house.desk.say('recallwire.notice-published.v1', publishedData())
  await house.match(pump)
  await house.desk.say('recallwire.units-matched.v1', matchedData([pump]))
  await house.desk.deliver()
  house.pass(seconds(60))
  await house.desk.run()
}

test('a letter that does not go out is told to a person before five minutes are over', async () => {
  await holdUpLetter()
  house.pass(seconds(205))
  await house.check()
  expect(await alarm()).toBeUndefined()
  house.pass(seconds(10))
  await house.check()
  house.pass(seconds(10))
  await house.check()
  expect(await alarm()).toMatchObject({
    recallId,
    facilityId,
    subjects: [{ custodyId: pump.custodyId, since: publishedAt, stage: 'mail' }],
  })
  const raisedAt = (await alarm())?.raisedAt ?? ''
  expect(Date.parse(raisedAt) - Date.parse(publishedAt)).toBeLessThanOrEqual(300_000)
  house.pass(seconds(600))
  await house.check()
  expect(await house.figure('recallwire_gaps')).toBe(0)
  expect(await house.figure('recallwire_alarms_open')).toBe(1)
  expect((await alarm())?.raisedAt).toBe(raisedAt)
  expect(await overdueEvents()).toMatchObject([
    { change: 'raised', custodies: 1, stages: ['mail'], since: publishedAt },
  ])
})

test('the process that no longer looks shows no figures of its own, and the one that does shows them', async () => {
  await holdUpLetter()
  const others = createMetrics()
  const other = house.openCheck('two', undefined, others)
  for (const wait of [300, 10]) {
    house.pass(seconds(wait))
    await house.check()
  }
  await other()
  const figures = async () => [
    await house.figure('recallwire_alarms_open'),
    await house.figure('recallwire_alarms_open', others),
  ]
  expect(await figures()).toEqual([1, 0])
  house.pass(seconds(61))
  await other()
  await house.check()
  expect(await figures()).toEqual([0, 1])
})

test('an alarm is cleared once the letter has gone out, and both are in the log', async () => {
  await holdUpLetter()
  for (const wait of [300, 10]) {
    house.pass(seconds(wait))
    await house.check()
  }
  mail.refuse(false)
  house.pass(seconds(60))
  await house.desk.run()
  await house.check()
  expect(await alarm()).toMatchObject({ clearedAt: house.desk.deps.clock.now() })
  expect(await house.figure('recallwire_alarms_open')).toBe(0)
  expect((await overdueEvents()).map(({ change }) => change)).toEqual(['raised', 'cleared'])
})

test('a verdict that no case ever hears of is told too', async () => {
  await house.match(pump)
  house.pass(seconds(300))
  await house.check()
  expect(await house.figure('recallwire_gaps')).toBe(1)
  expect(await house.figure('recallwire_gaps_oldest_seconds')).toBe(300)
  house.pass(seconds(10))
  await house.check()
  expect(await alarm()).toMatchObject({ subjects: [{ stage: 'case' }] })
})

test('what one look alone finds wakes nobody: a clock was moved, or a moment was slow', async () => {
  await house.match(pump)
  await house.desk.say('recallwire.units-matched.v1', matchedData([pump]))
  house.pass(seconds(86_400))
  await house.check()
  await house.desk.deliver()
  house.desk.pass(seconds(60))
  await house.desk.run()
  house.pass(seconds(10))
  await house.check()
  expect(await alarm()).toBeUndefined()
})

test('one process looks at a time, and another takes over when it is gone', async () => {
  const other = house.openCheck('other')
  await house.match(pump)
  house.pass(seconds(300))
  await house.check()
  house.pass(seconds(10))
  await other()
  await other()
  expect(await alarm()).toBeUndefined()
  house.pass(seconds(60))
  await other()
  await other()
  expect(await alarm()).toMatchObject({ subjects: [{ stage: 'case' }] })
})

test('rests nine times as long as it looked', async () => {
  let steady = 0
  const check = house.openCheck('slow', () => {
    steady += seconds(1)
    return steady
  })
  await check()
  await house.match(pump)
  house.pass(seconds(300))
  expect(await house.figure('recallwire_gaps')).toBe(0)
  for (let asked = 0; asked < 8; asked += 1) await check()
  expect(await house.figure('recallwire_gaps')).toBe(0)
  await check()
  expect(await house.figure('recallwire_gaps')).toBe(1)
})

test('an alarm that is open when its recall ends is cleared', async () => {
  await house.match(pump)
  house.pass(seconds(400))
  await house.check()
  house.pass(seconds(10))
  await house.check()
  expect((await alarm())?.clearedAt).toBeUndefined()
  await saveNotice(backEnd, { ...notice, status: 'withdrawn', closedAt: publishedAt })
  await house.check()
  expect((await alarm())?.clearedAt).toBe(house.desk.deps.clock.now())
})
