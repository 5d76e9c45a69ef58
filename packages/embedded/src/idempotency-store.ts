import type { IdempotencyBegun, IdempotencyStore } from '@recallwire/ports/idempotency-store.ts'
import type { Database, Reads } from './database.ts'
import { isGone } from './process-name.ts'
import { jsonOf, optionalTextOf, textOf } from './row.ts'

type Answered = Omit<Extract<IdempotencyBegun, { kind: 'answered' }>, 'kind'>

/** `process` is this opening's name: what a killed process had begun, a retry takes over at once. */
export function createIdempotencyStore(db: Database, process: string): IdempotencyStore {
  return {
    begin: ({ organisationKey, key, bodyHash, at, staleAfterMs }) =>
      db.write((tx) => {
        const begun = standing(tx, organisationKey, key)
        if (begun && begun.bodyHash !== bodyHash) return { kind: 'mismatch' }
        if (begun?.answer) return { kind: 'answered', ...begun.answer }
        if (begun && Date.parse(at) - Date.parse(begun.at) < staleAfterMs && !isGone(begun.process))
          return { kind: 'running' }
        tx.run(
          `INSERT INTO idempotency_records (organisation_key, key, body_hash, begun_at, process) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (organisation_key, key) DO UPDATE SET begun_at = excluded.begun_at, process = excluded.process`,
          organisationKey,
          key,
          bodyHash,
          at,
          process,
        )
        return { kind: 'started' }
      }),
    finish: ({ organisationKey, key, at, status, body, contentType, streamHash }) =>
      db.write((tx) => {
        const answer: Answered = {
          status,
          body,
          contentType,
          ...(streamHash === undefined ? {} : { streamHash }),
        }
        tx.run(
          `UPDATE idempotency_records SET answer = ?
           WHERE organisation_key = ? AND key = ? AND begun_at = ? AND answer IS NULL`,
          JSON.stringify(answer),
          organisationKey,
          key,
          at,
        )
      }),
    abandon: ({ organisationKey, key, at }) =>
      db.write((tx) => {
        tx.run(
          `DELETE FROM idempotency_records
           WHERE organisation_key = ? AND key = ? AND begun_at = ? AND answer IS NULL`,
          organisationKey,
          key,
          at,
        )
      }),
  }
}

function standing(from: Reads, organisationKey: string, key: string) {
  const row = from.get(
    'SELECT body_hash, begun_at, process, answer FROM idempotency_records WHERE organisation_key = ? AND key = ?',
    organisationKey,
    key,
  )
  if (!row) return undefined
  const answer = optionalTextOf(row, 'answer') === undefined ? undefined : jsonOf<Answered>(row, 'answer')
  const process = optionalTextOf(row, 'process') ?? ''
  return { bodyHash: textOf(row, 'body_hash'), at: textOf(row, 'begun_at'), process, answer }
}
