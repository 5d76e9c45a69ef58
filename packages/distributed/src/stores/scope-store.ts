import type { SaveResult } from '@recallwire/ports/aggregate-store.ts'
import type { RecallScope, ScopeStore } from '@recallwire/ports/scope-store.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { integerOf, optionalIntegerOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { createDocuments } from '../documents/documents.ts'

const newestId = 'newest-scope'

/**
 * Every save gives its scope the next number; the newest number is the version. A number is taken only once the scope is written and the
 * number before it is there, so that whoever sees a number sees every scope written up to it. A scope is `unnumbered` from its write until
 * then: where its writer died in between, whoever meets it next takes the number.
 */
export function createScopeStore(db: Database): ScopeStore {
  const rows = db.collection('scopes')
  const writes = db.collection('scope_writes')
  const states = db.collection('states')
  const scopes = createDocuments<RecallScope>(db, { collection: 'scopes', fields: {} })

  const newest = async (): Promise<number> => {
    const [last] = await writes.find({}, { sort: { _id: -1 }, limit: 1, only: [] })
    return last === undefined ? 0 : integerOf(last, '_id')
  }
  const number = async (recallId: string, mark: string): Promise<void> => {
    let next = (await newest()) + 1
    // Of two who take one number, one has to take the next.
    while (!(await settle(() => writes.insert({ _id: next, recallId })))) next = (await newest()) + 1
    const before = await writes.find({ recallId, _id: { $lt: next } }, { only: [] })
    const change = { $set: { superseded: true }, $unset: { recallId: 1 } }
    // A number stays taken for ever: else a writer that is late could take one that readers have passed.
    await settle(() =>
      writes.writeAll(before.map(({ _id }) => ({ kind: 'update', filter: { _id }, change }))),
    )
    await settle(() => states.upsert({ _id: newestId }, { $max: { number: next } }))
    await settle(() => rows.update({ _id: recallId, unnumbered: mark }, { $unset: { unnumbered: 1 } }))
  }
  const numberAll = async (filter: Fields): Promise<void> => {
    const left = await rows.find({ ...filter, unnumbered: { $gt: '' } }, { only: ['unnumbered'] })
    for (const row of left) await number(textOf(row, '_id'), textOf(row, 'unnumbered'))
  }
  return {
    get: async (id) => {
      await numberAll({ _id: id })
      return scopes.get(id)
    },
    save: async (change): Promise<SaveResult> => {
      const mark = newWriteMark()
      const result = await scopes.saveWith(change, { fence: {}, set: { unnumbered: mark }, waits: false })
      await (result.kind === 'saved' ? number(change.id, mark) : numberAll({ _id: change.id }))
      return result
    },
    version: async () => {
      await numberAll({})
      const row = await states.look(newestId)
      return row === undefined ? 0 : (optionalIntegerOf(row, 'number') ?? 0)
    },
    changedSince: async (since, limit) => {
      const step = await writes.find(
        { _id: { $gt: since }, superseded: { $exists: false } },
        { sort: { _id: 1 }, limit },
      )
      const version = step.map((row) => integerOf(row, '_id')).at(-1) ?? since
      const ids = [...new Set(step.map((row) => textOf(row, 'recallId')))]
      const found = await scopes.find({ _id: { $in: ids } })
      const byRecall = new Map(found.map(({ document }) => [document.recallId, document]))
      return { version, scopes: ids.flatMap((id) => byRecall.get(id) ?? []) }
    },
  }
}
