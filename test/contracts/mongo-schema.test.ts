import { randomUUID } from 'node:crypto'
import { type MongoConfig, mongoConfigSchema } from '@recallwire/distributed/config.ts'
import { runSchema } from '@recallwire/infra-mongo/run-schema.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { MongoClient } from 'mongodb'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../engines/free-port.ts'
import { useEngine } from '../engines/use-engine.ts'

const mongodb = await useEngine('mongodb')
const deps = { realNow: () => new Date().toISOString(), logger: createLogger({ level: 'silent' }) }
const run = (command: 'migrate' | 'check', config: MongoConfig) => runSchema(command, config, deps)

describe('the schema in MongoDB', () => {
  if ('missing' in mongodb) {
    test('is migrated', ({ skip }) => skip(mongodb.missing))
    return
  }
  const fresh = (url = mongodb.address) => {
    const client = new MongoClient(mongodb.address)
    const config = mongoConfigSchema.parse({
      RECALLWIRE_MONGODB_URL: url,
      RECALLWIRE_MONGODB_DATABASE: `test-${randomUUID().slice(0, 30)}`,
    })
    const db = client.db(config.RECALLWIRE_MONGODB_DATABASE)
    onTestFinished(() => db.dropDatabase().then(() => client.close()))
    return { config, db }
  }

  test('is made by as many as want to at once, and again without a change', async () => {
    const { config, db } = fresh()
    await expect(run('check', config)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('run infra/mongo with migrate first'),
    })
    await Promise.all([run('migrate', config), run('migrate', config)])
    const indexes = () => db.collection('ledger_rows').indexes()
    const made = await indexes()
    expect(made.filter(({ unique }) => unique).map(({ key }) => Object.keys(key).join())).toEqual(
      expect.arrayContaining(['eventId', 'recallId,recallSeq']),
    )
    expect(await run('migrate', config)).toBe('The schema is as it has to be.')
    expect(await indexes()).toEqual(made)
    expect(await run('check', config)).toBe('The schema is as it has to be.')
  })

  test('of a newer version is left alone by an older one', async () => {
    const { config, db } = fresh()
    await run('migrate', config)
    await db.collection<{ _id: string }>('states').updateOne({ _id: 'schema' }, { $inc: { steps: 1 } })
    for (const command of ['check', 'migrate'] as const)
      await expect(run(command, config)).rejects.toMatchObject({ code: 'storage-too-new' })
  })

  test('is not made where no server answers, and the reason says so', async () => {
    const { config } = fresh(`mongodb://127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=100`)
    await expect(run('migrate', config)).rejects.toMatchObject({
      code: 'storage-unavailable',
      retry: 'later',
    })
  })
})
