import { timingSafeEqual } from 'node:crypto'
import type { Session } from '@recallwire/ports/session-store.ts'

/** Whether a form belongs to this session; compared in constant time. */
export const isTokenOf = (session: Session, token: string): boolean => {
  const given = Buffer.from(token)
  const wanted = Buffer.from(session.formToken)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
