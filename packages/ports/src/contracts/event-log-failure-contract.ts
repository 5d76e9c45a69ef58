import { describe, expect, test } from 'vitest'
import type { EventLog, LogRecord } from '../event-log.ts'
import { parkedHeaders } from '../parked-headers.ts'
import { eventually } from './eventually.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const topic = 'case.events'
const group = 'group'
const text = (record: LogRecord) => new TextDecoder().decode(record.value)
const isDone = (log: EventLog) => async () => (await log.lag(group, [topic])) === 0

/** `engineAway` makes the error a handler throws when a store does not answer: a RecallError that says `later`. */
export function describeEventLogFailures(
  name: string,
  open: OpenTwice<'log'>,
  engineAway: () => Error,
): void {
  const fresh = onFresh(open)

  describe(`${name}: the event log when handlers fail`, () => {
    test(
      'hands a batch over again, one record at a time, until the handler takes it',
      fresh(async ({ one }) => {
        await publish(one.log, ['a', 'b', 'c'])
        const batches: string[][] = []
        let failures = 2
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async (records) => {
            batches.push(records.map(text))
            failures -= 1
            if (failures >= 0) throw new Error('not yet')
          },
        })
        await eventually('all is handled', isDone(one.log))
        await subscription.stop()
        expect(batches.slice(1).every((batch) => batch.length === 1)).toBe(true)
        expect([...new Set(batches.slice(2).flat())]).toEqual(['a', 'b', 'c'])
        expect(await parked(one.log)).toEqual([])
      }),
    )

    test(
      'parks a record that failed five times, with its reason, and goes on with the partition',
      fresh(async ({ one, other }) => {
        await publish(one.log, ['before', 'poison', 'after'])
        const handled = new Set<string>()
        let alone = 0
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async (records) => {
            if (records.some((record) => text(record) === 'poison')) {
              if (records.length === 1) alone += 1
              throw new Error('cannot be\nread')
            }
            for (const record of records) handled.add(text(record))
          },
        })
        await eventually('nothing is left', isDone(one.log))
        await subscription.stop()
        expect(alone).toBe(5)
        expect([...handled]).toEqual(['before', 'after'])
        const [record, ...more] = await parked(other.log)
        expect(more).toEqual([])
        expect(record).toMatchObject({ topic: 'case.events.parked', key: 'key' })
        expect(record && text(record)).toBe('poison')
        expect(record?.headers).toMatchObject({
          traceparent: '00-1',
          [parkedHeaders.reason]: 'cannot be read',
          [parkedHeaders.group]: group,
        })
        const source = (await Array.fromAsync(one.log.read(topic))).find((read) => text(read) === 'poison')
        expect(record?.headers[parkedHeaders.partition]).toBe(String(source?.partition))
        expect(record?.headers[parkedHeaders.offset]).toBe(String(source?.offset))
      }),
    )

    test(
      'parks a record that comes alone after five tries as well',
      fresh(async ({ one }) => {
        let tries = 0
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async () => {
            tries += 1
            throw new Error('bad')
          },
        })
        await publish(one.log, ['poison'])
        await eventually('it is parked', async () => (await parked(one.log)).length === 1)
        await subscription.stop()
        expect(tries).toBe(5)
      }),
    )

    test(
      'does not hold up other partitions while one waits',
      fresh(async ({ one }) => {
        const handled = new Set<string>()
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async (records) => {
            if (records.some(({ key }) => key === 'key 0')) throw engineAway()
            for (const record of records) handled.add(record.key)
          },
        })
        const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`)
        await Promise.all(keys.map((key) => one.log.publish(topic, key, new Uint8Array())))
        const records = await Array.fromAsync(one.log.read(topic))
        const blocked = records.find(({ key }) => key === 'key 0')?.partition
        const others = records.filter(({ partition }) => partition !== blocked).map(({ key }) => key)
        await eventually('the others are handled', () => others.every((key) => handled.has(key)))
        await subscription.stop()
      }),
    )

    test(
      'does not count the times the engine was away',
      fresh(async ({ one }) => {
        let tries = 0
        const subscription = await one.log.subscribe({
          topics: [topic],
          group,
          handle: async () => {
            tries += 1
            if (tries <= 2) throw new Error('wrapped', { cause: engineAway() })
            if (tries <= 4) throw engineAway()
            if (tries <= 6) throw new Error('counts')
          },
        })
        await publish(one.log, ['record'])
        await eventually('it is handled', isDone(one.log))
        await subscription.stop()
        expect(tries).toBe(7)
        expect(await parked(one.log)).toEqual([])
      }),
    )
  })
}

/** All under one key, so that they share a partition and an order. */
async function publish(log: EventLog, values: readonly string[]): Promise<void> {
  for (const value of values) {
    await log.publish(topic, 'key', new TextEncoder().encode(value), { traceparent: '00-1' })
  }
}

const parked = (log: EventLog) => Array.fromAsync(log.read('case.events.parked'))
