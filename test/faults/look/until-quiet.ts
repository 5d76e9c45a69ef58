import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { Judge } from '../processes/judge.ts'
import type { Observer } from './observe.ts'

/** Looks in a row, so that a moment between two steps does not pass for the end. */
const looks = 4

/** The longest until everything that was begun is done, once nothing disturbs it any more. */
const endsWithinMs = 600_000

/** Waits until nothing is under way, and every report of the mail service is stored. */
export async function untilQuiet(observer: Observer, judge: Judge, now = systemClock.now): Promise<void> {
  let quiet = 0
  await eventually(
    'everything that was begun is done',
    async () => {
      const { events } = await judge.tally(Number.MAX_SAFE_INTEGER)
      const isQuiet = events.waiting === 0 && (await observer.isQuiet(now()))
      quiet = isQuiet ? quiet + 1 : 0
      return quiet === looks
    },
    endsWithinMs,
  ).catch(async (cause: unknown) => {
    const state = JSON.stringify(await observer.underWay(now()))
    throw new Error(`what was begun is not done after ${endsWithinMs} ms: ${state}`, { cause })
  })
}
