import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'

const shape = /^r1\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})$/

/** A new secret for one letter's link: 256 random bits as base64url. Only its hash is stored. */
export const newHandle = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(32)).toString('base64url')

/** What `Letter.link.handleHash` holds and `LetterStore.byHandle` is asked for. */
export const hashHandle = (handle: string): string => sha256Hex(handle)

/**
 * The token in a letter's link: `r1.HANDLE.MAC`, the first 128 bits of HMAC-SHA-256 over the handle. The MAC keeps made-up
 * handles away from the store; the handle keeps a leaked secret from being enough.
 */
export const mintReplyToken = (secret: Uint8Array, handle: string): string =>
  `r1.${handle}.${macOf(secret, handle)}`

/** The handle of a token whose MAC is right, else undefined. Looks nothing up and takes the same time for every wrong MAC. */
export function readReplyToken(secret: Uint8Array, token: string): string | undefined {
  const [, handle, mac] = shape.exec(token) ?? []
  if (handle === undefined || mac === undefined) return undefined
  // Compared as text: the last character of base64url has spare bits, so other spellings of the same bytes exist.
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, handle))) ? handle : undefined
}

function macOf(secret: Uint8Array, handle: string): string {
  if (secret.byteLength < 32) throw new RangeError('the secret of reply links needs at least 32 bytes')
  return createHmac('sha256', secret)
    .update(`reply-link|${handle}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
