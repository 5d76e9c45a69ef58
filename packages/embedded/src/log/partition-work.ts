import type { Handler, LogRecord } from '@recallwire/ports/event-log.ts'
import { headersOfParked } from '@recallwire/ports/parked-headers.ts'
import { handOver } from '@recallwire/runtime/hand-over.ts'
import type { GroupMember, Held } from './group-member.ts'
import type { AnyTopic, LogTable } from './log-table.ts'

/** A partition at work here. */
export type Work = {
  held: Held
  /** To be given back after the batch in hand. */
  surplus: boolean
  running: boolean
  readonly lost: AbortController
  /** Aborted when the partition is lost or the subscription stopped. */
  readonly signal: AbortSignal
}

/** The partitions that fall to one member, as they come and go. */
export interface Works {
  /** Renews the membership: drops what was lost and adds what was taken. */
  renew(): Promise<void>
  /** Those that may be worked on and are not. */
  idle(): readonly Work[]
}

export function createWorks(member: GroupMember, stopping: AbortSignal): Works {
  const works = new Map<string, Work>()
  return {
    idle: () => [...works.values()].filter((work) => !work.running && !work.surplus && !work.signal.aborted),
    renew: async () => {
      const held = await member.renew((place) => works.get(nameOf(place))?.running === true)
      const names = new Set(held.map(nameOf))
      for (const [name, { lost }] of works) {
        if (names.has(name)) continue
        lost.abort()
        works.delete(name)
      }
      for (const { surplus, ...place } of held) {
        const known = works.get(nameOf(place))
        if (known?.held.fence === place.fence) {
          known.surplus = surplus
          continue
        }
        known?.lost.abort()
        const lost = new AbortController()
        const signal = AbortSignal.any([stopping, lost.signal])
        works.set(nameOf(place), { held: place, surplus, lost, signal, running: false })
      }
    },
  }
}

/** Of a partition among those of all topics. */
export const nameOf = ({ topic, partition }: { topic: AnyTopic; partition: number }): string =>
  `${topic}/${partition}`

export type Draining = {
  readonly table: LogTable
  readonly member: GroupMember
  readonly realNow: () => string
  readonly group: string
  readonly handle: Handler
}

const mostPerBatch = 500

/** Handles the records of a partition in order until none is left, or it is to be left itself. */
export async function drainPartition(draining: Draining, work: Work): Promise<void> {
  const { table, member, group, handle } = draining
  const { signal } = work
  const advance = async (last: LogRecord, reason?: string): Promise<boolean> => {
    const nextOffset = last.offset + 1
    const kept = await member.advance(work.held, nextOffset, (tx) => {
      if (reason === undefined) return
      const topic = `${work.held.topic}.parked` as const
      const headers = headersOfParked(last, { group, reason, at: draining.realNow() })
      table.append(tx, [{ topic, key: last.key, value: last.value, headers }])
    })
    if (kept) work.held = { ...work.held, nextOffset }
    else work.lost.abort()
    return kept
  }
  let goesOn = true
  while (goesOn && !signal.aborted && !work.surplus) {
    const { topic, partition, nextOffset } = work.held
    const records = table.read(topic, partition, nextOffset, mostPerBatch)
    if (records.length === 0) return
    goesOn = await handOver(records, { handle, signal, done: advance, park: advance })
  }
}
