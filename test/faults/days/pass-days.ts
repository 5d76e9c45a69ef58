import { setTimeout as delay } from 'node:timers/promises'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { moveTime } from '../processes/moved-time.ts'
import { between } from '../seeded-random.ts'
import type { Stage } from '../world/live-disturbed.ts'

/** Simulated time moves by an hour, and only when everything that fell due before is done. */
export const tickMs = 3_600_000

/** The longest that anything may take that fell due in one tick. */
const tickWithinMs = 300_000

export type Days = {
  /** The file that the processes take their time from. */
  readonly timeFile: string
  /** How far business time is ahead of the machine's when the days begin. */
  readonly aheadMs: number
  readonly days: number
  readonly random: () => number
  /** How many restarts there are in all, one process of the crew at a time, while something is due. */
  readonly restarts: number
  /** Restarts in one tick. */
  readonly restartsAtOnce: number
}

export type Passed = {
  /** Business time at the end. */
  readonly until: string
  readonly restarts: number
  /** Ticks in which something fell due. */
  readonly busyTicks: number
}

/** Lets days pass hour by hour. */
export async function passDays({ observer, crew }: Stage, days: Days): Promise<Passed> {
  const { timeFile, random } = days
  let [businessMs, restarts, busyTicks] = [days.aheadMs, 0, 0]
  const now = () => addMs(systemClock.now(), businessMs)
  const isDue = async () => (await observer.backEnd.cases.due(now(), 1)).length > 0
  for (let tick = 0; tick < days.days * 24; tick += 1) {
    businessMs += tickMs
    moveTime(timeFile, { businessMs, realMs: 0 })
    if (!(await isDue())) continue
    busyTicks += 1
    for (let again = 0; again < days.restartsAtOnce && restarts < days.restarts; again += 1) {
      await delay(between(random, 0, 400))
      const index = Math.floor(random() * crew.size)
      await crew.replace(index)
      restarts += 1
      await crew.ready(index)
    }
    await eventually(
      'what fell due is done',
      async () => Object.keys(await observer.underWay(now())).length === 0,
      tickWithinMs,
    )
  }
  return { until: now(), restarts, busyTicks }
}
