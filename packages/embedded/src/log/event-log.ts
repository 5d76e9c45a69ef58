import type { EventLog } from '@recallwire/ports/event-log.ts'
import type { Database } from '../database.ts'
import { integerOf } from '../row.ts'
import { createGroupMember } from './group-member.ts'
import type { AnyTopic, LogTable } from './log-table.ts'
import { startSubscription } from './start-subscription.ts'

export type EventLogDeps = {
  readonly db: Database
  readonly table: LogTable
  readonly realNow: () => string
  readonly pollMs: number
  /** A member that has not said for so long that it lives has lost its partitions, unless its process ended before. */
  readonly leaseMs: number
  /** The name of this opening among all processes on the file. */
  readonly process: string
}

const readAtOnce = 200

/** The log on SQLite. `close` stops the subscriptions that still run. */
export function createEventLog(deps: EventLogDeps): EventLog & { close(): Promise<void> } {
  const { db, table, realNow, pollMs, leaseMs, process } = deps
  const running = new Set<{ stop(): Promise<void> }>()
  let subscribed = 0
  return {
    publish: (topic, key, value, headers = {}) =>
      db.write((tx) => table.append(tx, [{ topic, key, value, headers }])),
    subscribe: async ({ topics, group, handle }) => {
      subscribed += 1
      const membership = { group, topics, leaseMs, member: `${process}/${subscribed}` }
      const member = createGroupMember({ db, table, realNow }, membership)
      const limits = { pollMs, renewMs: leaseMs / 5, stopLimitMs: 10_000 }
      const started = startSubscription({ table, member, realNow, group, handle, ...limits })
      const subscription = {
        stop: () => started.stop().finally(() => running.delete(subscription)),
      }
      running.add(subscription)
      return subscription
    },
    read: (topic, after = {}) => readTopic(table, topic, after),
    lag: async (group, topics) => {
      const behind = topics.flatMap((topic) =>
        partitionsOf(table, topic).map((partition) => {
          const row = db.get(
            'SELECT next_offset FROM log_group_positions WHERE group_name = ? AND topic = ? AND partition = ?',
            group,
            topic,
            partition,
          )
          return table.end(topic, partition) - (row ? integerOf(row, 'next_offset') : 0)
        }),
      )
      return behind.reduce((sum, records) => sum + records, 0)
    },
    close: async () => {
      await Promise.all([...running].map((subscription) => subscription.stop()))
    },
  }
}

const partitionsOf = (table: LogTable, topic: AnyTopic): readonly number[] =>
  Array.from({ length: table.partitions(topic) }, (_, partition) => partition)

async function* readTopic(table: LogTable, topic: AnyTopic, after: Readonly<Record<number, number>>) {
  const ends = partitionsOf(table, topic).map((partition) => table.end(topic, partition))
  for (const [partition, end] of ends.entries()) {
    let next = (after[partition] ?? -1) + 1
    while (next < end) {
      const records = table.read(topic, partition, next, Math.min(readAtOnce, end - next))
      yield* records
      next += records.length
      // Reading is synchronous: others get their turn between two pages.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
