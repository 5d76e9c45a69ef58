import type { Topic } from '@recallwire/domain/events/topics.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { Database, Writes } from '../database.ts'
import { isGone } from '../process-name.ts'
import { integerOf, optionalTextOf, type Row, textOf } from '../row.ts'
import type { LogTable } from './log-table.ts'

/** A partition that is this member's until someone raises its fence. */
export type Held = {
  readonly topic: Topic
  readonly partition: number
  readonly fence: number
  readonly nextOffset: number
}

export type Place = Pick<Held, 'topic' | 'partition'>

/** One subscription among those that share a group's partitions, in this process and in others. */
export interface GroupMember {
  /**
   * Says that it lives, takes partitions that nobody alive holds up to its fair share, and gives back what is above that
   * unless `isBusy`. Answers what it holds now, with `surplus` where a busy partition should be given back soon.
   */
  renew(isBusy: (place: Place) => boolean): Promise<readonly (Held & { readonly surplus: boolean })[]>
  /** Moves the group on; false when the partition has been taken over, and then nothing was written. */
  advance(held: Held, nextOffset: number, alongside?: (tx: Writes) => void): Promise<boolean>
  /** Gives everything back. */
  leave(): Promise<void>
}

export type Membership = {
  readonly group: string
  readonly topics: readonly Topic[]
  /** Names this subscription among all; begins with the name of its process. */
  readonly member: string
  readonly leaseMs: number
}

export function createGroupMember(
  deps: { readonly db: Database; readonly table: LogTable; readonly realNow: () => string },
  { group, topics, member, leaseMs }: Membership,
): GroupMember {
  const { db, table, realNow } = deps
  return {
    renew: (isBusy) =>
      db.write((tx) =>
        topics.flatMap((topic) => {
          const now = realNow()
          const alive = sayAlive(tx, { group, topic, member, now, until: addMs(now, leaseMs) })
          const positions = positionsOf(tx, group, topic, table.partitions(topic))
          const share = Math.ceil(positions.length / alive.size)
          const mine = positions.filter(({ owner }) => owner === member)
          const free = positions.filter(({ owner }) => owner === undefined || !alive.has(owner))
          const surplus = mine.slice(share)
          for (const position of surplus.filter((place) => !isBusy(place))) giveBack(tx, group, position)
          const taken = free.slice(0, Math.max(0, share - mine.length))
          return [
            ...mine.slice(0, share).map((held) => ({ ...held, surplus: false })),
            ...surplus.filter(isBusy).map((held) => ({ ...held, surplus: true })),
            ...taken.map((place) => ({ ...takeOver(tx, group, place, member), surplus: false })),
          ]
        }),
      ),
    advance: (held, nextOffset, alongside) =>
      db.write((tx) => {
        const changed = tx.run(
          `UPDATE log_group_positions SET next_offset = ?
           WHERE group_name = ? AND topic = ? AND partition = ? AND owner = ? AND fence = ?`,
          nextOffset,
          group,
          held.topic,
          held.partition,
          member,
          held.fence,
        )
        if (changed === 1) alongside?.(tx)
        return changed === 1
      }),
    leave: () =>
      db.write((tx) => {
        tx.run(
          'UPDATE log_group_positions SET owner = NULL WHERE group_name = ? AND owner = ?',
          group,
          member,
        )
        tx.run('DELETE FROM log_members WHERE group_name = ? AND member = ?', group, member)
      }),
  }
}

type Position = Held & { readonly owner: string | undefined }

/** Enters this member and strikes those whose lease or process has ended. Answers who is left. */
function sayAlive(
  tx: Writes,
  on: {
    readonly group: string
    readonly topic: Topic
    readonly member: string
    readonly now: string
    readonly until: string
  },
): ReadonlySet<string> {
  const { group, topic, member, now, until } = on
  tx.run(
    'INSERT OR REPLACE INTO log_members (group_name, topic, member, alive_until) VALUES (?, ?, ?, ?)',
    group,
    topic,
    member,
    until,
  )
  const alive = new Set<string>()
  const rows = tx.all(
    'SELECT member, alive_until FROM log_members WHERE group_name = ? AND topic = ?',
    group,
    topic,
  )
  for (const row of rows) {
    const name = textOf(row, 'member')
    if (name === member || (textOf(row, 'alive_until') >= now && !isGone(name))) alive.add(name)
    else
      tx.run('DELETE FROM log_members WHERE group_name = ? AND topic = ? AND member = ?', group, topic, name)
  }
  return alive
}

/** The group's place in every partition; a group that is new to the topic begins at 0. */
function positionsOf(tx: Writes, group: string, topic: Topic, partitions: number): readonly Position[] {
  const known = tx.all(
    'SELECT * FROM log_group_positions WHERE group_name = ? AND topic = ? ORDER BY partition',
    group,
    topic,
  )
  if (known.length === partitions) return known.map((row) => positionOf(row, topic))
  for (let partition = 0; partition < partitions; partition += 1) {
    tx.run(
      `INSERT INTO log_group_positions (group_name, topic, partition, next_offset, fence) VALUES (?, ?, ?, 0, 0)
       ON CONFLICT DO NOTHING`,
      group,
      topic,
      partition,
    )
  }
  return positionsOf(tx, group, topic, partitions)
}

const positionOf = (row: Row, topic: Topic): Position => ({
  topic,
  partition: integerOf(row, 'partition'),
  fence: integerOf(row, 'fence'),
  nextOffset: integerOf(row, 'next_offset'),
  owner: optionalTextOf(row, 'owner'),
})

function takeOver(tx: Writes, group: string, position: Position, member: string): Position {
  const fence = position.fence + 1
  tx.run(
    'UPDATE log_group_positions SET owner = ?, fence = ? WHERE group_name = ? AND topic = ? AND partition = ?',
    member,
    fence,
    group,
    position.topic,
    position.partition,
  )
  return { ...position, owner: member, fence }
}

function giveBack(tx: Writes, group: string, { topic, partition }: Place): void {
  tx.run(
    'UPDATE log_group_positions SET owner = NULL WHERE group_name = ? AND topic = ? AND partition = ?',
    group,
    topic,
    partition,
  )
}
