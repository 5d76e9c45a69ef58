import { describe, expect, test } from 'vitest'
import { addMs } from '../time.ts'
import {
  cancelLetter,
  leaseExpired,
  maxCalls,
  recordOutcome,
  renderedLetter,
  settleLetter,
} from './decide-letter.ts'
import {
  accepted,
  claimed,
  inHand,
  now,
  queued,
  refused,
  rendered,
  sending,
  unclear,
} from './letter.test-support.ts'

describe('a letter in hand', () => {
  test('keeps its claim, its bytes and its address before anything is sent', () => {
    expect(inHand).toMatchObject({ state: 'sending', attempts: 1, claim: { owner: 'worker-1', attempt: 1 } })
    expect(inHand).toMatchObject({ mime: rendered.mime, mimeHash: 'hash', address: rendered.address })
    expect(renderedLetter(claimed(queued), rendered).events).toEqual([
      { kind: 'LetterSending', attempt: 1, mimeHash: 'hash', addressCommitment: 'commitment' },
    ])
  })

  test('is sent once accepted: the bytes go, their hash and the address stay', () => {
    const { next, events } = recordOutcome({ ...inHand, because: 'an earlier refusal' }, accepted, sending)
    expect(next).toMatchObject({ state: 'sent', sentAt: now, providerId: 'ses-1', mimeHash: 'hash' })
    for (const member of ['mime', 'claim', 'because', 'settleAfter', 'notBefore'])
      expect(next).not.toHaveProperty(member)
    expect(events).toEqual([
      {
        kind: 'LetterSent',
        attempt: 1,
        acceptedAt: now,
        providerId: 'ses-1',
        mimeHash: 'hash',
        possibleRepeat: false,
      },
    ])
  })

  test.each(['account', 'later'] as const)('goes back to the queue when refused for the %s', (scope) => {
    const { next } = recordOutcome(inHand, refused(scope), sending)
    expect(next).toMatchObject({ state: 'pending', notBefore: addMs(now, 30_000), mime: rendered.mime })
    expect(next.claim).toBeUndefined()
  })

  test('is stuck when refused for itself, and a person can see why', () => {
    const { next, events } = recordOutcome(inHand, refused('letter'), sending)
    expect(next).toMatchObject({ state: 'stuck', because: 'no' })
    expect(next.mime).toBeUndefined()
    expect(events.map((event) => event.kind)).toEqual(['LetterRefused', 'LetterStuck'])
  })

  test('is stuck after as many refusals as are tried', () => {
    const last = { ...inHand, calls: maxCalls - 1 }
    expect(recordOutcome({ ...inHand, calls: maxCalls - 2 }, refused('later'), sending).next.state).toBe(
      'pending',
    )
    expect(recordOutcome(last, refused('later'), sending).next.state).toBe('stuck')
  })

  test('is unknown after an unclear outcome, and waits for the word of the mail service', () => {
    expect(recordOutcome(inHand, unclear, sending).next).toMatchObject({
      state: 'unknown',
      settleAfter: addMs(now, sending.settleInMs),
      mime: rendered.mime,
    })
  })

  test('whose worker died is unknown, unless nothing was rendered and so nothing sent', () => {
    expect(leaseExpired(inHand, sending).next.state).toBe('unknown')
    expect(leaseExpired(claimed(queued), sending)).toMatchObject({ next: { state: 'pending' }, events: [] })
  })

  test('is cancelled when the look after the claim says so', () => {
    const { next, events } = cancelLetter(inHand, 'the recall was withdrawn')
    expect(next.state).toBe('cancelled')
    expect(next.mime).toBeUndefined()
    expect(events).toEqual([{ kind: 'LetterCancelled', because: 'the recall was withdrawn' }])
  })
})

describe('an unclear letter', () => {
  const unknown = recordOutcome(inHand, unclear, sending).next
  const found = (what: 'accepted' | 'absent' | 'never-learnt', letter = unknown) =>
    settleLetter(letter, what, now, 'ses-1')

  test('is settled by what was found', () => {
    expect(found('accepted').next).toMatchObject({ state: 'sent', possibleRepeat: false })
    expect(found('absent').next).toMatchObject({
      state: 'pending',
      possibleRepeat: false,
      mime: rendered.mime,
    })
    expect(found('never-learnt').next).toMatchObject({ state: 'pending', possibleRepeat: true })
  })

  test('stays a possible repeat however often it is sent again', () => {
    const again = renderedLetter(claimed(found('never-learnt').next), rendered).next
    expect(recordOutcome(again, accepted, sending).events).toMatchObject([
      { kind: 'LetterSent', attempt: 2, possibleRepeat: true },
    ])
  })

  test('is shown to a person once every attempt ended unclear', () => {
    const { next, events } = found('never-learnt', { ...unknown, calls: maxCalls })
    expect(next.state).toBe('stuck')
    expect(events.map((event) => event.kind)).toEqual(['LetterStuck'])
  })
})
