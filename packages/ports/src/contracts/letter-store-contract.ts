import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import { recordOutcome } from '@recallwire/domain/letter/decide-letter.ts'
import type { AnyLetter } from '@recallwire/domain/letter/letter.ts'
import { describe, expect, test } from 'vitest'
import { minutesLater, sampleEvent, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { putLetter as put } from './put-letter.ts'
import { idsOf, readEvents } from './read-events.ts'

const service = serviceReader('contract')
const now = minutesLater(60)
const leaseUntil = minutesLater(61)
const worker = { owner: 'worker 1', now, leaseUntil }

export function describeLetterStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: letters`, () => {
    test(
      'hands out the lowest rank first, then the oldest, and no more than asked',
      fresh(async ({ one, other }) => {
        await put(one, 'reminder', {}, 'reminder')
        await put(one, 'class II', { recallClass: 'II' })
        await put(one, 'younger', { queuedAt: minutesLater(2) })
        await put(one, 'older', { queuedAt: minutesLater(1) })
        await put(one, 'unclassified', { queuedAt: minutesLater(3), recallClass: null })
        const first = await other.letters.claim(worker, 4)
        expect(idsOfLetters(first)).toEqual(['older', 'younger', 'unclassified', 'reminder'].map(sampleId))
        expect(idsOfLetters(await other.letters.claim(worker, 4))).toEqual([sampleId('class II')])
        expect(await other.letters.claim(worker, 4)).toEqual([])
      }),
    )

    test(
      'hands out a letter as sending under the claim, its attempt counted',
      fresh(async ({ one }) => {
        const letter = await put(one, 'letter', { attempts: 2 })
        const claim = { owner: 'worker 1', attempt: 3, leaseUntil }
        const claimed = { ...letter, state: 'sending', attempts: 3, claim }
        expect(await one.letters.claim(worker, 1)).toEqual([claimed])
        expect(await one.letters.get(letter.letterId)).toEqual({ version: 2, document: claimed })
      }),
    )

    test(
      'leaves letters that wait, and letters in any other state',
      fresh(async ({ one }) => {
        await put(one, 'waits', { notBefore: minutesLater(61) })
        await put(one, 'waited', { notBefore: now })
        for (const state of ['sending', 'unknown', 'sent', 'stuck', 'cancelled']) {
          await put(one, state, { state })
        }
        expect(idsOfLetters(await one.letters.claim(worker, 10))).toEqual([sampleId('waited')])
      }),
    )

    test(
      'never gives two workers the same letter',
      fresh(async ({ one, other }) => {
        const labels = Array.from({ length: 40 }, (_, index) => `letter ${index}`)
        await Promise.all(labels.map((label) => put(one, label)))
        const claims = await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            (index % 2 === 0 ? one : other).letters.claim({ ...worker, owner: `worker ${index}` }, 5),
          ),
        )
        const ids = claims.flatMap(idsOfLetters)
        expect(new Set(ids).size).toBe(ids.length)
        expect([...ids].sort()).toEqual(labels.map(sampleId).sort())
      }),
    )

    test(
      'lets only the holder of the claim write, and only once it is given back by that',
      fresh(async ({ one, other }) => {
        await put(one, 'letter')
        const [claimed] = await one.letters.claim(worker, 1)
        if (!claimed) throw new Error('no letter was claimed')
        const letterId = claimed.letterId
        const sent = recordOutcome(
          claimed,
          { kind: 'accepted', providerId: 'mail-1', at: now },
          { realNow: now, retryInMs: 1_000, settleInMs: 600_000 },
        ).next
        const write = (owner: string, attempt: number, label: string) =>
          other.letters.updateClaimed({ letterId, owner, attempt }, sent, [sampleEvent(label)])
        expect(await write('worker 2', 1, 'another owner')).toBe(false)
        expect(await write('worker 1', 2, 'another attempt')).toBe(false)
        expect((await one.letters.get(letterId))?.document).toEqual(claimed)
        expect(await write('worker 1', 1, 'holder')).toBe(true)
        expect(await one.letters.get(letterId)).toEqual({ version: 3, document: sent })
        expect(await write('worker 1', 1, 'too late')).toBe(false)
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual(['holder'])
        const absent = { letterId: sampleId('absent'), owner: 'worker 1', attempt: 1 }
        expect(await one.letters.updateClaimed(absent, sent, [])).toBe(false)
      }),
    )

    test(
      'stops a worker whose letter was taken back and claimed anew, by itself even',
      fresh(async ({ one, other }) => {
        await put(one, 'letter')
        const [first] = await one.letters.claim(worker, 1)
        if (!first) throw new Error('no letter was claimed')
        const { claim: _claim, ...back } = first
        const next: AnyLetter = { ...back, state: 'pending' }
        await other.letters.save({ id: first.letterId, expectedVersion: 2, next, events: [] })
        const [second] = await other.letters.claim(worker, 1)
        expect(second?.claim?.attempt).toBe(2)
        const fence = { letterId: first.letterId, owner: worker.owner, attempt: 1 }
        expect(await one.letters.updateClaimed(fence, next, [])).toBe(false)
        expect(await other.letters.updateClaimed({ ...fence, attempt: 2 }, next, [])).toBe(true)
      }),
    )

    test(
      'finds what is unclear, and what was being sent when its lease ended, oldest first',
      fresh(async ({ one, other }) => {
        const claimUntil = (until: string) => ({ owner: 'gone', attempt: 1, leaseUntil: until })
        await put(one, 'unclear', { state: 'unknown', queuedAt: minutesLater(3) })
        await put(one, 'expired', {
          state: 'sending',
          queuedAt: minutesLater(1),
          claim: claimUntil(minutesLater(59)),
        })
        await put(one, 'held', { state: 'sending', claim: claimUntil(minutesLater(61)) })
        await put(one, 'pending')
        const unsettled = async (limit: number) =>
          (await other.letters.unsettled(now, limit)).map(({ document }) => document.letterId)
        expect(await unsettled(10)).toEqual(['expired', 'unclear'].map(sampleId))
        expect(await unsettled(1)).toEqual([sampleId('expired')])
      }),
    )

    test(
      'finds a letter by the handle of its newest link alone',
      fresh(async ({ one, other }) => {
        const link = { handleHash: 'h1', codeHash: 'c1', expiresAt: minutesLater(90), wrongCodes: 0 }
        const letter = await put(one, 'letter', { link })
        await put(one, 'without a link')
        expect(await other.letters.byHandle('h1')).toEqual({ version: 1, document: letter })
        const next = { ...letter, link: { ...link, handleHash: 'h2' } }
        await one.letters.save({ id: letter.letterId, expectedVersion: 1, next, events: [] })
        expect(await other.letters.byHandle('h1')).toBeUndefined()
        expect((await other.letters.byHandle('h2'))?.document).toEqual(next)
      }),
    )

    test(
      "shows the letters of a case and those that are stuck to the facility's organisation and no other",
      fresh(async ({ one }) => {
        const { letters } = one
        const stuck = await put(one, 'stuck', { state: 'stuck', because: 'no such address' })
        const sent = await put(one, 'sent', { state: 'sent', queuedAt: minutesLater(1) })
        await put(one, 'of another case', { caseId: sampleId('another case') })
        const us: Reader = { kind: 'organisation', organisationId: sampleId('hospital') }
        const them: Reader = { kind: 'organisation', organisationId: sampleId('another hospital') }
        const caseId = sampleId('case')
        for (const reader of [us, service]) {
          const found = (await letters.ofCase(reader, caseId)).map(({ document }) => document)
          expect(found).toHaveLength(2)
          expect(found).toEqual(expect.arrayContaining([stuck, sent]))
          expect(await letters.stuck(reader, 10)).toEqual([{ version: 1, document: stuck }])
        }
        expect(await letters.ofCase(them, caseId)).toEqual(await letters.ofCase(them, sampleId('absent')))
        expect(await letters.stuck(them, 10)).toEqual([])
      }),
    )
  })
}

const idsOfLetters = (letters: readonly AnyLetter[]): readonly string[] =>
  letters.map(({ letterId }) => letterId)
