import { type Actor, roleSchema } from '@recallwire/domain/access/actor.ts'
import type { Session } from '@recallwire/ports/session-store.ts'
import type { Authenticator } from '@recallwire/runtime/authentication.ts'
import type { ConsoleDeps } from '../console-deps.ts'
import { cookieName, isAlive, isSeenDue, tokenHashOf } from './session-rules.ts'

type SessionDeps = Pick<ConsoleDeps, 'backEnd' | 'publicUrl' | 'realNow'>

/**
 * Recognises a signed-in person by the cookie. A session ends by time, and with the person: someone who is gone from the
 * directory or was given another role signs in anew.
 */
export const createSessionAuthenticator =
  (deps: SessionDeps): Authenticator<Actor> =>
  async ({ cookies, headers }) => {
    const session = await findSession(deps, cookies)
    if (session === undefined) return signInFirst
    const person = await deps.backEnd.directory.people.get(session.personId)
    if (person === undefined || person.document.role !== session.role) {
      await deps.backEnd.sessions.end(session.tokenHash)
      return signInFirst
    }
    const now = deps.realNow()
    // A page that refreshes by itself is no person: it must not keep the session alive.
    if (headers['hx-request'] === undefined && isSeenDue(session, now)) {
      await deps.backEnd.sessions.seen(session.tokenHash, now)
    }
    return { kind: 'known', actor: actorOf(session) }
  }

/** The live session behind the cookie, if there is one; one that is over is removed. */
export const findSession = async (
  deps: SessionDeps,
  cookies: Readonly<Record<string, string | undefined>>,
): Promise<Session | undefined> => {
  const token = cookies[cookieName(deps.publicUrl)]
  if (token === undefined || token === '') return undefined
  const session = await deps.backEnd.sessions.get(tokenHashOf(token))
  if (session === undefined) return undefined
  if (isAlive(session, deps.realNow())) return session
  await deps.backEnd.sessions.end(session.tokenHash)
  return undefined
}

const signInFirst = {
  kind: 'unknown',
  reason: 'You are not signed in, or your session is over. Open your sign-in link again.',
  signInLocation: '/sign-in',
} as const

const actorOf = (session: Session): Actor => ({
  organisationId: session.organisationId,
  role: roleSchema.parse(session.role),
  by: session.personId,
})
