import { describe, expect, test } from 'vitest'
import { minutesLater, sampleId, sampleSources } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeSourceStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)
  const firm = sampleId('firm')
  const [first, second, third] = ['a', 'b', 'c'].map(sampleId).toSorted()
  if (!first || !second || !third) throw new Error('three ids')

  describe(`${name}: sources of recalls`, () => {
    test(
      'lists those of one organisation, the last changed first',
      fresh(async ({ one, other }) => {
        const documents = [
          sampleSources(first, { changedAt: minutesLater(1) }),
          sampleSources(second, { changedAt: minutesLater(2) }),
          sampleSources(third, { organisationId: sampleId('another firm') }),
        ]
        for (const next of documents)
          await one.sources.save({ id: next.sourceId, expectedVersion: 0, next, events: [] })
        const listed = async (limit: number) =>
          (await other.sources.ofOrganisation(firm, limit)).map(({ sourceId }) => sourceId)
        expect(await listed(10)).toEqual([second, first])
        expect(await listed(1)).toEqual([second])
        expect(await other.sources.ofOrganisation(sampleId('no firm'), 10)).toEqual([])
      }),
    )

    test(
      'finds those that hold a recall number or an event, also one that came later',
      fresh(async ({ one, other }) => {
        const next = sampleSources(first)
        await one.sources.save({ id: first, expectedVersion: 0, next, events: [] })
        const elsewhere = sampleSources(second, { organisationId: sampleId('another firm') })
        await one.sources.save({ id: second, expectedVersion: 0, next: elsewhere, events: [] })
        const found = async (...marks: readonly string[]) =>
          (await other.sources.byMarks(firm, marks)).map(({ document }) => document.sourceId)
        expect(await found('Z-0001-2025')).toEqual([first])
        expect(await found('event 90001', 'Z-0001-2025')).toEqual([first])
        expect(await found('Z-0002-2025', 'event 90002')).toEqual([])
        expect(await found()).toEqual([])
        const more = sampleSources(first, {}, 'Z-0002-2025')
        const grown = { ...next, versions: [...next.versions, ...more.versions] }
        await one.sources.save({ id: first, expectedVersion: 1, next: grown, events: [] })
        expect(await found('Z-0002-2025')).toEqual([first])
        expect(await other.sources.byMarks(firm, ['Z-0002-2025'])).toEqual([{ version: 2, document: grown }])
      }),
    )

    test(
      'finds what was attached to a recall',
      fresh(async ({ one, other }) => {
        const recallId = sampleId('recall')
        await one.sources.save({ id: first, expectedVersion: 0, next: sampleSources(first), events: [] })
        expect(await other.sources.ofRecall(recallId)).toEqual([])
        const attached = sampleSources(first, { recallId })
        await one.sources.save({ id: first, expectedVersion: 1, next: attached, events: [] })
        expect(await other.sources.ofRecall(recallId)).toEqual([attached])
      }),
    )
  })
}
