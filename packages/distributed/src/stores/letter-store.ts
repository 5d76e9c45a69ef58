import { claimLetter } from '@recallwire/domain/letter/decide-letter.ts'
import { type AnyLetter, isHouseLetter, type Letter, sendingRank } from '@recallwire/domain/letter/letter.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { LetterStore } from '@recallwire/ports/letter-store.ts'
import type { Database } from '../database/database.ts'
import { textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { createDocuments } from '../documents/documents.ts'
import { countSince } from './count-since.ts'
import { readerFilter } from './reader-filter.ts'

const reportsId = 'mail-reports'
const ofSomeCase = { caseId: { $exists: true } }
const onTheirWay = { state: { $in: ['pending', 'sending', 'unknown'] }, ...ofSomeCase }

export function createLetterStore(db: Database): LetterStore {
  const rows = db.collection('letters')
  const states = db.collection('states')
  const letters = createDocuments<AnyLetter>(db, {
    collection: 'letters',
    fields: {
      organisationId: (letter) => letter.organisationId,
      caseId: (letter) => (isHouseLetter(letter) ? undefined : letter.caseId),
      state: (letter) => letter.state,
      rank: sendingRank,
      queuedAt: (letter) => letter.queuedAt,
      notBefore: (letter) => letter.notBefore,
      owner: (letter) => letter.claim?.owner,
      attempt: (letter) => letter.claim?.attempt,
      leaseUntil: (letter) => letter.claim?.leaseUntil,
      handleHash: (letter) => letter.link?.handleHash,
    },
  })
  const byAge = { queuedAt: 1, _id: 1 } as const
  const claimOne = async (
    { version, document }: Stored<AnyLetter>,
    { owner, leaseUntil }: { readonly owner: string; readonly leaseUntil: string },
  ): Promise<AnyLetter | undefined> => {
    const attempt = document.attempts + 1
    const next = claimLetter(document, { owner, attempt, leaseUntil })
    const isOurs = await letters.saveWhere(document.letterId, { version, state: 'pending' }, next, [])
    return isOurs ? next : undefined
  }
  return {
    get: letters.get,
    save: letters.save,
    claim: async (worker, limit) => {
      const waited = { $or: [{ notBefore: { $exists: false } }, { notBefore: { $lte: worker.now } }] }
      const claimed: AnyLetter[] = []
      while (claimed.length < limit) {
        const pending = await letters.find(
          { state: 'pending', ...waited },
          { sort: { rank: 1, ...byAge }, limit: limit - claimed.length },
        )
        if (pending.length === 0) break
        // One that another worker was faster with is taken from the list by that; the next look finds those behind it.
        const tried = await Promise.allSettled(pending.map((stored) => claimOne(stored, worker)))
        claimed.push(...tried.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : [])))
        const failed = tried.find((one) => one.status === 'rejected')
        // What was claimed is worked on; what may have been comes back when its lease ends.
        if (failed !== undefined && claimed.length === 0) throw failed.reason
        if (failed !== undefined) break
      }
      return claimed
    },
    updateClaimed: ({ letterId, owner, attempt }, next, events) =>
      letters.saveWhere(letterId, { state: 'sending', owner, attempt }, next, events),
    unsettled: (now, limit) =>
      letters.find(
        { $or: [{ state: 'unknown' }, { state: 'sending', leaseUntil: { $lt: now } }] },
        { sort: byAge, limit },
      ),
    reportedUntil: async () => {
      const row = await states.first({ _id: reportsId })
      return row && textOf(row, 'reportedUntil')
    },
    recordReportedUntil: async (realTime) => {
      await settle(() => states.upsert({ _id: reportsId }, { $max: { reportedUntil: realTime } }))
    },
    waiting: () => countSince(rows, onTheirWay, 'queuedAt'),
    byHandle: async (handleHash) => letters.first({ handleHash }),
    ofCase: async (reader, caseId) =>
      ofCases(await letters.find({ caseId, ...readerFilter(reader, 'organisationId') }, { sort: byAge })),
    stuck: async (reader, limit) => {
      const filter = { state: 'stuck', ...ofSomeCase, ...readerFilter(reader, 'organisationId') }
      return ofCases(await letters.find(filter, { sort: byAge, limit }))
    },
  }
}

const ofCases = (found: readonly Stored<AnyLetter>[]): readonly Stored<Letter>[] =>
  found.flatMap(({ version, document }) => (isHouseLetter(document) ? [] : [{ version, document }]))
