import type { Handler, LogRecord } from '@recallwire/ports/event-log.ts'
import { type Failure, type Handling, handOverEach, handOverTogether } from '@recallwire/runtime/hand-over.ts'
import type { Delivery } from './log-client.ts'

export type DelivererDeps = {
  readonly handle: Handler
  readonly recordsOf: (delivery: Delivery) => readonly LogRecord[]
  /** Resolves when the record is durable among the parked ones. */
  readonly park: (record: LogRecord, reason: string) => Promise<void>
  /** How often a member that is at work says that it lives. */
  readonly heartbeatMs: number
  readonly onFault: (error: unknown) => void
  readonly stopping: AbortSignal
}

/** Takes what a member of a group is given to its handler. */
export interface Deliverer {
  /** Resolves when the records are done, or are to come again, or wait for a further attempt by themselves. */
  deliver(delivery: Delivery): Promise<void>
  /** Everything under way belongs to an assignment that is over. */
  reassigned(): void
  /** Resolves when no handler runs. */
  idle(): Promise<void>
}

const mostPerCall = 100

/**
 * Hands over the records of a partition in parts, with signs of life between and during them. A partition whose records
 * fail steps aside: it is paused and its records are tried again one by one, while the others go on.
 */
export function createDeliverer(deps: DelivererDeps): Deliverer {
  const aside = new Set<string>()
  const running = new Set<Promise<void>>()
  let lost = new AbortController()

  const handlingOf = (delivery: Delivery, own: AbortSignal): Handling<LogRecord> => {
    const gone = lost.signal
    const done = async ({ offset }: LogRecord) => {
      if (gone.aborted) return false
      delivery.resolve(offset)
      return true
    }
    const signal = AbortSignal.any([deps.stopping, gone, own])
    return { handle: deps.handle, signal, done, park: parkThen(done) }
  }
  const parkThen =
    (done: (record: LogRecord) => Promise<boolean>) => async (record: LogRecord, reason: string) => {
      await deps.park(record, reason)
      return done(record)
    }

  const stepAside = (delivery: Delivery, records: readonly LogRecord[], failure: Failure): void => {
    const name = nameOf(delivery)
    const resume = delivery.pause()
    const handling = handlingOf(delivery, deps.stopping)
    // Nothing else may come for the group, so each place is written down at once.
    const done = async (record: LogRecord) => {
      if (!(await handling.done(record))) return false
      await delivery.commit(record.offset + 1)
      return true
    }
    aside.add(name)
    const tried = handOverEach(records, { ...handling, done, park: parkThen(done) }, failure)
    void track(
      tried
        .then(() => undefined, deps.onFault)
        .finally(() => {
          aside.delete(name)
          resume()
        }),
    )
  }

  const track = (work: Promise<void>): Promise<void> => {
    const forget = () => {
      running.delete(work)
    }
    running.add(work)
    void work.then(forget, forget)
    return work
  }

  const handOverAll = async (delivery: Delivery): Promise<void> => {
    if (aside.has(nameOf(delivery))) return
    const own = new AbortController()
    const handling = handlingOf(delivery, own.signal)
    const records = deps.recordsOf(delivery)
    for (let from = 0; from < records.length; from += mostPerCall) {
      if (handling.signal.aborted || !delivery.mayGoOn()) return
      const part = records.slice(from, from + mostPerCall)
      const beating = beat(delivery, own, deps.heartbeatMs)
      const outcome = await handOverTogether(part, handling).finally(() => clearInterval(beating))
      own.signal.throwIfAborted()
      if (outcome === false) return
      if (outcome !== true) return stepAside(delivery, part, outcome)
      await delivery.heartbeat()
      await delivery.commitIfDue()
    }
  }

  return {
    deliver: (delivery) => track(handOverAll(delivery)),
    reassigned: () => {
      lost.abort()
      lost = new AbortController()
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

/** Signs of life while a handler works. When one is refused the member is none any more, and the handler is told to stop. */
function beat(delivery: Delivery, own: AbortController, everyMs: number): NodeJS.Timeout {
  return setInterval(() => {
    delivery.heartbeat().catch((error: unknown) => own.abort(error))
  }, everyMs)
}

const nameOf = ({ topic, partition }: Delivery): string => `${topic}/${partition}`
