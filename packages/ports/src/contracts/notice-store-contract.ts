import { describe, expect, test } from 'vitest'
import { sampleId, sampleNotice, samplePublishedNotice } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeNoticeStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: notices`, () => {
    test(
      'lists by recall id, of one firm or of all, with or without what never went out',
      fresh(async ({ one, other }) => {
        const [first, second, third] = ['a', 'b', 'c'].map(sampleId).sort()
        if (!first || !second || !third) throw new Error('three ids')
        const anotherFirm = sampleId('another firm')
        const notices = [
          samplePublishedNotice(third),
          sampleNotice(first),
          samplePublishedNotice(second, { firmOrganisationId: anotherFirm }),
        ]
        for (const next of notices) {
          await one.notices.save({ id: next.recallId, expectedVersion: 0, next, events: [] })
        }
        const listed = async (filter: Parameters<typeof other.notices.list>[0]) =>
          (await other.notices.list(filter)).map(({ document }) => document.recallId)
        expect(await listed({})).toEqual([first, second, third])
        expect(await listed({ published: true })).toEqual([second, third])
        expect(await listed({ firmOrganisationId: sampleId('firm') })).toEqual([first, third])
        expect(await listed({ firmOrganisationId: sampleId('firm'), published: true })).toEqual([third])
        expect(await listed({ firmOrganisationId: sampleId('no firm') })).toEqual([])
      }),
    )

    test(
      'lists a notice as published once it is, with its version',
      fresh(async ({ one }) => {
        const id = sampleId('recall')
        await one.notices.save({ id, expectedVersion: 0, next: sampleNotice(id), events: [] })
        const next = samplePublishedNotice(id)
        await one.notices.save({ id, expectedVersion: 1, next, events: [] })
        expect(await one.notices.list({ published: true })).toEqual([{ version: 2, document: next }])
      }),
    )
  })
}
