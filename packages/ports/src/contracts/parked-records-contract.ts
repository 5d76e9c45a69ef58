import type { Topic } from '@recallwire/domain/events/topics.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import type { LogRecord } from '../event-log.ts'
import { parkedHeaders } from '../parked-headers.ts'
import type { ParkedState } from '../parked-records.ts'
import { allPages } from './all-pages.ts'
import { eventually } from './eventually.ts'
import { minutesLater, sampleBulk, sampleEvent, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { idsOf, readEvents } from './read-events.ts'

const topic = 'case.events'
const text = ({ value }: { readonly value: Uint8Array }) => new TextDecoder().decode(value)
const settling = (label: string, minutes = 9) => ({
  at: minutesLater(minutes),
  by: label,
  events: [sampleEvent(label)],
})

export function describeParkedRecords(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: parked records`, () => {
    test(
      'lists what a group parked, with its bytes, headers and reason, until it is handed on again',
      fresh(async ({ one, other }) => {
        expect(await other.parked.waiting()).toEqual({ count: 0 })
        await parkOne(one, 'poison')
        const { items } = await other.parked.list('waiting', 10)
        expect(items).toHaveLength(1)
        const [record] = items
        if (record === undefined) throw new Error('nothing is parked')
        expect(record).toMatchObject({ topic, key: 'key', state: 'waiting' })
        expect(text(record)).toBe('poison')
        expect(record.headers).toMatchObject({
          traceparent: '00-1',
          [parkedHeaders.reason]: 'cannot be read',
        })
        expect(record.parkedAt).toBe(record.headers[parkedHeaders.at])
        expect(await one.parked.waiting()).toEqual({ count: 1, oldestAt: record.parkedAt })
        expect(await one.parked.get(record.parkedId)).toEqual(record)
        expect(await one.parked.get('case.events.3.999')).toBeUndefined()
      }),
    )

    test(
      'pages them, the longest parked first, whatever topic they came from',
      fresh(async ({ one, other }) => {
        const labels = ['a', 'b', 'c', 'd', 'e']
        for (const [index, label] of labels.entries())
          await parkDirectly(one, label, minutesLater(index), index % 2 === 0 ? topic : 'mail.events')
        const found = await allPages((after) => other.parked.list('waiting', 2, after))
        expect(found.map(text)).toEqual(labels)
        expect((await other.parked.waiting()).oldestAt).toBe(minutesLater(0))
      }),
    )

    test(
      'publishes a record again under its key, with the headers it came with and its name, and no more than once',
      fresh(async ({ one, other }) => {
        const parkedId = await parkDirectly(one, 'mended', minutesLater(1))
        const outcomes = await Promise.all(
          [one, other, one, other].map(({ parked }, index) =>
            parked.redrive(parkedId, settling(`operator ${index}`)),
          ),
        )
        expect(outcomes.toSorted()).toEqual(['redriven', ...Array(3).fill('settled-before')])
        expect(await other.parked.redrive(parkedId, settling('again'))).toBe('settled-before')
        const published = await recordsOf(other, topic)
        expect(published.map(text)).toEqual(['mended'])
        expect(published[0]).toMatchObject({
          key: 'key',
          headers: { traceparent: '00-1', [parkedHeaders.redrivenFrom]: parkedId },
        })
        expect(Object.keys(published[0]?.headers ?? {})).toHaveLength(2)
        const by = `operator ${outcomes.indexOf('redriven')}`
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual([by])
        expect(await one.parked.get(parkedId)).toMatchObject({
          state: 'redriven',
          settled: { at: minutesLater(9), by },
        })
        expect(await idsIn(one, 'waiting')).toEqual([])
        expect(await idsIn(one, 'redriven')).toEqual([parkedId])
        expect(await one.parked.redrive('case.events.0.77', settling('nobody'))).toBe('absent')
      }),
    )

    test(
      'hands a record to its groups again, and parks it anew under another id when it fails again',
      fresh(async ({ one, other }) => {
        let isMended = false
        const handled: string[] = []
        const subscription = await one.log.subscribe({
          topics: [topic],
          group: 'group',
          handle: async (records) => {
            if (!isMended) throw new Error('not yet')
            handled.push(...records.map(text))
          },
        })
        await one.log.publish(topic, 'key', new TextEncoder().encode('record'))
        const parkedTimes = (count: number) => async () => (await ids(other)).length === count
        await eventually('it is parked', parkedTimes(1))
        const [first = ''] = await ids(other)
        await other.parked.redrive(first, settling('too early'))
        await eventually('it is parked anew', async () => (await idsIn(other, 'waiting')).length === 1)
        const [second = ''] = await idsIn(other, 'waiting')
        expect(second).not.toBe(first)
        expect((await other.parked.get(second))?.headers[parkedHeaders.redrivenFrom]).toBe(first)
        isMended = true
        await other.parked.redrive(second, settling('mended'))
        await eventually('it is handled', () => handled.length > 0)
        await subscription.stop()
        expect(handled).toEqual(['record'])
        expect(await idsIn(one, 'waiting')).toEqual([])
      }),
    )

    test(
      'erases the bytes of a record that waits, and of no other, and keeps it listed',
      fresh(async ({ one, other }) => {
        const raw = await parkDirectly(one, 'from outside', minutesLater(1))
        const kept = await parkDirectly(one, 'handed on', minutesLater(2))
        await one.parked.redrive(kept, settling('person'))
        expect(await other.parked.erase(kept, settling('too late'))).toBe('settled-before')
        expect(await other.parked.erase(raw, settling('time'))).toBe('erased')
        expect(await one.parked.erase(raw, settling('time again'))).toBe('settled-before')
        expect(await one.parked.redrive(raw, settling('nothing left'))).toBe('settled-before')
        expect(await one.parked.erase('case.events.0.77', settling('nobody'))).toBe('absent')
        const erased = await one.parked.get(raw)
        expect(erased).toMatchObject({ key: 'key', state: 'erased', settled: { by: 'time' } })
        expect(erased?.value).toHaveLength(0)
        const inLog = await Array.fromAsync(other.log.read(`${topic}.parked`))
        expect(inLog.map(text)).not.toContain('from outside')
        expect(inLog.map(text)).toContain('handed on')
        expect((await recordsOf(one, topic)).map(text)).toEqual(['handed on'])
        expect(await other.parked.waiting()).toEqual({ count: 0 })
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual(['person', 'time'])
      }),
    )

    test(
      'lists the proposals that wait for a second person, and the confirmed ones that are not done',
      fresh(async ({ one, other }) => {
        const put = async (label: string, more: object) => {
          const bulk = sampleBulk(sampleId(label), more)
          await one.parked.bulks.save({ id: bulk.bulkId, expectedVersion: 0, next: bulk, events: [] })
        }
        await put('proposed', {})
        await put('confirmed', { status: 'confirmed' })
        await put('done', { status: 'done' })
        await put('declined', { status: 'declined' })
        const found = await other.parked.bulks.open()
        expect(found.map(({ document }) => document.bulkId).toSorted()).toEqual(
          ['proposed', 'confirmed'].map(sampleId).toSorted(),
        )
        expect(found.map(({ version }) => version)).toEqual([1, 1])
      }),
    )
  })
}

const states: readonly ParkedState[] = ['waiting', 'redriven', 'erased']
const idsIn = async ({ parked }: BackEnd, state: ParkedState) =>
  (await parked.list(state, 100)).items.map(({ parkedId }) => parkedId)
const ids = async (backEnd: BackEnd) =>
  (await Promise.all(states.map((state) => idsIn(backEnd, state)))).flat()
const recordsOf = (backEnd: BackEnd, of: Topic): Promise<readonly LogRecord[]> =>
  Array.fromAsync(backEnd.log.read(of))

/** As a group parks it that cannot handle it. */
async function parkOne(backEnd: BackEnd, value: string): Promise<void> {
  const subscription = await backEnd.log.subscribe({
    topics: [topic],
    group: 'group',
    handle: async () => {
      throw new Error('cannot be\nread')
    },
  })
  await backEnd.log.publish(topic, 'key', new TextEncoder().encode(value), { traceparent: '00-1' })
  await eventually('it is parked', async () => (await backEnd.parked.waiting()).count === 1)
  await subscription.stop()
}

/** As if it had been parked at that time. Answers its id. */
async function parkDirectly(
  backEnd: BackEnd,
  value: string,
  at: string,
  from: Topic = topic,
): Promise<string> {
  const headers = { traceparent: '00-1', [parkedHeaders.reason]: 'bad', [parkedHeaders.at]: at }
  await backEnd.log.publish(`${from}.parked`, 'key', new TextEncoder().encode(value), headers)
  const found = (await backEnd.parked.list('waiting', 100)).items.find((record) => text(record) === value)
  if (found === undefined) throw new Error(`${value} is not listed`)
  return found.parkedId
}
