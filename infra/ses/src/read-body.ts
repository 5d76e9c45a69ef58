import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** SES takes messages of 40 MB; in base64 and percent signs that is at most this. */
const maximumBytes = 64 * 1024 * 1024

/** The whole body as text. Throws when it is larger than any message SES takes. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maximumBytes) throw new Error(`the body is larger than ${maximumBytes} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
