import { describe, expect, test } from 'vitest'
import { sampleId, sampleStanding } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeStandingStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: standings of contacts`, () => {
    test(
      'are found by their facility, in the order of their ids, each with its newest version alone',
      fresh(async ({ one, other }) => {
        const { standings } = one
        const first = sampleStanding(sampleId('first'))
        const second = sampleStanding(sampleId('second'))
        const elsewhere = sampleStanding(sampleId('elsewhere'), { facilityId: sampleId('south') })
        for (const next of [second, first, elsewhere])
          await standings.save({ id: next.contactId, expectedVersion: 0, next, events: [] })
        const reached = {
          ...first,
          reached: { letterId: sampleId('letter'), at: '2025-06-21T14:00:00.000Z' },
        }
        await standings.save({ id: first.contactId, expectedVersion: 1, next: reached, events: [] })
        const byId = [reached, second].toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
        expect(await other.standings.ofFacility(first.facilityId)).toEqual(byId)
        expect(await other.standings.ofFacility(sampleId('nowhere'))).toEqual([])
      }),
    )
  })
}
