import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type TokenPayload =
  | string
  | number
  | boolean
  | null
  | readonly TokenPayload[]
  | { readonly [name: string]: TokenPayload | undefined }

export type TokenReading =
  | { readonly kind: 'valid'; readonly payload: unknown; readonly expiresAt: string }
  | {
      readonly kind: 'invalid'
      readonly reason: 'malformed' | 'unknown-key' | 'forged' | 'wrong-purpose' | 'expired'
    }

const version = 'rwt1'
const longestToken = 8192

/**
 * A token that carries `payload` until `expiresAt` (UTC instant): `rwt1.KEYID.PAYLOAD.MAC`, HMAC-SHA256 and nothing else, so
 * there is no algorithm for a caller to choose. The payload can be read by anyone; it cannot be changed, nor used for another
 * `purpose`. The secret has at least 32 bytes; its id (a hash) lets secrets rotate with overlap.
 */
export const signToken = (
  secret: Uint8Array,
  purpose: string,
  payload: TokenPayload,
  expiresAt: string,
): string => {
  refuseShortSecret(secret)
  const body = Buffer.from(JSON.stringify({ purpose, expiresAt, payload })).toString('base64url')
  const signed = `${version}.${keyIdOf(secret)}.${body}`
  return `${signed}.${macOf(secret, signed)}`
}

/** Checks the signature first, then purpose and expiry. Pass several secrets while one replaces another. */
export const readToken = (
  secrets: Uint8Array | readonly Uint8Array[],
  purpose: string,
  token: string,
  now: string,
): TokenReading => {
  const [tokenVersion, keyId, body, mac, ...rest] = token.length > longestToken ? [] : token.split('.')
  if (tokenVersion !== version || !keyId || !body || !mac || rest.length > 0)
    return { kind: 'invalid', reason: 'malformed' }
  const secret = (secrets instanceof Uint8Array ? [secrets] : secrets).find(
    (candidate) => keyIdOf(candidate) === keyId,
  )
  if (secret === undefined) return { kind: 'invalid', reason: 'unknown-key' }
  refuseShortSecret(secret)
  if (!equalInConstantTime(mac, macOf(secret, `${version}.${keyId}.${body}`)))
    return { kind: 'invalid', reason: 'forged' }
  return readBody(body, purpose, now)
}

const readBody = (body: string, purpose: string, now: string): TokenReading => {
  const content: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (
    typeof content !== 'object' ||
    content === null ||
    !('purpose' in content) ||
    !('expiresAt' in content)
  ) {
    return { kind: 'invalid', reason: 'malformed' }
  }
  if (content.purpose !== purpose) return { kind: 'invalid', reason: 'wrong-purpose' }
  const { expiresAt } = content
  if (typeof expiresAt !== 'string') return { kind: 'invalid', reason: 'malformed' }
  if (!(Date.parse(expiresAt) > Date.parse(now))) return { kind: 'invalid', reason: 'expired' }
  return { kind: 'valid', payload: 'payload' in content ? content.payload : undefined, expiresAt }
}

const macOf = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

const keyIdOf = (secret: Uint8Array): string =>
  createHash('sha256').update('recallwire token key id\0').update(secret).digest('base64url').slice(0, 8)

/** Both sides are compared as text, so that a second spelling of the same bytes does not pass. */
const equalInConstantTime = (left: string, right: string): boolean => {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}

const refuseShortSecret = (secret: Uint8Array): void => {
  if (secret.byteLength < 32) throw new RangeError('A signing secret needs at least 32 bytes')
}
