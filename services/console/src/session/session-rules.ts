import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Role } from '@recallwire/domain/access/actor.ts'
import type { Session } from '@recallwire/ports/session-store.ts'
import type { SetCookie } from '@recallwire/runtime/route.ts'

/** A session ends when nobody acted for this long (ASVS 5, V7.3.1). */
const idleMs = 30 * 60 * 1000
/** And after this long in any case (V7.3.2). */
const absoluteMs = 12 * 60 * 60 * 1000
/** The idle clock is written at most this often, so that a busy person does not write at every click. */
const seenStepMs = 60 * 1000

/** The `__Host-` prefix makes browsers refuse the cookie from any other host; it needs https. */
export const cookieName = (publicUrl: string): string =>
  new URL(publicUrl).protocol === 'https:' ? '__Host-recallwire' : 'recallwire'

/** What the store knows the session by: a stolen store opens no session. */
export const tokenHashOf = (token: string): string => sha256Hex(token)

export const isAlive = (session: Session, realNow: string): boolean => {
  const now = Date.parse(realNow)
  return now - Date.parse(session.seenAt) < idleMs && now - Date.parse(session.signedInAt) < absoluteMs
}

export const isSeenDue = (session: Session, realNow: string): boolean =>
  Date.parse(realNow) - Date.parse(session.seenAt) >= seenStepMs

/** A cookie that ends with the browser. Regulators' is not even sent when a link of another site is followed. */
export const sessionCookie = (publicUrl: string, token: string, role: Role): SetCookie => ({
  name: cookieName(publicUrl),
  value: token,
  sameSite: role === 'regulator' ? 'strict' : 'lax',
})

export const endedCookie = (publicUrl: string): SetCookie => ({
  name: cookieName(publicUrl),
  value: '',
  maxAgeSeconds: 0,
})
