import { claimLetter } from '@recallwire/domain/letter/decide-letter.ts'
import { type AnyLetter, isHouseLetter, type Letter, sendingRank } from '@recallwire/domain/letter/letter.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { LetterStore } from '@recallwire/ports/letter-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { organisationOf } from './reader-scope.ts'
import { textOf, waitingOf } from './row.ts'

/** Stands where a letter of the house has no case. */
const ofNoCase = ''

export function createLetterStore(db: Database, putInOutbox: PutInOutbox): LetterStore {
  const letters = createDocumentTable<AnyLetter>(db, putInOutbox, {
    table: 'letters',
    columns: {
      organisation_id: (letter) => letter.organisationId,
      case_id: (letter) => (isHouseLetter(letter) ? ofNoCase : letter.caseId),
      state: (letter) => letter.state,
      sending_rank: sendingRank,
      queued_at: (letter) => letter.queuedAt,
      not_before: (letter) => letter.notBefore ?? null,
      lease_until: (letter) => letter.claim?.leaseUntil ?? null,
      handle_hash: (letter) => letter.link?.handleHash ?? null,
    },
  })
  const own = '(?1 IS NULL OR organisation_id = ?1)'
  return {
    get: letters.get,
    save: letters.save,
    claim: ({ owner, now, leaseUntil }, limit) =>
      db.write((tx) => {
        const rows = tx.all(
          `SELECT id FROM letters WHERE state = 'pending' AND (not_before IS NULL OR not_before <= ?)
           ORDER BY sending_rank, queued_at, id LIMIT ?`,
          now,
          limit,
        )
        return rows.flatMap((row) => {
          const id = textOf(row, 'id')
          const found = letters.read(tx, id)
          if (!found) return []
          const attempt = found.document.attempts + 1
          const document = claimLetter(found.document, { owner, attempt, leaseUntil })
          letters.put(tx, id, { version: found.version + 1, document }, [])
          return [document]
        })
      }),
    updateClaimed: ({ letterId, owner, attempt }, next, events) =>
      db.write((tx) => {
        const found = letters.read(tx, letterId)
        const held = found?.document.state === 'sending' ? found.document.claim : undefined
        if (!found || held?.owner !== owner || held.attempt !== attempt) return false
        letters.put(tx, letterId, { version: found.version + 1, document: next }, events)
        return true
      }),
    unsettled: async (now, limit) =>
      letters.find(
        `WHERE state = 'unknown' OR (state = 'sending' AND lease_until < ?) ORDER BY queued_at, id LIMIT ?`,
        now,
        limit,
      ),
    reportedUntil: async () => {
      const row = db.get('SELECT reported_until FROM mail_reports')
      return row && textOf(row, 'reported_until')
    },
    recordReportedUntil: (realTime) =>
      db.write((tx) => {
        tx.run(
          `INSERT INTO mail_reports (only, reported_until) VALUES (1, ?1)
           ON CONFLICT (only) DO UPDATE SET reported_until = max(reported_until, ?1)`,
          realTime,
        )
      }),
    waiting: async () =>
      waitingOf(
        db.get(
          `SELECT count(*) AS count, min(queued_at) AS oldest_at FROM letters
           WHERE state IN ('pending', 'sending', 'unknown') AND case_id <> ?`,
          ofNoCase,
        ),
      ),
    byHandle: async (handleHash) => letters.find('WHERE handle_hash = ?', handleHash).at(0),
    ofCase: async (reader, caseId) =>
      ofCases(
        letters.find(`WHERE ${own} AND case_id = ?2 ORDER BY queued_at, id`, organisationOf(reader), caseId),
      ),
    stuck: async (reader, limit) =>
      ofCases(
        letters.find(
          `WHERE ${own} AND state = 'stuck' AND case_id <> ?3 ORDER BY queued_at, id LIMIT ?2`,
          organisationOf(reader),
          limit,
          ofNoCase,
        ),
      ),
  }
}

const ofCases = (found: readonly Stored<AnyLetter>[]): readonly Stored<Letter>[] =>
  found.flatMap(({ version, document }) => (isHouseLetter(document) ? [] : [{ version, document }]))
