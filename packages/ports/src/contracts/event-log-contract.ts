import { describe, expect, test } from 'vitest'
import type { EventLog, LogRecord } from '../event-log.ts'
import { eventually } from './eventually.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const topic = 'case.events'
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (record: LogRecord) => new TextDecoder().decode(record.value)
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

/** What was published, and how it is read back and handed on. What goes wrong is in `event-log-failure-contract.ts`. */
export function describeEventLog(name: string, open: OpenTwice<'log'>): void {
  const fresh = onFresh(open)

  describe(`${name}: the event log`, () => {
    test(
      'keeps key, bytes and headers exactly, for every process',
      fresh(async ({ one, other }) => {
        const value = Uint8Array.from(numbers(256))
        await one.log.publish(topic, 'Schlüssel 鍵', value, { traceparent: '00-1', other: 'ä' })
        await one.log.publish(topic, '', new Uint8Array())
        const records = await readAll(other.log)
        const record = records.find(({ key }) => key !== '')
        expect(record).toMatchObject({
          topic,
          key: 'Schlüssel 鍵',
          headers: { traceparent: '00-1', other: 'ä' },
        })
        expect(record && [...record.value]).toEqual([...value])
        expect(records.find(({ key }) => key === '')?.value).toHaveLength(0)
      }),
    )

    test(
      'spreads keys over at least four partitions, and keeps a key in one, in order',
      fresh(async ({ one, other }) => {
        const keys = numbers(60).map((index) => `key ${index}`)
        for (const round of numbers(3)) {
          const log = round === 1 ? other.log : one.log
          await Promise.all(keys.map((key) => log.publish(topic, key, bytes(`${key} ${round}`))))
        }
        const records = await readAll(one.log)
        expect(new Set(records.map(({ partition }) => partition)).size).toBeGreaterThanOrEqual(4)
        for (const key of keys) {
          const ofKey = records.filter((record) => record.key === key)
          expect(ofKey.map(text)).toEqual(numbers(3).map((round) => `${key} ${round}`))
          expect(new Set(ofKey.map(({ partition }) => partition)).size).toBe(1)
        }
        for (const [before, after] of pairs(records)) {
          if (before.partition === after.partition) expect(after.offset).toBeGreaterThan(before.offset)
        }
      }),
    )

    test(
      'reads on after the given offsets, up to what is there',
      fresh(async ({ one, other }) => {
        await publishAll(one.log, 'first', 20)
        const offsets: Record<number, number> = {}
        for (const { partition, offset } of await readAll(other.log)) offsets[partition] = offset
        expect(await Array.fromAsync(other.log.read(topic, offsets))).toEqual([])
        await publishAll(one.log, 'second', 20)
        const more = await Array.fromAsync(other.log.read(topic, offsets))
        expect(more.map(text).sort()).toEqual(
          numbers(20)
            .map((index) => `second ${index}`)
            .sort(),
        )
      }),
    )

    test(
      'keeps topics apart',
      fresh(async ({ one }) => {
        await one.log.publish(topic, 'key', bytes('here'))
        await one.log.publish('case.events.parked', 'key', bytes('parked'))
        expect((await readAll(one.log)).map(text)).toEqual(['here'])
        expect((await Array.fromAsync(one.log.read('case.events.parked'))).map(text)).toEqual(['parked'])
        expect(await Array.fromAsync(one.log.read('mail.events'))).toEqual([])
      }),
    )

    test(
      'hands every record to a new group from the beginning, and to each group for itself',
      fresh(async ({ one, other }) => {
        await publishAll(one.log, 'before', 50)
        const groups = ['first', 'second'].map((group) => ({ group, seen: new Set<string>() }))
        const subscriptions = await Promise.all(
          groups.map(({ group, seen }) =>
            other.log.subscribe({ topics: [topic], group, handle: collect(seen) }),
          ),
        )
        await publishAll(one.log, 'after', 50)
        await eventually('both groups have seen all', () => groups.every(({ seen }) => seen.size === 100))
        await Promise.all(subscriptions.map((subscription) => subscription.stop()))
      }),
    )

    test(
      'hands over several topics, and the records of a key in order',
      fresh(async ({ one, other }) => {
        const seen = new Map<string, Set<string>>()
        const subscription = await other.log.subscribe({
          topics: [topic, 'mail.events'],
          group: 'group',
          handle: async (records) => {
            for (const record of records) {
              const place = `${record.topic} ${record.key}`
              seen.set(place, (seen.get(place) ?? new Set()).add(text(record)))
            }
          },
        })
        for (const number of numbers(30)) {
          for (const key of ['a', 'b', 'c']) {
            await one.log.publish(topic, key, bytes(`${number}`))
            await one.log.publish('mail.events', key, bytes(`${number}`))
          }
        }
        const count = () => [...seen.values()].reduce((sum, values) => sum + values.size, 0)
        await eventually('all has been handled', () => count() === 180)
        await subscription.stop()
        for (const values of seen.values()) expect([...values]).toEqual(numbers(30).map(String))
      }),
    )

    test(
      'goes on after a stop where the group was, in whatever process',
      fresh(async ({ one, other }) => {
        const first = new Set<string>()
        await publishAll(one.log, 'first', 40)
        const before = await one.log.subscribe({ topics: [topic], group: 'group', handle: collect(first) })
        await eventually('the first are handled', async () => (await one.log.lag('group', [topic])) === 0)
        await before.stop()
        await publishAll(one.log, 'second', 40)
        expect(first.size).toBe(40)
        const second = new Set<string>()
        const after = await other.log.subscribe({ topics: [topic], group: 'group', handle: collect(second) })
        await eventually('the second are handled', async () => (await one.log.lag('group', [topic])) === 0)
        await after.stop()
        expect([...second].sort()).toEqual(
          numbers(40)
            .map((index) => `second ${index}`)
            .sort(),
        )
      }),
    )

    test(
      'counts the records a group has not handled',
      fresh(async ({ one, other }) => {
        expect(await one.log.lag('group', [topic])).toBe(0)
        await publishAll(one.log, 'record', 7)
        await one.log.publish('mail.events', 'key', bytes('x'))
        expect(await other.log.lag('group', [topic])).toBe(7)
        expect(await other.log.lag('group', [topic, 'mail.events'])).toBe(8)
      }),
    )

    test(
      'shares the partitions of a group between two processes',
      fresh(async ({ one, other }) => {
        const [here, there] = [new Set<string>(), new Set<string>()]
        const subscriptions = [
          await one.log.subscribe({ topics: [topic], group: 'group', handle: collect(here) }),
          await other.log.subscribe({ topics: [topic], group: 'group', handle: collect(there) }),
        ]
        let published = 0
        await eventually('both have handled some', async () => {
          await publishAll(one.log, `round ${published}`, 8)
          published += 8
          return here.size > 0 && there.size > 0
        })
        const all = () => new Set([...here, ...there]).size
        await eventually('nothing is left', async () => (await one.log.lag('group', [topic])) === 0)
        await Promise.all(subscriptions.map((subscription) => subscription.stop()))
        expect(all()).toBe(published)
      }),
    )
  })
}

const readAll = (log: EventLog) => Array.fromAsync(log.read(topic))

async function publishAll(log: EventLog, label: string, count: number): Promise<void> {
  await Promise.all(
    numbers(count).map((index) => log.publish(topic, `${label} ${index}`, bytes(`${label} ${index}`))),
  )
}

const collect = (seen: Set<string>) => async (records: readonly LogRecord[]) => {
  for (const record of records) seen.add(text(record))
}

const pairs = <Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] =>
  items.flatMap((item, index) => {
    const next = items[index + 1]
    return next === undefined ? [] : [[item, next] as const]
  })
