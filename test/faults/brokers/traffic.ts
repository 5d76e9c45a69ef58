import { setTimeout as delay } from 'node:timers/promises'
import type { EventLog, LogRecord } from '@recallwire/ports/event-log.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'

export const topic = 'case.events'

export const keys: readonly string[] = Array.from({ length: 24 }, (_, index) => `key-${index}`)

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The number a record carries: each key counts its records from 0. */
export const numberOf = ({ value }: LogRecord): number => Number(decoder.decode(value))

export type Publishing = {
  /** How many records of each key were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>
  /** When each key was last acknowledged one. */
  readonly at: ReadonlyMap<string, number>
  stop(): Promise<void>
}

/** Publishes as a relay does: one record of a key after the other, each again until it is acknowledged. */
export function startPublishing(log: EventLog, pauseMs: number): Publishing {
  const acknowledged = new Map<string, number>()
  const at = new Map<string, number>()
  const stopping = new AbortController()
  const publishKey = async (key: string): Promise<void> => {
    for (let number = 0; !stopping.signal.aborted; number += 1) {
      await untilPublished(log, key, number)
      acknowledged.set(key, number + 1)
      at.set(key, performance.now())
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const published = Promise.all(keys.map(publishKey))
  return {
    acknowledged,
    at,
    stop: async () => {
      stopping.abort()
      await published
    },
  }
}

async function untilPublished(log: EventLog, key: string, number: number): Promise<void> {
  for (;;) {
    try {
      await log.publish(topic, key, encoder.encode(String(number)))
      return
    } catch (error) {
      if (findRecallError(error)?.retry !== 'later') throw error
      await delay(100)
    }
  }
}

export type Witness = {
  readonly handle: (records: readonly LogRecord[]) => Promise<void>
  /** How many records of each key were handled, each counted once. */
  readonly handled: ReadonlyMap<string, number>
  readonly at: ReadonlyMap<string, number>
  /** Records handled before one of their key that came earlier. */
  readonly skips: readonly string[]
  readonly repeats: () => number
}

/** A handler that sees whether every key comes whole and in order, however many members share it. */
export function createWitness(): Witness {
  const handled = new Map<string, number>()
  const at = new Map<string, number>()
  const skips: string[] = []
  let repeats = 0
  return {
    handled,
    at,
    skips,
    repeats: () => repeats,
    handle: async (records) => {
      for (const record of records) {
        const [number, next] = [numberOf(record), handled.get(record.key) ?? 0]
        if (number < next) repeats += 1
        if (number > next) skips.push(`${record.key}: ${number} came when ${next} was due`)
        if (number >= next) handled.set(record.key, number + 1)
        at.set(record.key, performance.now())
      }
    },
  }
}

export type ReadBack = {
  readonly lost: readonly string[]
  readonly doubled: number
  readonly records: number
}

/** Reads the whole topic and compares it with what was acknowledged. */
export async function readBack(log: EventLog, acknowledged: ReadonlyMap<string, number>): Promise<ReadBack> {
  const seen = new Map<string, Map<number, number>>(keys.map((key) => [key, new Map()]))
  let records = 0
  for await (const record of log.read(topic)) {
    const counts = seen.get(record.key)
    const number = numberOf(record)
    counts?.set(number, (counts.get(number) ?? 0) + 1)
    records += 1
  }
  const lost = [...acknowledged].flatMap(([key, count]) =>
    Array.from({ length: count }, (_, number) => number)
      .filter((number) => !seen.get(key)?.has(number))
      .map((number) => `${key}: ${number}`),
  )
  const once = [...seen.values()].reduce((sum, counts) => sum + counts.size, 0)
  return { lost, doubled: records - once, records }
}
