import { TextDecoder } from 'node:util'
import { decodeWindows1252 } from './decode-windows-1252.ts'
import { findInvalidUtf8 } from './find-invalid-utf8.ts'

/** What a file's bytes may be. ISO 8859-1 is read as Windows-1252, as browsers do: its other characters have no glyph. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A byte that the file's encoding does not have: replaced by a question mark it would turn one serial into another. */
export type EncodingFault = {
  readonly kind: 'encoding-fault'
  readonly offset: number
  readonly reason: string
}

const names: ReadonlyMap<string, TextEncodingName> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
])

/** An encoding by one of its names, in any case; undefined for one that is not read here. */
export const encodingOf = (name: string): TextEncodingName | undefined => names.get(name.trim().toLowerCase())

const declareIt =
  'save the file as "CSV UTF-8", or say what it is: ?encoding=windows-1252 for files of older Windows programs'

/**
 * A body's text, piece by piece, without its byte order mark. The mark decides; without one it is what was declared, else
 * UTF-8. A fault comes last, after all text before it.
 */
export async function* decodeText(
  body: AsyncIterable<Uint8Array>,
  declared?: TextEncodingName,
): AsyncGenerator<string | EncodingFault> {
  const { head, chunks } = await peekBytes(body)
  const encoding = encodingOfMark(head) ?? declared ?? 'utf-8'
  const alien = encodingOfMark(head) === undefined ? alienStart(head, declared) : undefined
  if (alien !== undefined) {
    yield { kind: 'encoding-fault', offset: 0, reason: alien }
    return
  }
  if (encoding === 'utf-8') yield* decodeUtf8(chunks)
  else if (encoding === 'windows-1252') yield* decodeWindows1252(chunks)
  else yield* decodeUtf16(chunks, encoding)
}

async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | EncodingFault> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  /** Bytes before this chunk, and those of them that are the beginning of a character. */
  let offset = 0
  let begun: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const text = tryDecode(decoder, chunk)
    const bytes = begun.length === 0 ? chunk : Buffer.concat([begun, chunk])
    if (text === undefined) {
      yield* faultIn(bytes, offset - begun.length)
      return
    }
    offset += chunk.length
    begun = bytes.subarray(bytes.length - unfinishedAt(bytes))
    if (text !== '') yield text
  }
  if (begun.length > 0) yield* faultIn(begun, offset - begun.length)
}

function* faultIn(bytes: Uint8Array, offset: number): Generator<string | EncodingFault> {
  const at = findInvalidUtf8(bytes)
  const before = new TextDecoder('utf-8', { ignoreBOM: offset > 0 }).decode(bytes.subarray(0, at))
  if (before !== '') yield before
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  const reason = `the byte ${byte} is no UTF-8: ${declareIt}`
  yield { kind: 'encoding-fault', offset: offset + at, reason }
}

function tryDecode(decoder: TextDecoder, chunk: Uint8Array): string | undefined {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** How many bytes at the end begin a character that the next chunk may end. The bytes are known to be UTF-8 so far. */
function unfinishedAt(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

async function* decodeUtf16(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<string | EncodingFault> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let offset = 0
  for await (const chunk of chunks) {
    const text = tryDecode(decoder, chunk)
    if (text === undefined) {
      yield { kind: 'encoding-fault', offset, reason: `half of a character is no UTF-16: ${declareIt}` }
      return
    }
    offset += chunk.length
    if (text !== '') yield text
  }
  if (offset % 2 === 1)
    yield { kind: 'encoding-fault', offset, reason: 'the file ends amid a character: send it again' }
}

function encodingOfMark([first, second, third]: Uint8Array): TextEncodingName | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined
}

/** What is no text of this encoding at all, in words for whoever exported it. */
function alienStart(head: Uint8Array, declared: TextEncodingName | undefined): string | undefined {
  const start = Buffer.from(head).toString('latin1')
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    return 'this is a workbook, not CSV: open it and save it as "CSV UTF-8"'
  if (declared?.startsWith('utf-16') === true || !head.includes(0)) return undefined
  return 'zero bytes: this may be UTF-16 without its byte order mark; save it as "CSV UTF-8", or say ?encoding=utf-16le'
}

/** The first bytes, and all of them again. Four tell a mark, a workbook, and UTF-16. */
async function peekBytes(body: AsyncIterable<Uint8Array>) {
  const source = body[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  while (head.length < 4) {
    const next = await source.next()
    if (next.done === true) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  async function* chunks() {
    if (head.length > 0) yield head
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
  }
  return { head: head.subarray(0, 4), chunks: chunks() }
}
