import { describe, expect, test } from 'vitest'
import type { Attachment } from '../attachment-store.ts'
import { sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const attachment = (mark: string, change: Partial<Attachment> = {}): Attachment => {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 ${mark}\u0000\u00ff %%EOF`, 'latin1'))
  return {
    organisationId: sampleId('firm'),
    sha256: mark.repeat(64).slice(0, 64),
    fileName: `${mark}.pdf`,
    size: bytes.length,
    uploadedAt: '2025-06-20T14:00:00.000Z',
    bytes,
    ...change,
  }
}
const recordOf = ({ bytes: _bytes, ...record }: Attachment) => record

export function describeAttachmentStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: files that letters carry`, () => {
    test(
      'gives back every byte, to whichever process asks',
      fresh(async ({ one, other }) => {
        const given = attachment('a')
        expect(await one.attachments.put(given)).toEqual(recordOf(given))
        const got = await other.attachments.get(given.organisationId, given.sha256)
        expect(got && recordOf(got)).toEqual(recordOf(given))
        expect(Buffer.from(got?.bytes ?? []).equals(Buffer.from(given.bytes))).toBe(true)
      }),
    )

    test(
      'keeps what came first when the same bytes come again',
      fresh(async ({ one, other }) => {
        const given = attachment('a')
        await one.attachments.put(given)
        const again = attachment('a', { fileName: 'other.pdf', uploadedAt: '2025-06-21T14:00:00.000Z' })
        expect(await other.attachments.put(again)).toEqual(recordOf(given))
        expect(await one.attachments.ofOrganisation(given.organisationId, 10)).toEqual([recordOf(given)])
      }),
    )

    test(
      'shows nobody what another organisation gave',
      fresh(async ({ one }) => {
        const given = attachment('a')
        const stranger = sampleId('another firm')
        await one.attachments.put(given)
        expect(await one.attachments.get(stranger, given.sha256)).toBeUndefined()
        expect(await one.attachments.ofOrganisation(stranger, 10)).toEqual([])
        const same = attachment('a', { organisationId: stranger })
        expect(await one.attachments.put(same)).toEqual(recordOf(same))
      }),
    )

    test(
      'lists the newest first, as many as are asked for',
      fresh(async ({ one }) => {
        for (const [index, mark] of ['a', 'b', 'c'].entries())
          await one.attachments.put(attachment(mark, { uploadedAt: `2025-06-2${index}T14:00:00.000Z` }))
        const listed = await one.attachments.ofOrganisation(sampleId('firm'), 2)
        expect(listed.map(({ fileName }) => fileName)).toEqual(['c.pdf', 'b.pdf'])
      }),
    )

    test(
      'holds a file of five mebibytes',
      fresh(async ({ one }) => {
        const bytes = new Uint8Array(5 * 1024 * 1024).fill(37)
        const large = attachment('d', { bytes, size: bytes.length })
        await one.attachments.put(large)
        expect((await one.attachments.get(large.organisationId, large.sha256))?.bytes.length).toBe(
          bytes.length,
        )
      }),
    )
  })
}
