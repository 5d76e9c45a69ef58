import { describe, expect, test } from 'vitest'
import { gradeContacts, unansweredInARow } from './contact-health.ts'
import type { ContactStanding } from './contact-standing.ts'
import type { Contact } from './facility.ts'

const now = '2025-06-20T14:00:00.000Z'
const facilityId = 'f'.repeat(26)
const organisationId = 'o'.repeat(26)

const contact = (letter: string, more: Partial<Contact> = {}): Contact => ({
  contactId: letter.repeat(26),
  facilityId,
  organisationId,
  role: 'recall-coordinator',
  order: 1,
  name: `Contact ${letter}`,
  email: `${letter}@hospital.example.org`,
  suppliedBy: 'facility',
  createdAt: now,
  ...more,
})
const standing = (letter: string, more: Partial<ContactStanding> = {}): ContactStanding => ({
  contactId: letter.repeat(26),
  facilityId,
  organisationId,
  asked: [],
  ...more,
})
const answer = (confirmed: boolean) => ({
  letterId: 'l'.repeat(26),
  at: now,
  confirmed,
  personalRef: 'p'.repeat(26),
  commitment: 'c',
})
const report = (at: string) => ({ letterId: 'l'.repeat(26), at })
const returned = (at: string) => ({ ...report(at), because: 'Permanent/NoEmail' })

const coordinator = contact('a')
const engineer = contact('b', { role: 'biomedical-engineering' })
const verified = [standing('a', { answer: answer(true) }), standing('b', { answer: answer(true) })]

const grade = (contacts: readonly Contact[], standings: readonly ContactStanding[], unanswered = 0) => {
  const health = gradeContacts({ facilityId, contacts, standings, unanswered }, now)
  return [health.grade, ...health.reasons.map(({ reason, count }) => `${reason} ${count}`)]
}

describe('the grade of a facility', () => {
  test.each([
    ['two roles, both verified', [coordinator, engineer], verified, 0, ['A']],
    ['no contact at all', [], [], 0, ['E', 'no-usable-contact 1']],
    [
      'the only one came back',
      [coordinator],
      [standing('a', { bounced: returned(now) })],
      0,
      ['E', 'no-usable-contact 1', 'bounced-lately 1'],
    ],
    [
      'the only one declined',
      [coordinator],
      [standing('a', { answer: answer(false) })],
      0,
      ['E', 'no-usable-contact 1', 'declined 1'],
    ],
    [
      'one that nobody knows',
      [coordinator],
      [],
      0,
      ['D', 'none-verified 1', 'no-backup 1', 'no-second-role 1'],
    ],
    ['two that nobody verified', [coordinator, engineer], [], 0, ['C', 'none-verified 2']],
    ['one of two verified', [coordinator, engineer], verified.slice(1), 0, ['A']],
    ['one alone, verified', [coordinator], verified, 0, ['C', 'no-backup 1', 'no-second-role 1']],
    ['a backup of the same role', [coordinator, contact('b')], verified, 0, ['B', 'no-second-role 1']],
    [
      'a backup that is the same mailbox',
      [coordinator, { ...engineer, email: coordinator.email }],
      verified,
      0,
      ['B', 'no-backup 1'],
    ],
    [
      'nobody who coordinates',
      [engineer, contact('c', { role: 'executive' })],
      verified,
      0,
      ['B', 'no-coordinator 1'],
    ],
    [
      'one that bounced a year ago and arrives since',
      [coordinator, engineer],
      [
        standing('a', {
          answer: answer(true),
          bounced: returned('2024-06-01T00:00:00.000Z'),
          reached: report(now),
        }),
      ],
      0,
      ['A'],
    ],
    [
      'one whose mailbox is full',
      [coordinator, engineer],
      [standing('a', { answer: answer(true), softBounced: returned(now) })],
      0,
      ['B', 'soft-bouncing 1'],
    ],
    [
      'one who complained: nothing is held against it',
      [coordinator, engineer],
      [standing('a', { answer: answer(true), complained: report(now) })],
      0,
      ['A', 'complained 1'],
    ],
    [
      'nobody but whom a firm named',
      [coordinator, engineer].map((one) => ({ ...one, suppliedBy: 'firm' as const })),
      verified,
      0,
      ['A', 'firm-supplied-only 2'],
    ],
    ['one recall without an answer', [coordinator, engineer], verified, 1, ['B', 'no-answer 1']],
    [
      'three recalls without an answer',
      [coordinator, engineer],
      verified,
      3,
      ['C', 'no-answer 3', 'silent 3'],
    ],
  ] as const)('with %s', (_with, contacts, standings, unanswered, wanted) => {
    expect(grade(contacts, standings, unanswered)).toEqual(wanted)
  })

  test('is never E while anybody can be written to', () => {
    const struggling = [standing('a', { delayed: report(now), softBounced: returned(now) })]
    expect(grade([contact('a', { role: 'executive' })], struggling, 9)[0]).toBe('D')
  })
})

describe('recalls without an answer', () => {
  const asked = (dueAt: string | undefined, replies: number) => ({
    due: dueAt === undefined ? undefined : { at: dueAt },
    replies: Array.from({ length: replies }),
  })

  test.each([
    ['none was ever asked', [], 0],
    ['none is due yet', [asked('2025-06-21T21:00:00.000Z', 0), asked(undefined, 0)], 0],
    [
      'the newest was answered',
      [asked('2025-06-01T21:00:00.000Z', 0), asked('2025-06-10T21:00:00.000Z', 1)],
      0,
    ],
    [
      'the newest two were not',
      [
        asked('2025-05-01T21:00:00.000Z', 1),
        asked('2025-06-01T21:00:00.000Z', 0),
        asked('2025-06-10T21:00:00.000Z', 0),
      ],
      2,
    ],
    ['none ever was', [asked('2025-05-01T21:00:00.000Z', 0), asked('2025-06-01T21:00:00.000Z', 0)], 2],
    [
      'one was answered before it was due',
      [asked('2025-06-25T21:00:00.000Z', 1), asked('2025-06-01T21:00:00.000Z', 0)],
      0,
    ],
  ] as const)('when %s', (_when, cases, wanted) => {
    expect(unansweredInARow(cases, now)).toBe(wanted)
    expect(unansweredInARow(cases.toReversed(), now)).toBe(wanted)
  })
})
