import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeMime } from './compose-mime.ts'
import { readLetter, readMailbox } from './mailbox.ts'

const first = 'b577ti3l6f7cmop4ribsu325tu'
const second = 'c577ti3l6f7cmop4ribsu325tu'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mailbox-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(letterId: string, at: string, subject: string): Promise<number> {
  const mime = await composeMime({
    from: { name: 'Example Pumps', address: 'recalls@example.com' },
    to: { address: 'lab@example.org' },
    subject,
    text: 'Please reply – today.',
    html: '<p>Please reply &ndash; today.</p>',
    headers: { 'X-Recallwire-Letter': letterId },
    messageId: `<${letterId}@example.com>`,
    attachments: [
      { filename: 'Reply form.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
    ],
    date: new Date(at),
    boundarySeed: letterId,
  })
  await writeFile(join(folder, `${letterId}.eml`), mime)
  await utimes(join(folder, `${letterId}.eml`), new Date(at), new Date(at))
  return mime.length
}

describe('the mailbox', () => {
  test('lists letters newest first with what a page shows', async () => {
    await put(first, '2026-05-01T12:00:00Z', 'Urgent: recall')
    const size = await put(second, '2026-05-02T12:00:00Z', 'Erinnerung: Rückruf №7')
    const entries = await readMailbox(folder)
    expect(entries.map(({ letterId }) => letterId)).toEqual([second, first])
    expect(entries[0]).toEqual({
      letterId: second,
      to: 'lab@example.org',
      from: 'recalls@example.com',
      subject: 'Erinnerung: Rückruf №7',
      at: '2026-05-02T12:00:00.000Z',
      size,
    })
  })

  test('stops at the limit', async () => {
    await put(first, '2026-05-01T12:00:00Z', 'a')
    await put(second, '2026-05-02T12:00:00Z', 'b')
    expect(await readMailbox(folder, 1)).toHaveLength(1)
  })

  test('shows neither half-written letters nor files that are none', async () => {
    await writeFile(join(folder, `.${first}.x.tmp`), 'x')
    await writeFile(join(folder, 'notes.eml'), 'x')
    expect(await readMailbox(folder)).toEqual([])
  })

  test('lists more letters than are read at a time', async () => {
    const ids = Array.from(
      { length: 40 },
      (_, index) => `${'a'.repeat(24)}${'abcd'[Math.floor(index / 10)]}${'abcdefghij'[index % 10]}`,
    )
    await Promise.all(ids.map((letterId) => put(letterId, '2026-05-01T12:00:00Z', letterId)))
    expect((await readMailbox(folder)).map(({ letterId }) => letterId)).toEqual(ids.toSorted())
  })

  test('is empty where there is no folder yet', async () => {
    expect(await readMailbox(join(folder, 'absent'))).toEqual([])
  })
})

describe('a letter', () => {
  test('is read with headers and both bodies decoded', async () => {
    await put(first, '2026-05-01T12:00:00Z', 'Urgent')
    const letter = await readLetter(folder, first)
    expect(letter?.text.trimEnd()).toBe('Please reply – today.')
    expect(letter?.html).toContain('<p>Please reply &ndash; today.</p>')
    expect(letter?.enclosures).toEqual([
      {
        fileName: 'Reply form.pdf',
        mediaType: 'application/pdf',
        bytes: new Uint8Array(Buffer.from('%PDF-1.7')),
      },
    ])
    expect(letter?.headers).toContainEqual({ name: 'X-Recallwire-Letter', value: first })
  })

  test.each(['../secret', `${first}.eml`, second, ''])('%j is no letter here', async (letterId) => {
    await put(first, '2026-05-01T12:00:00Z', 'Urgent')
    await writeFile(join(folder, 'secret.eml'), 'x')
    expect(await readLetter(folder, letterId)).toBeUndefined()
  })
})
