import { describe, expect, test } from 'vitest'
import type { EventLog } from '../event-log.ts'
import { eventually } from './eventually.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const topic = 'case.events'
const group = 'group'

export function describeEventLogStops(name: string, open: OpenTwice<'log'>): void {
  const fresh = onFresh(open)

  describe(`${name}: the event log when a subscription is stopped`, () => {
    test(
      'aborts the signal of a running handler at a stop, waits for it, and hands over nothing more',
      fresh(async ({ one }) => {
        const started = Promise.withResolvers<void>()
        let finished = 0
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async (_records, signal) => {
            started.resolve()
            await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
            finished += 1
          },
        })
        await publish(one.log, 'a')
        await started.promise
        await subscription.stop()
        expect(finished).toBe(1)
        await publish(one.log, 'b')
        await subscription.stop()
        expect(finished).toBe(1)
        expect(await one.log.lag(group, [topic])).toBeGreaterThan(0)
      }),
    )

    test(
      'hands a record over again whose handler was stopped before it was done',
      fresh(async ({ one, other }) => {
        const started = Promise.withResolvers<void>()
        const first = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async (_records, signal) => {
            started.resolve()
            await new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }))
          },
        })
        await publish(one.log, 'record')
        await started.promise
        await first.stop()
        const seen: string[] = []
        const second = await other.log.subscribe({
          topics: [topic],
          group,
          handle: async (records) => void seen.push(...records.map(({ key }) => key)),
        })
        await eventually('it is handled', async () => (await one.log.lag(group, [topic])) === 0)
        await second.stop()
        expect(seen).toEqual(['record'])
        expect(await Array.fromAsync(one.log.read('case.events.parked'))).toEqual([])
      }),
    )
  })
}

const publish = (log: EventLog, key: string) => log.publish(topic, key, new Uint8Array())
