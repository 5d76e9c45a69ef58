import { setTimeout as delay } from 'node:timers/promises'
import type { Handler, LogRecord } from '@recallwire/ports/event-log.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { createDeliverer } from './create-deliverer.ts'
import { closeLimitMs, heartbeatMs } from './kafka-tuning.ts'
import type { Delivery, LogClient, Member } from './log-client.ts'
import { within } from './within.ts'

export type SubscriptionDeps = {
  readonly client: Pick<LogClient, 'join'>
  readonly group: string
  readonly topics: readonly string[]
  /** Partitions handled at the same time. */
  readonly concurrency: number
  readonly sessionMs: number
  readonly handle: Handler
  readonly recordsOf: (delivery: Delivery) => readonly LogRecord[]
  readonly park: (record: LogRecord, reason: string) => Promise<void>
  /** What ends the process, which would go on without this subscription. */
  readonly onFault: (error: unknown) => void
  /** Between two looks at the member; real time unless a test gives its own. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

const lookEveryMs = 1_000
/** A member of which nothing is heard for so long is replaced: the client has ways of waiting for ever. */
const mostIdleMs = 8_000
/** So many faults of the client in a minute, and the process ends instead. */
const mostBreaks = 3
/** How long a stop waits for the handlers that run, before it also leaves brokers that are away to find out by themselves. */
const handlersLimitMs = 7_000

/** Handles what comes to the group's partitions that fall to this member, until stopped. */
export async function startSubscription(deps: SubscriptionDeps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const { handle, recordsOf, park, onFault, wait = waitFor } = deps
  const deliverer = createDeliverer({
    handle,
    recordsOf,
    park,
    onFault,
    heartbeatMs: heartbeatMs(deps.sessionMs),
    stopping: stopping.signal,
  })
  const joinGroup = () =>
    deps.client.join({
      group: deps.group,
      topics: deps.topics,
      concurrency: deps.concurrency,
      sessionMs: deps.sessionMs,
      onDelivery: deliverer.deliver,
      onReassigned: deliverer.reassigned,
      onEnded: onFault,
    })
  const breaks = countWithin(60_000)
  let member = await joinGroup()
  const watching = watch(wait, stopping.signal, async () => {
    // Mostly there is nothing to write down, and what cannot be written now is due the next time.
    await member.commitIfDue().catch(() => undefined)
    const broken = member.broken()
    if (broken === undefined && member.idleMs() < mostIdleMs) return
    if (broken !== undefined && breaks.add() > mostBreaks) throw broken.error
    await within(member.leave(), closeLimitMs)
    deliverer.reassigned()
    member = await joinUnlessStopped(joinGroup(), stopping.signal, member)
  }).catch(onFault)

  const end = async (): Promise<void> => {
    stopping.abort()
    await watching
    const left = member.leave()
    const idle = await within(deliverer.idle(), handlersLimitMs)
    await within(left, closeLimitMs)
    if (idle) return
    throw new RecallError(
      'stop-incomplete',
      `A handler of the group ${deps.group} did not end within ${handlersLimitMs} ms: its records come again.`,
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

const waitFor = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => undefined)

async function watch(
  wait: (ms: number, signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
  look: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await wait(lookEveryMs, signal)
    if (!signal.aborted) await look()
  }
}

/** Counts what happened within the time before. */
function countWithin(ms: number): { add(): number } {
  let times: readonly number[] = []
  return {
    add: () => {
      const now = performance.now()
      times = [...times.filter((time) => now - time < ms), now]
      return times.length
    },
  }
}

/** Joining takes as long as the brokers are away; a stop does not wait for that. */
async function joinUnlessStopped(
  joining: Promise<Member>,
  signal: AbortSignal,
  old: Member,
): Promise<Member> {
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  const joined = await Promise.race([joining, stopped])
  if (joined === undefined) joining.then((late) => late.leave()).catch(() => undefined)
  return joined ?? old
}
