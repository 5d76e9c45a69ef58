import { setTimeout as delay } from 'node:timers/promises'
import { createRest } from '@recallwire/runtime/bell.ts'
import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'
import { createWorks, type Draining, drainPartition, nameOf, type Work } from './partition-work.ts'

export type SubscriptionDeps = Draining & {
  readonly pollMs: number
  /** How often the member says that it lives. */
  readonly renewMs: number
  /** How long a stop waits for the handlers that are running. */
  readonly stopLimitMs: number
}

/**
 * Handles what comes to the group's partitions that fall to this member, each partition by itself and in order, until
 * stopped. It polls: another process may publish at any time; what this one publishes is looked at without waiting for that. A bug in
 * here ends the process by an unhandled rejection.
 */
export function startSubscription(deps: SubscriptionDeps): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const drains = new Set<Promise<void>>()
  const running = run(deps, stopping.signal, drains)
  const end = async (): Promise<void> => {
    stopping.abort()
    await running
    const ended = await within(Promise.all(drains), deps.stopLimitMs)
    await deps.member.leave()
    if (ended) return
    throw new RecallError(
      'stop-incomplete',
      `A handler of the group ${deps.group} did not end within ${deps.stopLimitMs} ms: its records come again.`,
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

/** `drains` holds what is being handled, so that a stop can wait for it. */
async function run(deps: SubscriptionDeps, stopping: AbortSignal, drains: Set<Promise<void>>): Promise<void> {
  const works = createWorks(deps.member, stopping)
  const start = (work: Work): void => {
    work.running = true
    const drained = unlessAway(() => drainPartition(deps, work)).finally(() => {
      work.running = false
      drains.delete(drained)
    })
    drains.add(drained)
  }
  const appended = new Set<string>()
  const rest = createRest(
    (heard) =>
      deps.table.onAppend((topic, partition) => {
        appended.add(nameOf({ topic, partition }))
        heard()
      }),
    (ms, signal) => delay(ms, undefined, { signal }),
  )
  let [renewAt, lookAt] = [0, 0]
  while (!stopping.aborted) {
    await unlessAway(async () => {
      if (performance.now() < renewAt) return
      await works.renew()
      renewAt = performance.now() + deps.renewMs
    })
    rest.begin()
    const looksEverywhere = performance.now() >= lookAt
    if (looksEverywhere) lookAt = performance.now() + deps.pollMs
    for (const work of works.idle()) if (looksEverywhere || appended.has(nameOf(work.held))) start(work)
    appended.clear()
    await rest.take(Math.max(1, lookAt - performance.now()), stopping).catch(() => undefined)
  }
  rest.end()
}

/** While the file cannot be read or written there is nothing to do but to come back with the next poll. */
async function unlessAway(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (findRecallError(error)?.retry !== 'later') throw error
  }
}

/** Whether the work ended within the limit. */
async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const limit = new AbortController()
  const late = delay(limitMs, false, { signal: limit.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    limit.abort()
  }
}
