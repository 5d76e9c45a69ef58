import type { Readable } from 'node:stream'

/** A body up to the limit of its route, as text; undefined where its bytes are not UTF-8. */
export async function readWholeText(stream: Readable): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    return undefined
  }
}
