import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, encodingOf, type TextEncodingName } from './decode-text.ts'
import { findInvalidUtf8 } from './find-invalid-utf8.ts'

async function decode(bytes: Uint8Array, declared?: TextEncodingName, size = bytes.length || 1) {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
  const pieces = await Array.fromAsync(decodeText(Readable.from(chunks), declared))
  const text = pieces.filter((piece) => typeof piece === 'string').join('')
  const fault = pieces.find((piece) => typeof piece !== 'string')
  return fault === undefined ? text : { text, offset: fault.offset, reason: fault.reason }
}

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()
const text = 'Serial;Ort\n7;Küche № 3 €\n'

describe('the bytes of a file', () => {
  test.each<[string, Uint8Array, TextEncodingName | undefined]>([
    ['UTF-8', Buffer.from(text), undefined],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), undefined],
    ['UTF-8 with a mark, whatever was declared', Buffer.from(`\ufeff${text}`), 'windows-1252'],
    ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), undefined],
    [
      'UTF-16 little-endian with a mark, as a form declares it',
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf-8',
    ],
    ['UTF-16 big-endian with a mark', swapped(`\ufeff${text}`), undefined],
    ['declared UTF-16', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ])('are read as %s, however they are cut', async (_what, bytes, declared) => {
    for (const size of [1, 2, 3, 7, bytes.length]) expect(await decode(bytes, declared, size)).toBe(text)
  })

  test('are read as Windows-1252 only where it is declared', async () => {
    const bytes = Buffer.from([0x4b, 0xfc, 0x63, 0x68, 0x65, 0x20, 0x80, 0x92, 0x99, 0xa0])
    expect(await decode(bytes, encodingOf('ISO-8859-1'), 3)).toBe('Küche €’™\u00a0')
    expect(await decode(bytes)).toMatchObject({
      text: 'K',
      offset: 1,
      reason: expect.stringContaining(
        'the byte FC is no UTF-8: save the file as "CSV UTF-8", or say what it is',
      ),
    })
  })

  test('name the byte that Windows-1252 does not have', async () => {
    const bytes = Buffer.from([0x41, 0x42, 0x81, 0x43])
    expect(await decode(bytes, 'windows-1252', 1)).toMatchObject({ text: 'AB', offset: 2 })
  })

  test.each<[string, Uint8Array, RegExp]>([
    ['a workbook', Buffer.from('PK\u0003\u0004…'), /a workbook, not CSV/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /a workbook, not CSV/],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), /may be UTF-16 without its byte order mark/],
  ])('are refused at once for %s', async (_what, bytes, reason) => {
    expect(await decode(bytes)).toMatchObject({ offset: 0, reason: expect.stringMatching(reason) })
  })

  test('end amid no character', async () => {
    expect(await decode(Buffer.from([0x41, 0xe2, 0x82]), undefined, 2)).toMatchObject({
      text: 'A',
      offset: 1,
    })
    expect(await decode(Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]))).toMatchObject({ text: 'A', offset: 5 })
  })

  test('give what TextDecoder gives, or the place of the first bad byte, however they are cut', async () => {
    const byte = fc.oneof(
      fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xed, 0xff),
      fc.nat(255),
    )
    const bytesOf = fc
      .array(byte, { maxLength: 24 })
      .map((bytes) => Uint8Array.from([0x61, 0x61, 0x61, 0x61, ...bytes]))
    await fc.assert(
      fc.asyncProperty(bytesOf, fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const read = await decode(bytes, 'utf-8', size)
        const at = findInvalidUtf8(bytes)
        if (bytes.subarray(0, 4).includes(0)) return
        if (at === -1) expect(read).toBe(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
        else {
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
          expect(read).toMatchObject({ offset: at, text: Buffer.from(bytes.subarray(0, at)).toString() })
        }
      }),
    )
  })
})
