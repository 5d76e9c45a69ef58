import { setTimeout as delay } from 'node:timers/promises'
import type { Observer } from '../look/observe.ts'
import type { Crew } from '../processes/crew.ts'
import { between } from '../seeded-random.ts'

/** One life of a process, from when it was ready. */
export type Life = {
  readonly process: number
  readonly killed: string
  /** Events that reached the log, whoever brought them, from the kill before to this one. */
  readonly events: number
}

export type KillPlan = {
  readonly crew: Crew
  readonly observer: Observer
  readonly random: () => number
  /** Whether to kill once more, after so many. */
  readonly goesOn: (kills: number) => boolean
  /** Nothing happens although processes live: brings about more work, or says that there is none left. */
  readonly moreWork: () => boolean
  readonly onKill: (kills: number) => void
}

/** So long nothing may happen before there has to be more to do. */
const idleMs = 2_000

/**
 * Kills one process after another, half of them 50 to 500 ms after they are ready and half at an event, and never without
 * something having been done since the kill before.
 */
export async function killAgain(plan: KillPlan): Promise<readonly Life[]> {
  const { crew, observer, random } = plan
  const lives: Life[] = []
  let before = observer.events()
  while (plan.goesOn(lives.length)) {
    const index = Math.floor(random() * crew.size)
    await crew.ready(index)
    const killed = await momentOf(plan, before)
    if (killed === undefined) break
    await crew.replace(index)
    const events = observer.events()
    lives.push({ process: index, killed, events: events - before })
    before = events
    plan.onKill(lives.length)
  }
  return lives
}

/** Undefined when nothing is left to be done. */
async function momentOf(
  { observer, random, moreWork }: KillPlan,
  before: number,
): Promise<string | undefined> {
  const ms = between(random, 50, 500)
  const events = random() < 0.5 ? between(random, 2, 200) : 1
  if (events === 1) await delay(ms)
  let [seen, since] = [observer.events(), performance.now()]
  while (seen - before < events) {
    await delay(2)
    const now = observer.events()
    if (now !== seen) [seen, since] = [now, performance.now()]
    if (performance.now() - since < idleMs) continue
    // Work that ended before its event came: what was done counts, and there is more.
    if (seen > before) break
    if (!moreWork()) return undefined
    since = performance.now()
  }
  return events === 1 ? `${ms} ms after it was ready` : `at event ${events}`
}
