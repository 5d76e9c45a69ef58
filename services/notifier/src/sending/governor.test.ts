import { addMs } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { MailQuota } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { createGovernor, type Governor } from './governor.ts'
import { sendingTimes } from './sending-times.ts'

const start = '2026-03-02T10:00:00.000Z'
const never = new AbortController().signal
const nothing = new AbortController()

let backEnd: BackEnd
let now: number
beforeEach(async () => {
  now = 0
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
})
afterEach(() => backEnd.close())

const account = (perSecond: number, more: Partial<MailQuota> = {}): MailQuota => ({
  perSecond,
  perDay: 50_000,
  sentLastDay: 0,
  ...more,
})

/** A sender of an account; all of a test share one time, which moves as they wait. */
function sender(name: string, read: () => MailQuota = () => account(14)): Governor {
  return createGovernor({
    mailer: { quota: async () => read() },
    leases: backEnd.leases,
    owner: name,
    times: sendingTimes(30_000),
    realNow: () => addMs(start, now),
    steadyMs: () => now,
    wait: async (ms) => {
      now += ms
    },
  })
}
async function begin(governor: Governor): Promise<void> {
  await governor.share()
  await governor.readQuota(never)
  await governor.share()
}
/** Lets all of them send for so long, renewing their shares as the loops would, and says when letters left. */
async function sendFor(ms: number, governors: readonly Governor[]): Promise<readonly number[]> {
  const times: number[] = []
  const end = now + ms
  let sharedAt = now
  while (now < end) {
    if (now - sharedAt >= 2_500) {
      for (const governor of governors) await governor.share()
      sharedAt = now
    }
    const before = now
    for (const governor of governors) {
      const leaving = governor.claimable() > 0 ? await governor.depart(never) : undefined
      if (leaving === undefined) continue
      await leaving.due()
      leaving.leaves()
      times.push(now)
    }
    if (now === before) now += 1
  }
  return times
}
const mostInASecond = (times: readonly number[]) =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))

describe('the governor', () => {
  test('lets one letter a second leave until the quota is known, and the rate after that', async () => {
    const governor = sender('a')
    expect(governor.claimable()).toBe(0)
    await governor.share()
    expect(mostInASecond(await sendFor(5_000, [governor]))).toBe(1)
    await begin(governor)
    now += 2_000
    const times = await sendFor(10_050, [governor])
    expect(times.length).toBeGreaterThanOrEqual(139)
    expect(mostInASecond(times)).toBeLessThanOrEqual(14)
  })

  test('a second sender waits until it is counted, and both together keep to the rate', async () => {
    const one = sender('a')
    const other = sender('b')
    await begin(one)
    await sendFor(3_000, [one])
    await begin(other)
    expect(other.claimable()).toBe(0)
    const times = await sendFor(20_000, [one, other])
    expect(mostInASecond(times)).toBeLessThanOrEqual(14)
    expect(other.claimable()).toBeGreaterThan(0)
    const together = await sendFor(10_000, [one, other])
    expect(together.length).toBeGreaterThanOrEqual(136)
  })

  test('the share of a sender that ended goes to the others once its lease is over', async () => {
    const [one, other] = [sender('a'), sender('b')]
    await begin(one)
    await begin(other)
    await sendFor(8_000, [one, other])
    now += 1
    await sendFor(13_000, [one])
    const alone = await sendFor(5_000, [one])
    expect(alone.length).toBeGreaterThanOrEqual(68)
  })

  test('a sender that was frozen past its lease begins as a new one', async () => {
    const [one, other] = [sender('a'), sender('b')]
    await begin(one)
    await begin(other)
    await sendFor(8_000, [one, other])
    now += 11_000
    expect(one.claimable()).toBe(0)
    await other.share()
    await one.share()
    expect(one.claimable()).toBe(0)
  })

  test('nothing leaves once the quota of the day is used up, until the day has moved on', async () => {
    let sentLastDay = 49_998
    const governor = sender('a', () => account(14, { sentLastDay }))
    await begin(governor)
    expect(await governor.depart(never)).toBeDefined()
    expect(await governor.depart(never)).toBeDefined()
    expect(await governor.depart(never)).toBeUndefined()
    expect([governor.isUsedUp(), governor.claimable()]).toEqual([true, 0])
    sentLastDay = 49_000
    await governor.readQuota(never)
    expect(governor.isUsedUp()).toBe(false)
    expect(await governor.depart(never)).toBeDefined()
  })

  test('a service that was too fast for is left alone for a while', async () => {
    const governor = sender('a')
    await begin(governor)
    governor.pause(1_000)
    expect(governor.claimable()).toBe(0)
    const before = now
    await (await governor.depart(never))?.due()
    expect(now - before).toBeGreaterThanOrEqual(1_000)
  })

  test('while the quota cannot be read, what was read before stands', async () => {
    let works = true
    const governor = sender('a', () => {
      if (works) return account(14)
      throw new RecallError('upstream-unavailable', 'SES does not tell its quota')
    })
    await begin(governor)
    works = false
    await expect(governor.readQuota(never)).rejects.toThrow('quota')
    expect((await sendFor(5_000, [governor])).length).toBeGreaterThan(60)
  })

  test('whoever stops does not wait for his turn, nor keep the others from theirs', async () => {
    const stop = new AbortController()
    const governor = createGovernor({
      mailer: { quota: async () => account(1) },
      leases: backEnd.leases,
      owner: 'a',
      times: sendingTimes(30_000),
      realNow: () => addMs(start, now),
      steadyMs: () => now,
      wait: async (ms, signal) => {
        signal.throwIfAborted()
        now += ms
      },
    })
    await begin(governor)
    await governor.depart(nothing.signal)
    stop.abort(new Error('stopped'))
    await expect(governor.depart(stop.signal)).rejects.toThrow('stopped')
    expect(await governor.depart(nothing.signal)).toBeDefined()
  })

  test('a mailer without a quota is not paced', async () => {
    const governor = createGovernor({
      mailer: {},
      leases: backEnd.leases,
      owner: 'a',
      times: sendingTimes(30_000),
      realNow: () => start,
      steadyMs: () => 0,
      wait: async () => {
        throw new Error('nothing is waited for')
      },
    })
    expect(governor.claimable()).toBe(64)
    expect(await governor.depart(never)).toBeDefined()
  })
})
