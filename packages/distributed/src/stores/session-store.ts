import type { Session, SessionStore } from '@recallwire/ports/session-store.ts'
import type { Database } from '../database/database.ts'
import { jsonOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

export function createSessionStore(db: Database): SessionStore {
  const sessions = db.collection('sessions')
  return {
    put: async (session) => {
      const { tokenHash, personId, seenAt } = session
      const row = { personId, seenAt, session: JSON.stringify(session) }
      await settle(() => sessions.upsert({ _id: tokenHash }, { $set: row }))
    },
    get: async (tokenHash) => {
      const row = await sessions.first({ _id: tokenHash })
      return row && { ...jsonOf<Session>(row, 'session'), seenAt: textOf(row, 'seenAt') }
    },
    seen: async (tokenHash, at) => {
      await settle(() => sessions.update({ _id: tokenHash }, { $set: { seenAt: at } }))
    },
    end: async (tokenHash) => {
      await settle(() => sessions.remove({ _id: tokenHash }))
    },
    endAllOf: async (personId) => {
      await settle(() => sessions.remove({ personId }))
    },
  }
}
