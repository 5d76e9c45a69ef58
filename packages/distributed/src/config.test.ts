import { readConfig } from '@recallwire/runtime/config.ts'
import { describe, expect, test } from 'vitest'
import { distributedConfigSchema } from './config.ts'

const needed = {
  RECALLWIRE_KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092,[::1]:9092',
  RECALLWIRE_MONGODB_URL: 'mongodb://mongo:27017',
}
const read = (settings: Record<string, string>) =>
  readConfig(distributedConfigSchema, { ...needed, ...settings })

describe('the settings of the distributed back end', () => {
  test('want the brokers and the database, and take the safe side of everything else', () => {
    expect(read({})).toEqual({
      RECALLWIRE_KAFKA_BROKERS: ['kafka-1:9092', 'kafka-2:9092', '[::1]:9092'],
      RECALLWIRE_KAFKA_TLS: false,
      RECALLWIRE_KAFKA_SASL_MECHANISM: 'scram-sha-512',
      RECALLWIRE_KAFKA_PROFILE: 'cluster',
      RECALLWIRE_KAFKA_PARTITIONS: 12,
      RECALLWIRE_KAFKA_PREFIX: '',
      RECALLWIRE_KAFKA_SESSION_MS: 2_000,
      RECALLWIRE_MONGODB_URL: 'mongodb://mongo:27017',
      RECALLWIRE_MONGODB_DATABASE: 'recallwire',
      RECALLWIRE_MONGODB_TLS: false,
      RECALLWIRE_MONGODB_AUTH_DATABASE: 'admin',
    })
  })

  test('name both addresses when neither is there', () => {
    expect(() => readConfig(distributedConfigSchema, {})).toThrow(
      /RECALLWIRE_KAFKA_BROKERS is missing[\s\S]*RECALLWIRE_MONGODB_URL is missing/,
    )
  })

  test.each([
    ['RECALLWIRE_KAFKA_BROKERS', 'kafka', 'write host:port'],
    ['RECALLWIRE_KAFKA_BROKERS', 'kafka-1:9092,,kafka-2:9092', 'write host:port'],
    ['RECALLWIRE_KAFKA_PARTITIONS', '3', 'RECALLWIRE_KAFKA_PARTITIONS'],
    ['RECALLWIRE_KAFKA_PREFIX', 'a/b', 'use letters'],
    ['RECALLWIRE_KAFKA_TLS', 'perhaps', 'RECALLWIRE_KAFKA_TLS'],
    ['RECALLWIRE_KAFKA_SESSION_MS', '10', 'RECALLWIRE_KAFKA_SESSION_MS'],
    ['RECALLWIRE_MONGODB_URL', 'postgres://db', 'write mongodb://'],
    ['RECALLWIRE_MONGODB_DATABASE', 'a.b', 'use up to 38'],
    ['RECALLWIRE_MONGODB_TLS', 'perhaps', 'RECALLWIRE_MONGODB_TLS'],
  ])('refuse %s=%s', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(message)
  })
})
