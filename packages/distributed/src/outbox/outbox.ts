import { addMs } from '@recallwire/domain/time.ts'
import type { Outbox } from '@recallwire/ports/back-end.ts'
import type { EventLog } from '@recallwire/ports/event-log.ts'
import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import { type CollectionName, type Database, timeOf } from '../database/database.ts'
import { unlessUnclear } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { createParts } from '../documents/parts.ts'
import { countWaiting } from './count-waiting.ts'
import { createHints, readHinted, readRows } from './hints.ts'
import { relayImportRows } from './relay-import-rows.ts'
import { relayRows } from './relay-rows.ts'

export type OutboxDeps = {
  readonly db: Database
  readonly log: Pick<EventLog, 'publish'>
  readonly leases: Pick<LeaseStore, 'take' | 'release'>
  /** How long a relay that has ended without a word keeps the others waiting. */
  readonly leaseMs: number
  /** How often rows are looked for that have no hint, since their writer died before it gave one. */
  readonly lookEveryMs: number
}

export type DistributedOutbox = Outbox & {
  /** Publishes what waits in one row now, if no other relay is at it; else that one will. */
  relayRow(collection: CollectionName, id: string): Promise<void>
}

const leaseName = 'outbox-relay'

/**
 * Moves what waits in the rows to the log. One relay at a time, under a lease; where two are at it all the same, events may come twice,
 * and those of one row still come first in their order, since a row shows an event to nobody before those that were put there earlier.
 * Hints say which rows to look at, so that a look costs nothing where nothing waits; what is true stands in the rows.
 */
export function createOutbox(deps: OutboxDeps): DistributedOutbox {
  const { db, leases, leaseMs, lookEveryMs } = deps
  const hints = createHints(db)
  const relaying = { log: deps.log, parts: createParts(db) }
  const owner = newWriteMark()
  let turn: Promise<unknown> = Promise.resolve()
  let lookedAt = Number.NEGATIVE_INFINITY

  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  const underLease = async (work: () => Promise<number>): Promise<number> => {
    const now = db.realNow()
    if (!(await leases.take(leaseName, owner, now, addMs(now, leaseMs)))) return 0
    try {
      return await work()
    } finally {
      await unlessUnclear(() => leases.release(leaseName, owner))
    }
  }
  const relayHinted = async (limit: number): Promise<number> => {
    const hinted = await hints.oldest(limit)
    const waiting = await readHinted(db, hinted)
    const { count, drained } = await relayRows(relaying, waiting, limit)
    const isQueued = waiting.some(({ row }) => row.queuedSince !== undefined)
    const ofImports = isQueued ? await relayImportRows(db, deps.log, limit - count) : 0
    const done = new Set(drained.filter(({ row }) => row.queuedSince === undefined))
    await hints.drop(
      hinted,
      waiting.filter((one) => !done.has(one)),
    )
    return count + ofImports
  }
  const relayNow = async (limit: number): Promise<number> => {
    const isTime = performance.now() - lookedAt >= lookEveryMs
    if (isTime) {
      await hints.giveLost()
      lookedAt = performance.now()
    }
    // A look without the lease: most of the time nothing waits.
    if ((await hints.oldest(1)).length === 0) return 0
    return underLease(() => relayHinted(limit))
  }
  return {
    relay: (limit) => inTurn(() => relayNow(limit)),
    relayRow: (collection, id) =>
      inTurn(async () => {
        await underLease(async () => {
          const waiting = await readRows(db, collection, [id])
          return (await relayRows(relaying, waiting, mostInOneRow)).count
        })
      }),
    waiting: async () => {
      const { count, oldest } = await countWaiting(db)
      return { count, ...(oldest === undefined ? {} : { oldestAt: timeOf(oldest) }) }
    },
  }
}

const mostInOneRow = 1_000
