import { setTimeout as delay } from 'node:timers/promises'
import type { LogRecord, Subscription } from '@recallwire/ports/event-log.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'
import type { GroupMember, Held, Place } from './group-member.ts'
import { handleRecords } from './handle-records.ts'
import type { LogTable } from './log-table.ts'

export type SubscriptionDeps = {
  readonly table: LogTable
  readonly member: GroupMember
  readonly realNow: () => string
  readonly pollMs: number
  /** How often the member says that it lives. */
  readonly renewMs: number
  /** How long a stop waits for the handlers that are running. */
  readonly stopLimitMs: number
}

const mostPerBatch = 100

/** A partition at work here. */
type Work = {
  held: Held
  /** To be given back after the batch in hand. */
  surplus: boolean
  readonly lost: AbortController
  /** Aborted when the partition is lost or the subscription stopped. */
  readonly signal: AbortSignal
  running: boolean
}

/**
 * Handles what comes to the group's partitions that fall to this member, each partition by itself and in order, until
 * stopped. It polls: another process may publish at any time.
 */
export function startSubscription(
  deps: SubscriptionDeps,
  { group, handle }: Pick<Subscription, 'group' | 'handle'>,
): { stop(): Promise<void> } {
  const { table, member, pollMs, renewMs } = deps
  const stopping = new AbortController()
  const work = new Map<string, Work>()
  const drains = new Set<Promise<void>>()

  const renew = async (): Promise<void> => {
    const held = await member.renew((place) => work.get(nameOf(place))?.running === true)
    const names = new Set(held.map(nameOf))
    for (const [name, { lost }] of work) {
      if (names.has(name)) continue
      lost.abort()
      work.delete(name)
    }
    for (const { surplus, ...place } of held) {
      const known = work.get(nameOf(place))
      if (known?.held.fence === place.fence) known.surplus = surplus
      else {
        known?.lost.abort()
        const lost = new AbortController()
        const signal = AbortSignal.any([stopping.signal, lost.signal])
        work.set(nameOf(place), { held: place, surplus, lost, signal, running: false })
      }
    }
  }

  const drain = async (on: Work): Promise<void> => {
    const { signal } = on
    const advance = async (last: LogRecord, parkedBecause?: string): Promise<boolean> => {
      const nextOffset = last.offset + 1
      const kept = await member.advance(on.held, nextOffset, (tx) => {
        if (parkedBecause === undefined) return
        const topic = `${on.held.topic}.parked` as const
        table.append(tx, { ...last, topic, headers: headersOf(last, group, parkedBecause, deps.realNow()) })
      })
      if (kept) on.held = { ...on.held, nextOffset }
      else on.lost.abort()
      return kept
    }
    let goesOn = true
    while (goesOn && !signal.aborted && !on.surplus) {
      const { topic, partition, nextOffset } = on.held
      const records = table.read(topic, partition, nextOffset, mostPerBatch)
      if (records.length === 0) return
      goesOn = await handleRecords(records, { handle, signal, done: advance, park: advance })
    }
  }

  const run = async (): Promise<void> => {
    let renewAt = 0
    while (!stopping.signal.aborted) {
      await unlessAway(async () => {
        if (performance.now() >= renewAt) {
          await renew()
          renewAt = performance.now() + renewMs
        }
        for (const on of work.values()) {
          if (on.running || on.surplus || on.signal.aborted) continue
          on.running = true
          const drained = unlessAway(() => drain(on)).finally(() => {
            on.running = false
            drains.delete(drained)
          })
          drains.add(drained)
        }
      })
      await delay(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = run()
  const end = async (): Promise<void> => {
    stopping.abort()
    await running
    const ended = await within(Promise.all(drains), deps.stopLimitMs)
    await member.leave()
    if (ended) return
    throw new RecallError(
      'stop-incomplete',
      `A handler of the group ${group} did not end within ${deps.stopLimitMs} ms: its records will be handled again.`,
    )
  }
  let ended: Promise<void> | undefined
  return {
    stop: () => {
      ended ??= end()
      return ended
    },
  }
}

const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`

const headersOf = (record: LogRecord, group: string, reason: string, at: string) => ({
  ...record.headers,
  [parkedHeaders.reason]: reason,
  [parkedHeaders.group]: group,
  [parkedHeaders.partition]: String(record.partition),
  [parkedHeaders.offset]: String(record.offset),
  [parkedHeaders.at]: at,
})

/** While the file cannot be read or written there is nothing to do but to come back with the next poll. */
async function unlessAway(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (findRecallError(error)?.retry !== 'later') throw error
  }
}

async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const limit = new AbortController()
  const late = delay(limitMs, false, { signal: limit.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    limit.abort()
  }
}
