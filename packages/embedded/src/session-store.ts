import type { Session, SessionStore } from '@recallwire/ports/session-store.ts'
import type { Database } from './database.ts'
import { jsonOf } from './row.ts'

export function createSessionStore(db: Database): SessionStore {
  return {
    put: (session) =>
      db.write((tx) => {
        tx.run(
          'INSERT OR REPLACE INTO sessions (token_hash, person_id, session) VALUES (?, ?, ?)',
          session.tokenHash,
          session.personId,
          JSON.stringify(session),
        )
      }),
    get: async (tokenHash) => {
      const row = db.get('SELECT session FROM sessions WHERE token_hash = ?', tokenHash)
      return row && jsonOf<Session>(row, 'session')
    },
    seen: (tokenHash, at) =>
      db.write((tx) => {
        tx.run(
          "UPDATE sessions SET session = json_set(session, '$.seenAt', ?) WHERE token_hash = ?",
          at,
          tokenHash,
        )
      }),
    end: (tokenHash) =>
      db.write((tx) => {
        tx.run('DELETE FROM sessions WHERE token_hash = ?', tokenHash)
      }),
    endAllOf: (personId) =>
      db.write((tx) => {
        tx.run('DELETE FROM sessions WHERE person_id = ?', personId)
      }),
  }
}
