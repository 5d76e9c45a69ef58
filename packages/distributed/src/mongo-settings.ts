import type { MongoClientOptions } from 'mongodb'
import type { MongoConfig } from './config.ts'
import { invalid, readAccount, readTls } from './secure-settings.ts'

/** How MongoDB is reached, with every file read. */
export type MongoSettings = {
  readonly url: string
  readonly database: string
  /** TLS and the account, where they are not in the connection string. */
  readonly connection: MongoClientOptions
}

/** Throws RecallError `config-invalid`: a file that cannot be read, or settings that do not go together. */
export async function readMongoSettings(config: MongoConfig): Promise<MongoSettings> {
  const [tls, account] = await Promise.all([
    readTls('RECALLWIRE_MONGODB', config.RECALLWIRE_MONGODB_TLS, {
      ca: config.RECALLWIRE_MONGODB_TLS_CA_FILE,
      cert: config.RECALLWIRE_MONGODB_TLS_CERT_FILE,
      key: config.RECALLWIRE_MONGODB_TLS_KEY_FILE,
    }),
    readAccount('RECALLWIRE_MONGODB', {
      username: config.RECALLWIRE_MONGODB_USER,
      password: config.RECALLWIRE_MONGODB_PASSWORD,
      file: config.RECALLWIRE_MONGODB_PASSWORD_FILE,
    }),
  ])
  const url = config.RECALLWIRE_MONGODB_URL
  if (account !== undefined && /^mongodb(\+srv)?:\/\/[^/]*@/.test(url))
    throw invalid('RECALLWIRE_MONGODB_URL and RECALLWIRE_MONGODB_USER both name an account: leave one out')
  return {
    url,
    database: config.RECALLWIRE_MONGODB_DATABASE,
    connection: {
      ...(tls === undefined ? {} : { tls: true, ...tls }),
      ...(account === undefined
        ? {}
        : { auth: account, authSource: config.RECALLWIRE_MONGODB_AUTH_DATABASE }),
    },
  }
}
