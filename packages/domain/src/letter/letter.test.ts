import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type LetterChange,
  leaseExpired,
  recordOutcome,
  renderedLetter,
  settleLetter,
  stick,
} from './decide-letter.ts'
import { accepted, claimed, now, queued, refused, rendered, sending, unclear } from './letter.test-support.ts'
import { type Letter, letterSchema, sendingRank } from './letter.ts'
import { letterEventSchema } from './letter-event.ts'

describe('any life of a letter', () => {
  const step = fc.constantFrom(
    'accepted',
    'unclear',
    'later',
    'letter',
    'lease',
    'absent',
    'never-learnt',
    'stick',
  )
  const after = (letter: Letter, what: string): LetterChange => {
    const still = { next: letter, events: [] }
    if (what === 'stick') return letter.state === 'pending' ? stick(letter, 'no address') : still
    if (what === 'absent' || what === 'never-learnt')
      return letter.state === 'unknown' ? settleLetter(letter, what, now, '') : still
    if (letter.state !== 'pending') return still
    const held = renderedLetter(claimed(letter), rendered).next
    if (what === 'lease') return leaseExpired(held, sending)
    return recordOutcome(
      held,
      what === 'accepted'
        ? accepted
        : what === 'unclear'
          ? unclear
          : refused(what === 'later' ? 'later' : 'letter'),
      sending,
    )
  }

  test('keeps to its schema, ends with its bytes erased, and is accepted at most once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let letter = queued
        const kinds: string[] = []
        for (const what of steps) {
          const change = after(letter, what)
          letter = letterSchema.parse(change.next)
          kinds.push(...change.events.map((event) => letterEventSchema.parse(event).kind))
        }
        expect(kinds.filter((kind) => kind === 'LetterSent').length).toBeLessThanOrEqual(1)
        const ended = ['sent', 'stuck', 'cancelled'].includes(letter.state)
        if (ended) expect(letter.mime).toBeUndefined()
        expect(letter.claim).toBeUndefined()
        expect(letter.attempts).toBeLessThanOrEqual(steps.length)
      }),
    )
  })

  test('goes out worst class first, and what tells something before what repeats it', () => {
    const rank = (recallClass: Letter['recallClass'], kind: Letter['plan']['kind']) =>
      sendingRank({ recallClass, plan: { ...queued.plan, kind } })
    expect(rank(null, 'initial')).toBe(rank('I', 'initial'))
    const order = [
      rank('I', 'initial'),
      rank('I', 'escalation'),
      rank('I', 'reminder'),
      rank('I', 'receipt'),
      rank('II', 'initial'),
      rank('III', 'initial'),
    ]
    expect([...order].sort((a, b) => a - b)).toEqual(order)
  })
})
