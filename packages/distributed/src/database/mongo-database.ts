import type { Logger } from '@recallwire/runtime/logger.ts'
import { MongoClient, type MongoClientOptions, ReadConcern, ReadPreference } from 'mongodb'
import type { MongoSettings } from '../mongo-settings.ts'
import type { Index } from '../schema/schema-step.ts'
import { createStamps, type Database } from './database.ts'
import { asked, createCollection } from './mongo-collection.ts'

/** A server that does not answer within these times is away, and whoever waits is told. */
const limits: MongoClientOptions = {
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 10_000,
  socketTimeoutMS: 30_000,
  maxPoolSize: 32,
}

/** What is asked of every write and read, whatever the connection string says. It may say `retryWrites=false`, for engines that have none. */
const concerns = {
  writeConcern: { w: 'majority' as const, journal: true, wtimeoutMS: 10_000 },
  readConcern: new ReadConcern('majority'),
  readPreference: ReadPreference.PRIMARY,
  promoteBuffers: true,
  ignoreUndefined: false,
}

/** Throws RecallError `storage-unavailable`, `upstream-refused`. */
export async function openDatabase(
  settings: MongoSettings,
  deps: { readonly realNow: () => string; readonly logger: Logger },
): Promise<Database> {
  const client = new MongoClient(settings.url, {
    ...settings.connection,
    ...limits,
    appName: 'recallwire',
  })
  // Given to the database, since for the client those of the connection string would count as well.
  const native = client.db(settings.database, concerns)
  let replicaSet: string | undefined
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const servers = [...newDescription.servers.values()]
    replicaSet = servers.find(({ setName }) => setName !== null)?.setName ?? undefined
  })
  const version = await asked(() => native.command({ buildInfo: 1 })).then(
    (info) => String(info.version),
    async (error: unknown) => {
      await client.close()
      throw error
    },
  )
  deps.logger.info('MongoDB answers', {
    database: settings.database,
    version,
    replicaSet: replicaSet ?? 'none: what its one server loses is lost',
  })
  return {
    realNow: deps.realNow,
    stamp: createStamps(deps.realNow),
    collection: (name) => createCollection(native.collection(name), replicaSet !== undefined),
    createIndexes: (name, indexes) =>
      asked(async () => {
        await native.collection(name).createIndexes(indexes.map(specificationOf))
      }),
    close: () => client.close(),
  }
}

const specificationOf = ({ keys, unique, sparse }: Index) => ({
  key: { ...keys },
  ...(unique === undefined ? {} : { unique }),
  ...(sparse === undefined ? {} : { sparse }),
})
