import type { EncodingFault } from './decode-text.ts'

/** 0x80 to 0x9F, where Windows-1252 differs from ISO 8859-1; a blank stands for a byte it does not have. */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/**
 * Windows-1252 as text, by its own table: not every version of Node has the right one in TextDecoder. A byte without a
 * character is a fault, after the text before it.
 */
export async function* decodeWindows1252(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | EncodingFault> {
  let offset = 0
  for await (const chunk of chunks) {
    const at = chunk.findIndex((byte) => byte >= 0x80 && byte < 0xa0 && upper.charAt(byte - 0x80) === ' ')
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, at === -1 ? chunk.length : at)
    const text = bytes
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (byte) => upper.charAt(byte.charCodeAt(0) - 0x80))
    if (text !== '') yield text
    if (at !== -1) {
      const byte = (chunk[at] ?? 0).toString(16).toUpperCase()
      const reason = `the byte ${byte} is no character of Windows-1252: say which encoding the file has, or save it as "CSV UTF-8"`
      yield { kind: 'encoding-fault', offset: offset + at, reason }
      return
    }
    offset += chunk.length
  }
}
