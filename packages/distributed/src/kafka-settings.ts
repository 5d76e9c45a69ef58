import { readFile } from 'node:fs/promises'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { KafkaConfig } from './config.ts'

/** How Kafka is reached, with every file read. */
export type KafkaSettings = {
  readonly brokers: readonly string[]
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly sasl?: SaslSettings
  readonly sessionMs: number
}

type Account = { readonly username: string; readonly password: string }

export type SaslSettings =
  | ({ readonly mechanism: 'plain' } & Account)
  | ({ readonly mechanism: 'scram-sha-256' } & Account)
  | ({ readonly mechanism: 'scram-sha-512' } & Account)

/** Throws RecallError `config-invalid`: a file that cannot be read, or settings that do not go together. */
export async function readKafkaSettings(config: KafkaConfig): Promise<KafkaSettings> {
  const [tls, sasl] = await Promise.all([readTls(config), readSasl(config)])
  if (sasl?.mechanism === 'plain' && tls === undefined)
    throw invalid('RECALLWIRE_KAFKA_SASL_MECHANISM=plain needs RECALLWIRE_KAFKA_TLS=true')
  return {
    brokers: config.RECALLWIRE_KAFKA_BROKERS,
    sessionMs: config.RECALLWIRE_KAFKA_SESSION_MS,
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  }
}

async function readTls(config: KafkaConfig): Promise<KafkaSettings['tls']> {
  const files = {
    ca: config.RECALLWIRE_KAFKA_TLS_CA_FILE,
    cert: config.RECALLWIRE_KAFKA_TLS_CERT_FILE,
    key: config.RECALLWIRE_KAFKA_TLS_KEY_FILE,
  }
  const given = Object.entries(files).flatMap(([name, file]) => (file ? [{ name, file }] : []))
  if (!config.RECALLWIRE_KAFKA_TLS) {
    if (given.length > 0) throw invalid('the files RECALLWIRE_KAFKA_TLS_… need RECALLWIRE_KAFKA_TLS=true')
    return undefined
  }
  if ((files.cert === undefined) !== (files.key === undefined))
    throw invalid('RECALLWIRE_KAFKA_TLS_CERT_FILE and RECALLWIRE_KAFKA_TLS_KEY_FILE go together')
  const texts = await Promise.all(
    given.map(async ({ name, file }) => [
      name,
      await readText(file, `RECALLWIRE_KAFKA_TLS_${name.toUpperCase()}_FILE`),
    ]),
  )
  return Object.fromEntries(texts)
}

async function readSasl(config: KafkaConfig): Promise<KafkaSettings['sasl']> {
  const username = config.RECALLWIRE_KAFKA_SASL_USER
  const file = config.RECALLWIRE_KAFKA_SASL_PASSWORD_FILE
  const given = config.RECALLWIRE_KAFKA_SASL_PASSWORD
  const passwords = [given, file].filter((one) => one !== undefined).length
  if (username === undefined && passwords === 0) return undefined
  if (username === undefined || passwords !== 1)
    throw invalid(
      'RECALLWIRE_KAFKA_SASL_USER goes with one of RECALLWIRE_KAFKA_SASL_PASSWORD and RECALLWIRE_KAFKA_SASL_PASSWORD_FILE',
    )
  const password =
    given ?? (await readText(file ?? '', 'RECALLWIRE_KAFKA_SASL_PASSWORD_FILE')).replace(/\r?\n$/, '')
  return saslOf(config.RECALLWIRE_KAFKA_SASL_MECHANISM, { username, password })
}

function saslOf(mechanism: SaslSettings['mechanism'], account: Account): SaslSettings {
  switch (mechanism) {
    case 'plain':
      return { mechanism, ...account }
    case 'scram-sha-256':
      return { mechanism, ...account }
    case 'scram-sha-512':
      return { mechanism, ...account }
    default:
      return mechanism satisfies never
  }
}

async function readText(file: string, setting: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new RecallError('config-invalid', `the file that ${setting} names cannot be read`, { cause })
  }
}

const invalid = (message: string): RecallError => new RecallError('config-invalid', message)
