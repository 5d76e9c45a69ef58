import {
  type AnyBulkWriteOperation,
  type BulkWriteResult,
  type Document,
  MongoBulkWriteError,
  type Collection as Native,
} from 'mongodb'
import type { Collection, Query, Write } from './collection.ts'
import { isDuplicateKey, storageError, unanswered } from './storage-error.ts'

/** How long a read waits for a majority that may be gone. */
const lookLimitMs = 5_000

/** `hasReplicas`: there is a majority to ask, so that a server which only thinks that it is the primary is found out. */
export function createCollection(native: Native, hasReplicas: boolean): Collection {
  return {
    name: native.collectionName,
    find: (filter, query) => asked(() => native.find(filter, optionsOf(query)).toArray()),
    first: (filter, query) =>
      asked(async () => (await native.findOne(filter, optionsOf(query))) ?? undefined),
    look: (id) =>
      asked(async () => {
        const level = hasReplicas ? 'linearizable' : 'majority'
        const found = await native.findOne(idIs(id), { readConcern: { level }, maxTimeMS: lookLimitMs })
        return found ?? undefined
      }),
    count: (filter) => asked(() => native.countDocuments(filter)),
    gather: (pipeline) => asked(() => native.aggregate([...pipeline]).toArray()),
    insert: (row) => unlessThere(() => native.insertOne({ ...row })),
    update: (filter, change) => asked(async () => (await native.updateOne(filter, change)).matchedCount > 0),
    exchange: (filter, change, only) =>
      asked(async () => {
        const options = { projection: projectionOf(only), returnDocument: 'before' as const }
        return (await native.findOneAndUpdate(filter, change, options)) ?? undefined
      }),
    upsert: async (filter, change) => {
      const isDone = await unlessThere(() => native.updateOne(filter, change, { upsert: true }))
      // Of two who make the row at once one is told that it is there: perhaps it fits.
      return isDone || asked(async () => (await native.updateOne(filter, change)).matchedCount > 0)
    },
    writeAll: (writes) => asked(() => writeAll(native, writes)),
    remove: (filter) => asked(async () => (await native.deleteMany(filter)).deletedCount),
  }
}

/** Passes on an answer, and names a fault of the engine. */
export const asked = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
  ask().catch((error: unknown) => Promise.reject(storageError(error)))

const unlessThere = (write: () => Promise<unknown>): Promise<boolean> =>
  asked(() =>
    write().then(
      () => true,
      (error: unknown) => (isDuplicateKey(error) ? false : Promise.reject(error)),
    ),
  )

/** The driver takes ids for its own kind where no type of row is named; ours are texts and numbers. */
const idIs = (id: string): Document => ({ _id: id })

function optionsOf({ sort, limit, only }: Query = {}) {
  return {
    ...(sort === undefined ? {} : { sort: { ...sort } }),
    ...(limit === undefined ? {} : { limit }),
    ...(only === undefined ? {} : { projection: projectionOf(only) }),
  }
}

const projectionOf = (only: readonly string[]): Record<string, 1> =>
  Object.fromEntries(['_id', ...only].map((field) => [field, 1]))

async function writeAll(native: Native, writes: readonly Write[]): Promise<number> {
  if (writes.length === 0) return 0
  try {
    return countOf(await native.bulkWrite(writes.map(operationOf), { ordered: false }))
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const refused = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
    const fault = refused.find((one) => !isDuplicateKey(one)) ?? error.result.getWriteConcernError()
    if (fault !== undefined) throw fault
    // Nothing was refused, and yet it failed: whoever sent it was left without an answer.
    if (refused.length === 0) throw unlessNamed(error)
    // What was refused was not done, whatever a server counts.
    return Math.min(countOf(error.result), writes.length - refused.length)
  }
}

/** An error of the driver that has no code names no fault of ours. */
const unlessNamed = (error: MongoBulkWriteError): unknown =>
  error.code === undefined ? unanswered(error) : error

const countOf = (done: BulkWriteResult): number =>
  done.insertedCount + done.matchedCount + done.upsertedCount + done.deletedCount

function operationOf(write: Write): AnyBulkWriteOperation {
  switch (write.kind) {
    case 'insert':
      return { insertOne: { document: { ...write.row } } }
    case 'update':
      return { updateOne: { filter: { ...write.filter }, update: { ...write.change } } }
    case 'upsert':
      return { updateOne: { filter: { ...write.filter }, update: { ...write.change }, upsert: true } }
    case 'remove':
      return { deleteOne: { filter: { ...write.filter } } }
    default:
      return write satisfies never
  }
}
