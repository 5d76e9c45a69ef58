import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { contentWith } from '../notice/notice.test-support.ts'
import { eventBytes, outgoing, parseEvent, type RecallEvent } from './envelope.ts'
import { type EventData, type EventType, eventCatalogue, eventTypes } from './event-catalogue.ts'

const id = (letter: string) => letter.repeat(26)
const at = '2025-06-02T15:00:00.000Z'
const actor: Actor = { organisationId: id('o'), role: 'manufacturer-approver', by: 'person' }
const hash = 'a'.repeat(64)
const recall = { recallId: id('r'), firmOrganisationId: id('f'), firmName: 'Northwind', reference: 'FA-1' }
const place = { recallId: id('r'), facilityId: id('s'), organisationId: id('o') }
const review = { reviewId: id('v'), organisationId: id('o'), textHash: hash }
const unit = {
  matchId: id('m'),
  custodyId: id('c'),
  unitKey: id('u'),
  facts: { di: '09506000134352', serial: '1001' },
  verdict: { value: 'affected', productId: 'P1', because: 'serial 1001 is on the list', matchedBy: 'di' },
} as const

const samples: { readonly [T in EventType]: EventData<T> } = {
  'recallwire.notice-drafted.v1': { ...recall, kind: 'initial', contentHash: hash },
  'recallwire.notice-published.v1': {
    ...recall,
    contentHash: hash,
    addressed: [{ accountNumber: 'A-1', facilityId: id('s'), organisationId: id('o') }],
    revision: {
      revision: 1,
      materialRevision: 1,
      kind: 'initial',
      changed: [],
      content: contentWith(),
      draftedBy: 'editor',
      approvedBy: 'person',
      publishedAt: at,
    },
  },
  'recallwire.closing-asked.v1': {
    ...recall,
    closing: { outcome: 'terminated', reason: 'Done.', askedBy: 'editor', askedAt: at },
  },
  'recallwire.recall-closed.v1': { ...recall, outcome: 'withdrawn', reason: 'Sent in error.' },
  'recallwire.units-matched.v1': { ...place, revision: 1, trigger: 'notice', part: 1, of: 2, units: [unit] },
  'recallwire.matching-completed.v1': {
    recallId: id('r'),
    revision: 1,
    facilities: 1,
    affected: 1,
    possible: 0,
    outside: 0,
  },
  'recallwire.unit-reported-elsewhere.v1': { ...place, custodyId: id('c'), matchId: id('m') },
  'recallwire.review-opened.v1': {
    ...review,
    recallId: id('r'),
    productId: 'P1',
    title: 'Letter',
    source: 'Letter to customers',
    characters: 12,
  },
  'recallwire.review-confirmed.v1': {
    ...review,
    products: [
      {
        productId: 'P1',
        name: 'Pump',
        manufacturer: 'Northwind',
        refs: ['NW-1'],
        dis: [],
        units: { lots: ['A1', 'A2'] },
        verbatim: 'Lots A1, A2',
      },
    ],
    changes: { added: [{ productId: 'P1', of: 'lot', value: 'A2' }], removed: [], restructured: [] },
  },
  'recallwire.review-dismissed.v1': { ...review, because: 'person', reason: 'Another text says it.' },
  'recallwire.device-observed.v1': {
    row: 1,
    observation: {
      facilityId: id('s'),
      organisationId: id('o'),
      importId: id('i'),
      di: '09506000134352',
      serial: '1001',
      presence: 'present',
      observedAt: at,
      sourceVersion: 0,
    },
  },
  'recallwire.devices-imported.v1': {
    importId: id('i'),
    organisationId: id('o'),
    accepted: 1,
    refused: 0,
    digest: hash,
  },
  'recallwire.case-changed.v1': {
    ...place,
    caseId: id('c'),
    event: { kind: 'UnitsJudged', revision: 1, units: [unit] },
  },
  'recallwire.letter-changed.v1': {
    ...place,
    caseId: id('c'),
    letterId: id('l'),
    event: { kind: 'LetterUnclear', attempt: 1, because: 'the connection closed' },
  },
  'recallwire.directory-changed.v1': {
    subject: 'contact',
    subjectId: id('k'),
    organisationId: id('o'),
    change: 'added',
    commitment: hash,
  },
  'recallwire.access-denied.v1': { action: 'notice.approve', route: 'POST /v1/notices/:id/approve' },
  'recallwire.inventory-read.v1': { organisationId: id('o'), reason: 'Audit 12', rows: 40 },
}
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
