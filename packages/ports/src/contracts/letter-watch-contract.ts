import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { describe, expect, test } from 'vitest'
import { minutesLater, sampleHouseLetter, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { putLetter as put } from './put-letter.ts'

export function describeLetterWatch(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: what is known of all letters`, () => {
    test(
      'remembers the latest moment until which reports were applied, whoever recorded it',
      fresh(async ({ one, other }) => {
        expect(await one.letters.reportedUntil()).toBeUndefined()
        await one.letters.recordReportedUntil(minutesLater(2))
        await other.letters.recordReportedUntil(minutesLater(1))
        expect(await other.letters.reportedUntil()).toBe(minutesLater(2))
        await other.letters.recordReportedUntil(minutesLater(3))
        expect(await one.letters.reportedUntil()).toBe(minutesLater(3))
      }),
    )

    test(
      'counts the letters on their way and says since when the oldest has been, whatever its state',
      fresh(async ({ one, other }) => {
        expect(await other.letters.waiting()).toEqual({ count: 0 })
        for (const state of ['sent', 'stuck', 'cancelled']) await put(one, state, { state })
        expect(await other.letters.waiting()).toEqual({ count: 0 })
        await put(one, 'pending', { queuedAt: minutesLater(3), notBefore: minutesLater(90) })
        await put(one, 'unclear', { state: 'unknown', queuedAt: minutesLater(2) })
        await put(one, 'reminder', { queuedAt: minutesLater(4) }, 'reminder')
        expect(await other.letters.waiting()).toEqual({ count: 3, oldestAt: minutesLater(2) })
      }),
    )

    test(
      'sends a letter of the house after all others, and counts it among no letters of cases',
      fresh(async ({ one, other }) => {
        const link = { handleHash: 'h1', codeHash: 'c1', expiresAt: minutesLater(90), wrongCodes: 0 }
        const house = sampleHouseLetter(sampleId('house'), { link })
        await one.letters.save({ id: house.letterId, expectedVersion: 0, next: house, events: [] })
        expect(await other.letters.waiting()).toEqual({ count: 0 })
        expect((await other.letters.byHandle('h1'))?.document).toEqual(house)
        await put(one, 'of class III', { recallClass: 'III', queuedAt: minutesLater(5) }, 'reminder')
        const worker = { owner: 'worker 1', now: minutesLater(60), leaseUntil: minutesLater(61) }
        const ids = async () => (await other.letters.claim(worker, 1)).map(({ letterId }) => letterId)
        expect([await ids(), await ids()]).toEqual([[sampleId('of class III')], [house.letterId]])
        const stuck = { ...house, state: 'stuck' as const }
        await one.letters.save({ id: house.letterId, expectedVersion: 2, next: stuck, events: [] })
        expect(await other.letters.stuck(serviceReader('contract'), 10)).toEqual([])
      }),
    )
  })
}
