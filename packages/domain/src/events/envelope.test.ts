import { describe, expect, test } from 'vitest'
import { eventBytes, outgoing, parseEvent, type RecallEvent } from './envelope.ts'
import { type EventType, eventCatalogue, eventTypes } from './event-catalogue.ts'
import { actor, at, id, recall, samples } from './event-samples.test-support.ts'

const eventOf = (type: EventType, more: object = {}): RecallEvent =>
  outgoing('key', {
    id: id('e'),
    source: '/ingestion',
    type,
    subject: id('r'),
    at,
    actor,
    data: samples[type] as never,
    ...more,
  }).event
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

describe('the envelope', () => {
  test.each(eventTypes)('carries %s there and back', (type) => {
    const event = eventOf(type)
    expect(parseEvent(eventBytes(event))).toEqual({ kind: 'event', event })
  })

  test('says where an event goes', () => {
    for (const type of eventTypes) {
      const { topic, key } = outgoing('key', { ...eventOf(type), at, type, data: samples[type] as never })
      expect([topic, key]).toEqual([eventCatalogue[type].topic, 'key'])
    }
  })

  test('tells a human act entered late by both times, and names its cause', () => {
    const occurredAt = '2025-06-01T09:00:00.000Z'
    expect(eventOf('recallwire.recall-closed.v1', { occurredAt, causeId: 'cause' })).toMatchObject({
      time: at,
      occurredat: occurredAt,
      causationid: 'cause',
    })
    expect(eventOf('recallwire.recall-closed.v1')).toMatchObject({ time: at, occurredat: at })
  })
})

describe('a record that is refused', () => {
  const good = eventOf('recallwire.recall-closed.v1')
  const changed = eventOf('recallwire.case-changed.v1')
  test.each<[string, Uint8Array, string]>([
    ['is not JSON', new TextEncoder().encode('{'), 'not JSON'],
    ['is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'not JSON in UTF-8'],
    ['is not an envelope', bytesOf({ hello: 1 }), 'the envelope is malformed'],
    ['has another specification version', bytesOf({ ...good, specversion: '0.3' }), 'specversion'],
    ['has a time without milliseconds', bytesOf({ ...good, time: '2025-06-02T15:00:00Z' }), 'time'],
    ['has no actor', bytesOf({ ...good, actor: undefined }), 'actor'],
    ['has a role that is none', bytesOf({ ...good, actor: { ...actor, role: 'admin' } }), 'role'],
    ['has a member it does not know', bytesOf({ ...good, extra: 1 }), 'extra'],
    [
      'is of an unknown type',
      bytesOf({ ...good, type: 'recallwire.moved.v1' }),
      'recallwire.moved.v1 is not known',
    ],
    [
      'is of an unknown version',
      bytesOf({ ...good, type: 'recallwire.recall-closed.v2' }),
      'v2 is not known',
    ],
    ['has data of another type', bytesOf({ ...good, type: 'recallwire.case-changed.v1' }), 'the data of'],
    ['lacks a member of its data', bytesOf({ ...good, data: { ...recall, reason: 'x' } }), 'outcome'],
    [
      'holds an event of an unknown kind',
      bytesOf({ ...changed, data: { ...changed.data, event: { kind: 'CaseForgotten' } } }),
      'the data of recallwire.case-changed.v1',
    ],
  ])('%s, and the reason is told', (_name, bytes, reason) => {
    const read = parseEvent(bytes)
    expect(read.kind).toBe('problem')
    expect(read.kind === 'problem' && read.reason).toContain(reason)
  })
})

describe('an event that nobody asked for', () => {
  const isWanted = (type: string) => type !== 'recallwire.recall-closed.v1'
  const good = eventOf('recallwire.recall-closed.v1')

  test('is told by its type, whatever its data are', () => {
    const unread = { kind: 'unwanted', type: 'recallwire.recall-closed.v1' }
    expect(parseEvent(bytesOf(good), isWanted)).toEqual(unread)
    expect(parseEvent(bytesOf({ ...good, data: 1 }), isWanted)).toEqual(unread)
  })

  test('is refused all the same where its envelope is malformed or its type unknown', () => {
    for (const change of [{ time: 'today' }, { type: 'recallwire.recall-closed.v2' }])
      expect(parseEvent(bytesOf({ ...good, ...change }), isWanted).kind).toBe('problem')
  })
})
