import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { composeMime } from './compose-mime.ts'
import { insertAttachment } from './insert-attachment.ts'

const place = new Uint8Array(32).map((_byte, index) => index * 7)
const compose = (text: string, attached = place) =>
  composeMime({
    from: { address: 'recalls@example.org' },
    to: { address: 'lab@example.org' },
    subject: 'A letter',
    text,
    html: `<p>${text}</p>`,
    messageId: '<a@example.org>',
    date: new Date('2025-06-20T14:00:00.000Z'),
    boundarySeed: 'a',
    attachments: [
      { filename: 'units.csv', contentType: 'text/csv', content: place },
      { filename: 'letter.pdf', contentType: 'application/pdf', content: attached },
    ],
  })
const bytesOf = async (mime: Uint8Array) =>
  (await PostalMime.parse(mime)).attachments.map(({ content }) => Buffer.from(content as ArrayBuffer))

test.each([0, 1, 56, 57, 58, 114, 1_000, 300_000])(
  'a file of %i bytes takes its place unaltered',
  async (size) => {
    const file = new Uint8Array(size).map((_byte, index) => (index * 31) % 256)
    const mark = Buffer.from(place).toString('base64')
    const whole = insertAttachment(await compose(`Text.\n\n${mark}\n`), place, file)
    const [list, letter] = await bytesOf(whole)
    expect(list?.equals(Buffer.from(place))).toBe(true)
    expect(letter?.equals(Buffer.from(file))).toBe(true)
    const lines = Buffer.from(whole).toString('latin1').split('\r\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(lines.join('')).not.toMatch(/[\r\n]/)
  },
)

test('it is the message that would have been composed with the file', async () => {
  const file = new Uint8Array(1_234).map((_byte, index) => index % 251)
  const whole = insertAttachment(await compose('Text.'), place, file)
  expect(Buffer.from(whole).equals(Buffer.from(await compose('Text.', file)))).toBe(true)
})

test('a message without the place is not touched', async () => {
  const other = new Uint8Array(32).fill(9)
  await expect(compose('Text.').then((mime) => insertAttachment(mime, other, place))).rejects.toThrow(
    'no place',
  )
})
