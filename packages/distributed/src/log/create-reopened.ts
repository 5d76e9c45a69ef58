import { setTimeout as delay } from 'node:timers/promises'
import { backoffMs } from '@recallwire/runtime/retry.ts'
import { unavailable } from './log-errors.ts'

export interface Reopened<Thing> {
  /** Throws RecallError `log-unavailable` when a few tries, each with a new connection, have failed. */
  ask<Answer>(question: (thing: Thing) => Promise<Answer>): Promise<Answer>
  close(): Promise<void>
}

const mostTries = 6

type Connection<Thing> = { readonly opening: Promise<Thing>; askers: number; dropped: boolean }

/**
 * A connection for questions that is thrown away when one fails: kafkajs' admin client goes on asking the broker that was
 * the leader when it connected, for minutes. It is closed when its last question has ended, since one that is still asking
 * would connect anew and stay. `wait` is real time unless a test gives its own.
 */
export function createReopened<Thing>(
  open: () => Promise<Thing>,
  close: (thing: Thing) => Promise<void>,
  wait: (ms: number) => Promise<void> = delay,
): Reopened<Thing> {
  let current: Connection<Thing> | undefined
  let closed = false
  const closeUnused = async (connection: Connection<Thing>): Promise<void> => {
    if (connection.dropped && connection.askers === 0) await connection.opening.then(close)
  }
  const drop = async (connection: Connection<Thing>): Promise<void> => {
    if (connection.dropped) return
    connection.dropped = true
    if (current === connection) current = undefined
    await closeUnused(connection)
  }
  const askOnce = async <Answer>(question: (thing: Thing) => Promise<Answer>): Promise<Answer> => {
    if (closed) throw unavailable('the connection to Kafka is closed')
    current ??= { opening: open(), askers: 0, dropped: false }
    const connection = current
    connection.askers += 1
    try {
      return await question(await connection.opening)
    } catch (error) {
      await drop(connection)
      throw error
    } finally {
      connection.askers -= 1
      // It is broken: how it closes says nothing more.
      await closeUnused(connection).catch(() => undefined)
    }
  }
  return {
    ask: async (question) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await askOnce(question)
        } catch (error) {
          const failure = unavailable('Kafka did not answer', error)
          if (tries === mostTries || closed || failure.retry === 'never') throw failure
        }
        await wait(backoffMs(tries, { firstMs: 100, maxMs: 1_000, jitter: Math.random() }))
      }
    },
    close: async () => {
      closed = true
      if (current) await drop(current)
    },
  }
}
