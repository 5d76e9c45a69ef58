import { hash } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * An id that says what it identifies: the first 128 bits of SHA-256 over the canonical JSON of `[domain, ...inputs]`,
 * as 26 characters of lower-case base32 (RFC 4648 alphabet, no padding). The same inputs give the same id on every
 * machine, so that work repeated after a crash finds what it already did.
 *
 * Changing this function, or the inputs of an id, is a breaking change: the golden values in the tests say so.
 */
export function derivedId(domain: string, inputs: readonly JsonValue[]): string {
  return base32(hash('sha256', canonicalJson([`recallwire:${domain}`, ...inputs]), 'binary'))
}

/** SHA-256 of a text's UTF-8 bytes, or of the bytes given, in lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** Ten bits at a time: every unit of an inventory has half a dozen ids. */
const pairs = Array.from(
  { length: 1024 },
  (_, bits) => `${alphabet.charAt(bits >> 5)}${alphabet.charAt(bits & 31)}`,
)

/** The first 16 bytes of a digest that is written with one character for each byte. */
function base32(digest: string): string {
  let text = ''
  for (let at = 0; at < 15; at += 5) {
    const [a, b, c] = [digest.charCodeAt(at), digest.charCodeAt(at + 1), digest.charCodeAt(at + 2)]
    const [d, e] = [digest.charCodeAt(at + 3), digest.charCodeAt(at + 4)]
    text += pairs[(a << 2) | (b >> 6)]
    text += pairs[((b & 63) << 4) | (c >> 4)]
    text += pairs[((c & 15) << 6) | (d >> 2)]
    text += pairs[((d & 3) << 8) | e]
  }
  return text + pairs[digest.charCodeAt(15) << 2]
}
