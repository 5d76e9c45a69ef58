import { randomUUID } from 'node:crypto'
import { openDatabase } from '@recallwire/distributed/database/mongo-database.ts'
import { migrateSchema } from '@recallwire/distributed/schema/migrate-schema.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { MongoClient } from 'mongodb'

/** Makes a database of a test's own, with its schema; `remove` deletes it, since one server keeps those of all tests. */
export async function makeDatabase(url: string): Promise<{ readonly name: string; remove(): Promise<void> }> {
  const name = `test-${randomUUID().slice(0, 30)}`
  const logger = createLogger({ level: 'silent' })
  const deps = { realNow: () => new Date().toISOString(), logger }
  const db = await openDatabase({ url, database: name, connection: {} }, deps)
  await migrateSchema(db).finally(() => db.close())
  return {
    name,
    remove: async () => {
      const client = new MongoClient(url)
      await client
        .db(name)
        .dropDatabase()
        .finally(() => client.close())
    },
  }
}
