import type { MongoConfig } from '@recallwire/distributed/config.ts'
import { openDatabase } from '@recallwire/distributed/database/mongo-database.ts'
import { readMongoSettings } from '@recallwire/distributed/mongo-settings.ts'
import { checkSchema, migrateSchema } from '@recallwire/distributed/schema/migrate-schema.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'

export const help = `The schema of Recallwire in MongoDB: collections and their indexes.

  node infra/mongo/src/main.ts migrate   takes the database through the steps it has not had
  node infra/mongo/src/main.ts check     says whether it has had all of them

Both may be run at any time and again, also while services run. Settings come from the environment (RECALLWIRE_MONGODB_URL, …), as
for the services. Exit code 0: all is well; 1: it is not, or MongoDB cannot be reached; 2: the command line is wrong.`

/** What was done, as a sentence. Throws RecallError as `migrateSchema` and `checkSchema` do. */
export async function runSchema(
  command: 'migrate' | 'check',
  config: MongoConfig,
  deps: { readonly realNow: () => string; readonly logger: Logger },
): Promise<string> {
  const db = await openDatabase(await readMongoSettings(config), deps)
  try {
    const steps = command === 'migrate' ? await migrateSchema(db) : 0
    await checkSchema(db)
    return steps === 0 ? 'The schema is as it has to be.' : `The schema has had ${steps} more step(s).`
  } finally {
    await db.close()
  }
}
