import { createHash } from 'node:crypto'
import type { Authentication, Authenticator } from './authentication.ts'
import { readToken, signToken, type TokenPayload } from './signed-token.ts'

const keyPrefix = 'rw_'
const forwardedPurpose = 'recallwire-actor'

/** SHA-256 (hex) of a secret: what is stored in its place. Enough for 256 random bits; never for a password. */
export const hashSecret = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A new API key, `rw_` and 256 bits. Shown once; only its hash is kept. */
export const newSecret = (randomBytes: (size: number) => Uint8Array): string =>
  `${keyPrefix}${Buffer.from(randomBytes(32)).toString('base64url')}`

export type StoredKey<Actor> = {
  readonly actor: Actor
  /** UTC instant. */
  readonly expiresAt?: string
  /** Present at all: refused, whatever the clock says. */
  readonly revokedAt?: string
}

export type KeyAuthenticatorOptions<Actor> = {
  /** Looks a key up by `hashSecret(key)`. Throws operational errors only. */
  readonly findKey: (hashHex: string) => Promise<StoredKey<Actor> | undefined>
  /** Shared with the console, which signs the person it forwards; several while one replaces another. */
  readonly forwardedSecret?: Uint8Array | readonly Uint8Array[]
  /** Checks the actor in a forwarded token; throws when it is not one. */
  readonly parseActor: (value: unknown) => Actor
  readonly now: () => string
}

/**
 * Recognises `Authorization: Bearer rw_…` and, when `forwardedSecret` is set, `Authorization: Recallwire-Actor TOKEN`. Every
 * failure sounds the same to the caller, so that keys cannot be probed.
 */
export const createKeyAuthenticator =
  <Actor>(options: KeyAuthenticatorOptions<Actor>): Authenticator<Actor> =>
  async ({ headers }) => {
    const header = headers.authorization
    if (header === undefined)
      return { kind: 'unknown', reason: 'Send an API key: Authorization: Bearer rw_…' }
    const [, scheme = '', credential = ''] =
      (typeof header === 'string' && /^([\w-]+) +([\w.~+/=-]+)$/.exec(header)) || []
    switch (scheme.toLowerCase()) {
      case 'bearer':
        return byKey(options, credential)
      case 'recallwire-actor':
        return byForwardedToken(options, credential)
      default:
        return refused
    }
  }

/** The header value by which the console forwards a signed-in person; keep `expiresAt` a minute away. */
export const forwardActor = (secret: Uint8Array, actor: TokenPayload, expiresAt: string): string =>
  `Recallwire-Actor ${signToken(secret, forwardedPurpose, actor, expiresAt)}`

const refused: Authentication<never> = {
  kind: 'unknown',
  reason: 'The credential is not valid, or no longer.',
}

const byKey = async <Actor>(
  { findKey, now }: KeyAuthenticatorOptions<Actor>,
  key: string,
): Promise<Authentication<Actor>> => {
  if (!key.startsWith(keyPrefix)) return refused
  const stored = await findKey(hashSecret(key))
  if (stored === undefined) return refused
  const expired = stored.expiresAt !== undefined && !(Date.parse(stored.expiresAt) > Date.parse(now()))
  return expired || stored.revokedAt !== undefined ? refused : { kind: 'known', actor: stored.actor }
}

const byForwardedToken = <Actor>(
  { forwardedSecret, parseActor, now }: KeyAuthenticatorOptions<Actor>,
  token: string,
): Authentication<Actor> => {
  if (forwardedSecret === undefined) return refused
  const reading = readToken(forwardedSecret, forwardedPurpose, token, now())
  return reading.kind === 'valid' ? { kind: 'known', actor: parseActor(reading.payload) } : refused
}
