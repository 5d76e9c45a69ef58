import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { createBounceWatch } from './bounce-watch.ts'

const now = '2025-06-20T14:00:00.000Z'
const later = (days: number) => addMs(now, days * 86_400_000)
const sent: LetterEvent = {
  kind: 'LetterSent',
  attempt: 1,
  acceptedAt: now,
  providerId: 'p',
  mimeHash: 'hash',
  possibleRepeat: false,
}
const cameBack = (permanent: boolean): LetterEvent => ({
  kind: 'LetterBounced',
  attempt: 1,
  at: now,
  permanent,
  reached: false,
  because: 'Permanent General 5.1.1',
})

function openWatch() {
  const watch = createBounceWatch()
  return {
    ...watch,
    send: (count: number, at = now) =>
      watch.note(
        Array.from({ length: count }, () => sent),
        at,
      ),
    bounce: (permanent = true, at = now) => watch.note([cameBack(permanent)], at),
  }
}

describe('letters that come back', () => {
  test('are told of above 3 % and only once, and again when it is over', () => {
    const watch = openWatch()
    watch.send(100)
    expect([watch.bounce(), watch.bounce(), watch.bounce()]).toEqual([undefined, undefined, undefined])
    expect(watch.share(now)).toBe(0.03)
    expect([watch.bounce(), watch.bounce()]).toEqual(['raised', undefined])
    expect(watch.send(100)).toBe('over')
  })

  test('are no alarm while they are two of a few, nor when they only came late', () => {
    const watch = openWatch()
    watch.send(10)
    expect([watch.bounce(), watch.bounce()]).toEqual([undefined, undefined])
    for (let time = 0; time < 10; time += 1) expect(watch.bounce(false)).toBeUndefined()
    expect(watch.bounce()).toBe('raised')
  })

  test('count for seven days', () => {
    const watch = openWatch()
    watch.send(50)
    for (let time = 0; time < 5; time += 1) watch.bounce()
    expect(watch.share(later(6))).toBe(0.1)
    expect(watch.share(later(7))).toBe(0)
    expect(watch.send(1, later(7))).toBe('over')
  })
})
