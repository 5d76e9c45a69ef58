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
  const digest = hash('sha256', canonicalJson([`recallwire:${domain}`, ...inputs]), 'buffer')
  return base32(digest.subarray(0, 16))
}

/** SHA-256 of a text's UTF-8 bytes, or of the bytes given, in lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let pending = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(pending >> bits) & 31]
    }
    pending &= (1 << bits) - 1
  }
  if (bits > 0) text += alphabet[(pending << (5 - bits)) & 31]
  return text
}
