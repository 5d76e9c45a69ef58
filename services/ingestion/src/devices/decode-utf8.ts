import type { Readable } from 'node:stream'

/**
 * A body's text, piece by piece, without a byte order mark. Bytes that are not UTF-8 throw a TypeError: replaced
 * by question marks they would turn one serial into another.
 */
export async function* decodeUtf8(body: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

export const isEncodingError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
