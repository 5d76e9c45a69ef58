import { expect, test } from 'vitest'
import { eventBytes, outgoing } from './envelope.ts'
import { eventsOfRecords, typeHeader } from './handle-records.ts'

const organisationId = 'a'.repeat(26)
const { event } = outgoing(organisationId, {
  id: 'e1',
  source: '/ingestion',
  type: 'recallwire.access-denied.v1',
  subject: organisationId,
  at: '2025-06-20T14:00:00.000Z',
  actor: { organisationId, role: 'service', by: 'test' },
  data: { action: 'case.read', route: '/v1/cases' },
})
const value = eventBytes(event)
const unreadable = new TextEncoder().encode('{')
const observed = 'recallwire.device-observed.v1'

test('a record whose header names a type that is not wanted is left unread', () => {
  const records = [{ value: unreadable, headers: { [typeHeader]: observed } }, { value }]
  expect(eventsOfRecords(records, (type) => type !== observed)).toEqual([event])
})

test('a record whose header names a wanted type, or none that is known, is read and refused by its bytes', () => {
  for (const told of [observed, 'recallwire.device-observed.v9', 'toString'])
    expect(() => eventsOfRecords([{ value: unreadable, headers: { [typeHeader]: told } }])).toThrow(
      'not JSON',
    )
  expect(() => eventsOfRecords([{ value: unreadable, headers: {} }], () => false)).toThrow('not JSON')
})
