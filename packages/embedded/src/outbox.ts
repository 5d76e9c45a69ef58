import { topics } from '@recallwire/domain/events/topics.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { Outbox } from '@recallwire/ports/back-end.ts'
import type { Bell } from '@recallwire/runtime/bell.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { Database } from './database.ts'
import { forgetImportRows, type PublishedRows, publishImportRows } from './import-rows.ts'
import { releaseLease, takeLease } from './lease-store.ts'
import type { LogTable, NewRecord } from './log/log-table.ts'
import { bytesOf, integerOf, type Row, textOf, waitingOf } from './row.ts'

export type OutboxDeps = {
  readonly db: Database
  readonly table: LogTable
  readonly realNow: () => string
  readonly leaseMs: number
  /** The name of this opening among all processes on the file. */
  readonly process: string
  /** Rung when something was put in. */
  readonly bell: Pick<Bell, 'listen'>
}

const leaseName = 'outbox-relay'
/** Events of one commit: everyone else waits for as long as it takes. */
const mostAtOnce = 2000

/**
 * Publishes and then marks, in two writes as every back end does: a crash in between publishes again, and nothing may
 * come to rely on more. One relay at a time, under a lease that the publishing write itself checks, so that the order
 * per key holds with any number of processes.
 */
export function createOutbox(deps: OutboxDeps): Outbox {
  let turn: Promise<unknown> = Promise.resolve()
  /** What was published is marked in the commit that publishes what comes next: half as many waits for the disk. */
  const relayNow = async (limit: number): Promise<number> => {
    let relayed = 0
    let published = await publishWaiting(deps, Math.min(limit, mostAtOnce))
    while (published !== undefined) {
      failpoint('outbox.after-publish-before-mark')
      relayed += sizeOf(published)
      const marked = forgetPublished(deps, published)
      const left = sizeOf(published) < mostAtOnce ? 0 : limit - relayed
      const next = left > 0 ? publishWaiting(deps, Math.min(left, mostAtOnce)) : undefined
      ;[published] = await Promise.all([next, marked])
    }
    return relayed
  }
  return {
    relay: (limit) => {
      const relayed = turn.then(() => relayNow(limit))
      turn = relayed.catch(() => undefined)
      return relayed
    },
    onPut: deps.bell.listen,
    waiting: async () =>
      waitingOf(
        deps.db.get(
          `SELECT (SELECT count(*) FROM outbox) + (SELECT coalesce(sum(waiting), 0) FROM import_queue) AS count,
                  (SELECT min(stored_at) FROM
                    (SELECT stored_at FROM (SELECT stored_at FROM outbox ORDER BY id LIMIT 1)
                     UNION ALL SELECT stored_at FROM import_queue)) AS oldest_at`,
        ),
      ),
  }
}

const sizeOf = ({ outboxIds, rows }: Published): number =>
  rows.reduce((sum, { count }) => sum + count, outboxIds.length)

/** What is in the log now and still has to be marked. */
export type Published = {
  readonly outboxIds: readonly number[]
  readonly rows: readonly PublishedRows[]
}

/** The first write. Undefined when nothing waits, or another relay is at it. */
export async function publishWaiting(
  { db, table, realNow, leaseMs, process }: OutboxDeps,
  limit: number,
): Promise<Published | undefined> {
  // A look without the write lock: most of the time nothing waits.
  const isQuiet = db.get('SELECT 1 FROM outbox UNION ALL SELECT 1 FROM import_queue LIMIT 1') === undefined
  if (isQuiet) return nextTurn()
  failpoint('outbox.before-publish')
  return db.write((tx) => {
    const now = realNow()
    const until = addMs(now, leaseMs)
    if (!takeLease(tx, { name: leaseName, owner: process, process, now, until })) return undefined
    const waiting = tx.all('SELECT * FROM outbox ORDER BY id LIMIT ?', limit)
    const left = limit - waiting.length
    table.append(tx, waiting.map(recordOf))
    return {
      outboxIds: waiting.map((row) => integerOf(row, 'id')),
      rows: left > 0 ? publishImportRows(tx, table, left) : [],
    }
  })
}

/** The second write. Harmless when it comes late: it names what was published and nothing else. */
export function forgetPublished({ db, process }: OutboxDeps, { outboxIds, rows }: Published): Promise<void> {
  return db.write((tx) => {
    for (const id of outboxIds) tx.run('DELETE FROM outbox WHERE id = ?', id)
    for (const published of rows) forgetImportRows(tx, published)
    releaseLease(tx, leaseName, process)
  })
}

/** Whoever relays in a loop gives others their turn even while nothing waits. */
const nextTurn = (): Promise<undefined> => new Promise((resolve) => setImmediate(resolve, undefined))

function recordOf(row: Row): NewRecord {
  const name = textOf(row, 'topic')
  const topic = topics.find((known) => known === name)
  if (!topic) throw new Error(`the outbox holds an event for ${name}, which is not a topic`)
  return { topic, key: textOf(row, 'key'), value: bytesOf(row, 'value'), headers: {} }
}
