import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { type Database, isCollectionName } from '../database/database.ts'
import { optionalIntegerOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { schemaSteps } from './schema-steps.ts'

const schemaId = 'schema'

/** How many steps of the schema the database has had. */
async function schemaOf(db: Database): Promise<number> {
  const row = await db.collection('states').first({ _id: schemaId })
  return row === undefined ? 0 : (optionalIntegerOf(row, 'steps') ?? 0)
}

/**
 * Takes the database through the steps it has not had, and answers how many those were. Safe to run again, after a crash and beside
 * another one. Throws RecallError `storage-too-new`.
 */
export async function migrateSchema(db: Database): Promise<number> {
  const had = await schemaOf(db)
  refuseNewer(had)
  for (const [index, { indexes }] of schemaSteps.entries()) {
    if (index < had) continue
    for (const [name, wanted] of Object.entries(indexes))
      if (isCollectionName(name)) await db.createIndexes(name, wanted)
    await settle(() => db.collection('states').upsert({ _id: schemaId }, { $max: { steps: index + 1 } }))
  }
  return schemaSteps.length - had
}

/** Throws RecallError `config-invalid` for a database that has to be migrated first, `storage-too-new` for one of a newer version. */
export async function checkSchema(db: Database): Promise<void> {
  const had = await schemaOf(db)
  refuseNewer(had)
  if (had === schemaSteps.length) return
  throw new RecallError(
    'config-invalid',
    `The database has had ${had} of ${schemaSteps.length} steps of its schema: run infra/mongo with migrate first.`,
  )
}

function refuseNewer(had: number): void {
  if (had > schemaSteps.length)
    throw new RecallError(
      'storage-too-new',
      `The database has had ${had} steps of its schema and this version knows ${schemaSteps.length}: start the newer version.`,
    )
}
