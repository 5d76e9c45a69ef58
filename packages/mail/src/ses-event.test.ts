import { expect, test } from 'vitest'
import { readSesEvent } from './ses-event.ts'

const letterId = 'b577ti3l6f7cmop4ribsu325tu'
const mail = {
  timestamp: '2026-03-02T10:15:30.5Z',
  source: 'recalls@example.com',
  messageId: '0102018f',
  destination: ['pharmacy@example.org'],
  tags: { 'ses:configuration-set': ['recalls'], letterId: [letterId], attempt: ['2'] },
}
const bare = (eventType: string, more: object = {}) => JSON.stringify({ eventType, mail, ...more })
const event = (kind: string, at: string, more: object = {}) => ({
  kind: 'event',
  event: { letterId, attempt: 2, providerId: '0102018f', at, kind, ...more },
})
const sentAt = '2026-03-02T10:15:30.500Z'
const later = { timestamp: '2026-03-02T10:20:00.000Z' }
const bounced = (bounceType: string) => ({
  bounce: {
    ...later,
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'pharmacy@example.org',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 pharmacy@example.org is unknown',
      },
    ],
  },
})

test.each([
  ['Send', {}, event('accepted', sentAt)],
  ['Delivery', { delivery: later }, event('delivered', later.timestamp)],
  ['Delivery', {}, event('delivered', sentAt)],
  [
    'DeliveryDelay',
    { deliveryDelay: { ...later, delayType: 'MailboxFull' } },
    event('delayed', later.timestamp, { because: 'MailboxFull' }),
  ],
  [
    'Bounce',
    bounced('Permanent'),
    event('bounced', later.timestamp, { permanent: true, because: 'Permanent General 5.1.1' }),
  ],
  [
    'Bounce',
    bounced('Transient'),
    event('bounced', later.timestamp, { permanent: false, because: 'Transient General 5.1.1' }),
  ],
  ['Bounce', {}, event('bounced', sentAt, { permanent: false, because: 'Undetermined' })],
  [
    'Complaint',
    { complaint: { ...later, complaintFeedbackType: 'abuse' } },
    event('complained', later.timestamp, { because: 'abuse' }),
  ],
  ['Complaint', { complaint: {} }, event('complained', sentAt, { because: 'complaint' })],
  [
    'Reject',
    { reject: { reason: 'Bad content' } },
    event('rejected', sentAt, { because: 'rejected by the mail service' }),
  ],
  ['Rendering Failure', {}, event('rejected', sentAt, { because: 'not rendered by the mail service' })],
])('reads %s', (type, more, expected) => {
  expect(readSesEvent(bare(type, more))).toEqual(expected)
})

test('reads the same out of the notification that SNS makes of it', () => {
  const message = bare('Bounce', bounced('Permanent'))
  const wrapped = JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:x:1:t', Message: message })
  expect(readSesEvent(wrapped)).toEqual(readSesEvent(message))
})

test('keeps no address, whatever SES says in its reasons', () => {
  const text = JSON.stringify([
    readSesEvent(bare('Bounce', bounced('Permanent'))),
    readSesEvent(bare('Bounce', { bounce: { bounceType: 'pharmacy@example.org' } })),
  ])
  expect(text).not.toContain('@')
})

test.each([
  ['Open', { kind: 'ignored', because: 'Open' }],
  ['Click', { kind: 'ignored', because: 'Click' }],
])('passes over %s, which says nothing about delivery', (type, reading) => {
  expect(readSesEvent(bare(type))).toEqual(reading)
})

test.each([
  ['without tags', undefined],
  ['of another program', { letterId: ['order-17'], attempt: ['1'] }],
  ['without its try', { letterId: [letterId] }],
  ['with a try of zero', { letterId: [letterId], attempt: ['0'] }],
])('knows a mail %s as foreign', (_name, tags) => {
  const body = JSON.stringify({ eventType: 'Delivery', mail: { ...mail, tags } })
  expect(readSesEvent(body).kind).toBe('foreign')
})

test.each([
  '',
  'no json',
  '[]',
  'null',
  '{}',
  '{"Type":"Notification"}',
  '{"Type":"Notification","Message":"{"}',
  '{"eventType":"Send"}',
  JSON.stringify({ eventType: 'Send', mail: { ...mail, timestamp: 'yesterday' } }),
  bare('Teleport'),
])('says that %j is unreadable', (body) => {
  expect(readSesEvent(body).kind).toBe('unreadable')
})
