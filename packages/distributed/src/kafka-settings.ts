import type { KafkaConfig } from './config.ts'
import { type Account, invalid, readAccount, readTls, type TlsTexts } from './secure-settings.ts'

/** How Kafka is reached, with every file read. */
export type KafkaSettings = {
  readonly brokers: readonly string[]
  readonly tls?: TlsTexts
  readonly sasl?: SaslSettings
  readonly sessionMs: number
}

export type SaslSettings =
  | ({ readonly mechanism: 'plain' } & Account)
  | ({ readonly mechanism: 'scram-sha-256' } & Account)
  | ({ readonly mechanism: 'scram-sha-512' } & Account)

/** Throws RecallError `config-invalid`: a file that cannot be read, or settings that do not go together. */
export async function readKafkaSettings(config: KafkaConfig): Promise<KafkaSettings> {
  const [tls, account] = await Promise.all([
    readTls('RECALLWIRE_KAFKA', config.RECALLWIRE_KAFKA_TLS, {
      ca: config.RECALLWIRE_KAFKA_TLS_CA_FILE,
      cert: config.RECALLWIRE_KAFKA_TLS_CERT_FILE,
      key: config.RECALLWIRE_KAFKA_TLS_KEY_FILE,
    }),
    readAccount('RECALLWIRE_KAFKA_SASL', {
      username: config.RECALLWIRE_KAFKA_SASL_USER,
      password: config.RECALLWIRE_KAFKA_SASL_PASSWORD,
      file: config.RECALLWIRE_KAFKA_SASL_PASSWORD_FILE,
    }),
  ])
  const sasl = account && saslOf(config.RECALLWIRE_KAFKA_SASL_MECHANISM, account)
  if (sasl?.mechanism === 'plain' && tls === undefined)
    throw invalid('RECALLWIRE_KAFKA_SASL_MECHANISM=plain needs RECALLWIRE_KAFKA_TLS=true')
  return {
    brokers: config.RECALLWIRE_KAFKA_BROKERS,
    sessionMs: config.RECALLWIRE_KAFKA_SESSION_MS,
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  }
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
