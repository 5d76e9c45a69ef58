import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { systemClock } from '@recallwire/ports/clock.ts'

/** One more look at a data file, from outside the processes that work on it. */
export type Observer = {
  readonly backEnd: BackEnd
  /** How many events have reached the log. */
  events(): number
  /** How many letters are in each state. */
  letters(): Readonly<Record<string, number>>
  /** How much is under way, by what it is: nothing where the object is empty. */
  underWay(now: string): Promise<Readonly<Record<string, number>>>
  isQuiet(now: string): Promise<boolean>
  close(): Promise<void>
}

const consumers = [
  ['matcher', ['recall.events', 'registry.events', 'case.events']],
  ['notifier', ['recall.events', 'case.events', 'mail.events']],
  ['auditor', ['recall.events', 'registry.events', 'case.events', 'mail.events', 'audit.events']],
] as const

const onTheWay = ['pending', 'sending', 'unknown']

export async function observe(folder: string): Promise<Observer> {
  const file = join(folder, 'recallwire.db')
  const backEnd = await openEmbedded({ file, realNow: systemClock.now })
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const events = database.prepare('SELECT count(*) AS events FROM log_records')
  const states = database.prepare('SELECT state, count(*) AS letters FROM letters GROUP BY state')
  const letters = (): Readonly<Record<string, number>> =>
    Object.fromEntries(states.all().map(({ state, letters }) => [String(state), Number(letters)]))
  const underWay = async (now: string) => {
    const { log, outbox, cases, matching } = backEnd
    const lags = await Promise.all(
      consumers.map(async ([group, topics]) => [`unread by ${group}`, await log.lag(group, topics)] as const),
    )
    const found = [
      ['unpublished', (await outbox.waiting()).count] as const,
      ...lags,
      ['cases due', (await cases.due(now, 100)).length] as const,
      ['scans', (await matching.jobs.open()).length] as const,
      ...Object.entries(letters())
        .filter(([state]) => onTheWay.includes(state))
        .map(([state, count]) => [`letters ${state}`, count] as const),
    ]
    return Object.fromEntries(found.filter(([, count]) => count > 0))
  }
  return {
    backEnd,
    events: () => Number(events.get()?.events),
    letters,
    underWay,
    isQuiet: async (now) => Object.keys(await underWay(now)).length === 0,
    close: async () => {
      database.close()
      await backEnd.close()
    },
  }
}
