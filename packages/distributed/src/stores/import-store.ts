import type { Change, SaveResult } from '@recallwire/ports/aggregate-store.ts'
import type { DeviceImport, ImportStore } from '@recallwire/ports/import-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { integerOf, optionalIntegerOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { createDocuments } from '../documents/documents.ts'
import { countWaiting } from '../outbox/count-waiting.ts'
import { countingFields, createStagedRows } from './staged-rows.ts'

const stagingFields = ['version', 'status', 'tickets', 'closed', 'purging', ...countingFields]

export function createImportStore(db: Database): ImportStore {
  const imports = db.collection('imports')
  const staged = createStagedRows(db)
  const documents = createDocuments<DeviceImport>(db, {
    collection: 'imports',
    fields: {
      organisationId: (entry) => entry.organisationId,
      startedAt: (entry) => entry.startedAt,
      status: (entry) => entry.status,
      dryRun: (entry) => entry.dryRun,
      unfinishedSince: (entry) =>
        entry.status === 'staging' || entry.keptUntil !== undefined ? entry.startedAt : undefined,
    },
  })
  const read = (importId: string) => imports.first({ _id: importId }, { only: stagingFields })
  const documentsOf = async (filter: Fields, sort: Record<string, 1 | -1>, limit: number) =>
    (await documents.find(filter, { sort, limit })).map(({ document }) => document)

  const purge = async (importId: string, ticket: number): Promise<void> => {
    await staged.purge(importId, ticket)
    await imports.update({ _id: importId, discarded: ticket }, { $unset: { purging: 1 } })
  }
  /** From here on the rows wait for the relay. A staging that begins meanwhile changes the number of tickets. */
  const commit = async (change: Change<DeviceImport>): Promise<SaveResult> => {
    for (;;) {
      const entry = await read(change.id)
      const isFirst = entry?.version === change.expectedVersion && entry.status !== 'committed'
      if (entry === undefined || !isFirst) return documents.save(change)
      if (entry.purging === true) await purge(change.id, integerOf(entry, 'discarded'))
      const count = await staged.count(entry)
      const set = count === 0 ? {} : { queuedSince: db.stamp(), queueLeft: count, queueAfter: -1 }
      const fence = { tickets: entry.tickets ?? { $exists: false } }
      const result = await documents.saveWith(change, { fence, set, waits: count > 0 })
      const isLate = result.kind === 'conflict' && (await read(change.id))?.version === change.expectedVersion
      if (!isLate) return result
    }
  }
  return {
    get: documents.get,
    save: (change) => (change.next.status === 'committed' ? commit(change) : documents.save(change)),
    stage: async (importId, rows) => {
      if (rows.length === 0) {
        if ((await read(importId))?.status !== 'staging') throw notStaging(importId)
        return
      }
      const token = newWriteMark()
      const opened = { $inc: { tickets: 1 }, $push: { open: token } }
      const entry = await imports.exchange({ _id: importId, status: 'staging' }, opened, [
        'tickets',
        'highest',
      ])
      if (entry === undefined) throw notStaging(importId)
      const ticket = (optionalIntegerOf(entry, 'tickets') ?? 0) + 1
      const texts = rows.map(({ row, observation }) => {
        return { row, facilityId: observation.facilityId, observation: JSON.stringify(observation) }
      })
      await staged.insert(importId, ticket, token, texts)
      const numbers = texts.map(({ row }) => row)
      if (Math.min(...numbers) <= (optionalIntegerOf(entry, 'highest') ?? -1))
        await staged.replace(importId, ticket, texts)
      const closing = {
        $pull: { open: token },
        $max: { highest: Math.max(...numbers) },
        $set: { closed: token },
      }
      const isClosed = await settle(
        async () =>
          (await imports.update({ _id: importId, status: 'staging', open: token }, closing)) ||
          (await read(importId))?.closed === token,
      )
      if (!isClosed) throw notStaging(importId)
    },
    staged: async (importId, after, limit) => {
      const entry = await read(importId)
      if (entry === undefined) return []
      return (await staged.read(entry, after, limit)).map(({ row, observation }) => {
        return { row, observation: JSON.parse(observation) }
      })
    },
    discard: async (importId) => {
      for (;;) {
        const entry = await read(importId)
        if (entry?.status === 'committed') throw notStaging(importId)
        if (entry === undefined || entry.tickets === undefined) return
        const discarded = integerOf(entry, 'tickets')
        const change = { $set: { discarded, purging: true, open: [], highest: -1 } }
        const fence = { status: textOf(entry, 'status'), tickets: discarded }
        if (await imports.update({ _id: importId, ...fence }, change)) return purge(importId, discarded)
      }
    },
    ofOrganisation: (organisationId, limit) =>
      documentsOf({ organisationId, dryRun: { $exists: false } }, { startedAt: -1, _id: 1 }, limit),
    waiting: async () => (await countWaiting(db, [{ name: 'imports', field: 'queuedSince' }])).count,
    unfinished: (startedBefore, limit) =>
      documentsOf({ unfinishedSince: { $lt: startedBefore } }, { unfinishedSince: 1, _id: 1 }, limit),
  }
}

const notStaging = (importId: string) =>
  new RecallError(
    'version-conflict',
    `The import ${importId} is not staging: its rows are fixed. Read the import again.`,
  )
