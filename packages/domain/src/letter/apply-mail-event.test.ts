import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs } from '../time.ts'
import { applyMailEvent } from './apply-mail-event.ts'
import { cancelLetter, recordOutcome, renderedLetter, settleLetter, stick } from './decide-letter.ts'
import { accepted, claimed, inHand, now, queued, rendered, sending, unclear } from './letter.test-support.ts'
import type { AnyLetter } from './letter.ts'
import type { MailEvent } from './mail-event.ts'

const later = addMs(now, 5_000)
const about = { letterId: queued.letterId, attempt: 1, providerId: 'ses-1', at: later }
const reports = {
  accepted: { ...about, kind: 'accepted' },
  delivered: { ...about, kind: 'delivered' },
  delayed: { ...about, kind: 'delayed', because: 'MailboxFull' },
  complained: { ...about, kind: 'complained', because: 'abuse' },
  hard: { ...about, kind: 'bounced', permanent: true, because: 'Permanent General 5.1.1' },
  soft: { ...about, kind: 'bounced', permanent: false, because: 'Transient General' },
  rejected: { ...about, kind: 'rejected', because: 'rejected by the mail service' },
} as const satisfies Record<string, MailEvent>

const unknown = recordOutcome(inHand, unclear, sending).next
const sent = recordOutcome(inHand, accepted, sending).next
const waitsAgain = settleLetter(unknown, 'never-learnt', now, '').next
const secondInHand = renderedLetter(claimed(waitsAgain), rendered).next
const kindsOf = (letter: AnyLetter, event: MailEvent) =>
  applyMailEvent(letter, event)?.events.map(({ kind }) => kind)

describe('a letter whose acceptance was never told', () => {
  test.each([
    ['unknown', unknown],
    ['still in hand', inHand],
    ['waiting to be sent again', waitsAgain],
    ['being sent again', secondInHand],
    ['given up', stick(unknown, 'nobody said')],
    ['no longer wanted', cancelLetter(unknown, 'the reply is in')],
  ])('is sent by the report of it while it is %s', (_name, given) => {
    const letter = 'next' in given ? given.next : given
    const change = applyMailEvent(letter, reports.accepted)
    expect(change?.next).toMatchObject({ state: 'sent', sentAt: later, providerId: 'ses-1' })
    for (const member of ['mime', 'claim', 'settleAfter', 'because'])
      expect(change?.next).not.toHaveProperty(member)
    expect(change?.events).toMatchObject([{ kind: 'LetterSent', attempt: 1, acceptedAt: later }])
  })

  test('is sent by any report that could not be without it', () => {
    expect(kindsOf(unknown, reports.delivered)).toEqual(['LetterSent', 'LetterDelivered'])
    expect(kindsOf(unknown, reports.hard)).toEqual(['LetterSent', 'LetterBounced'])
  })

  test('says that it may be a repeat only where a try before it was not settled', () => {
    expect(applyMailEvent(unknown, reports.accepted)?.next.possibleRepeat).toBe(false)
    expect(applyMailEvent(secondInHand, { ...reports.accepted, attempt: 2 })?.next.possibleRepeat).toBe(true)
  })
})

test('a report of a try that was never made changes nothing', () => {
  expect(applyMailEvent(queued, reports.accepted)).toBeUndefined()
  expect(applyMailEvent(unknown, { ...reports.delivered, attempt: 2 })).toBeUndefined()
})

test.each(['delivered', 'delayed', 'complained', 'hard', 'soft'] as const)('%s is told once', (which) => {
  const first = applyMailEvent(sent, reports[which])
  expect(first?.events).toHaveLength(1)
  expect(applyMailEvent(first?.next ?? sent, { ...reports[which], at: addMs(later, 9) })).toBeUndefined()
})

test('a letter that was taken and then not sent is a person\u2019s work', () => {
  const change = applyMailEvent(sent, reports.rejected)
  expect(change).toMatchObject({ next: { state: 'stuck' }, events: [{ kind: 'LetterStuck' }] })
  expect(applyMailEvent(change?.next ?? sent, reports.rejected)).toBeUndefined()
  expect(applyMailEvent(secondInHand, reports.rejected)).toBeUndefined()
})

test('a soft bounce after a delivery is an answer of the mailbox, a hard one is not', () => {
  const delivered = applyMailEvent(sent, reports.delivered)?.next ?? sent
  expect(applyMailEvent(delivered, reports.soft)?.events).toMatchObject([{ reached: true }])
  expect(applyMailEvent(delivered, reports.hard)?.events).toMatchObject([{ reached: false }])
  expect(applyMailEvent(sent, reports.soft)?.events).toMatchObject([{ reached: false }])
})

test('however the reports are doubled and ordered, the letter ends as it would have and each is told once', () => {
  const happened = [reports.accepted, reports.delivered, reports.delayed, reports.complained, reports.hard]
  const apply = (events: readonly MailEvent[]) => {
    let letter: AnyLetter = unknown
    const told: string[] = []
    for (const event of events) {
      const change = applyMailEvent(letter, event)
      letter = change?.next ?? letter
      told.push(...(change?.events.map(({ kind }) => kind) ?? []))
    }
    return { letter, told: told.toSorted() }
  }
  const once = apply(happened)
  const disordered = fc
    .shuffledSubarray([...happened, ...happened], { minLength: happened.length * 2 })
    .map((events) => apply(events))
  fc.assert(
    fc.property(disordered, (outcome) => {
      expect(outcome).toEqual(once)
    }),
  )
  expect(once.told).toEqual([
    'LetterBounced',
    'LetterComplained',
    'LetterDelayed',
    'LetterDelivered',
    'LetterSent',
  ])
})
