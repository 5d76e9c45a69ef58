import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kafkaConfigSchema } from './config.ts'
import { readKafkaSettings } from './kafka-settings.ts'

async function file(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-kafka-settings-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'text'), text)
  return join(folder, 'text')
}

const settings = (given: Record<string, string>) =>
  readKafkaSettings(kafkaConfigSchema.parse({ RECALLWIRE_KAFKA_BROKERS: 'kafka:9092', ...given }))

const invalid = (setting: string) => ({ code: 'config-invalid', message: expect.stringContaining(setting) })

describe('how Kafka is reached', () => {
  test('is without TLS and sign-in where nothing says otherwise', async () => {
    expect(await settings({})).toEqual({ brokers: ['kafka:9092'], sessionMs: 2_000 })
  })

  test('takes certificates and the password from files, the line end of the password aside', async () => {
    const { tls, sasl } = await settings({
      RECALLWIRE_KAFKA_TLS: 'true',
      RECALLWIRE_KAFKA_TLS_CA_FILE: await file('authority'),
      RECALLWIRE_KAFKA_TLS_CERT_FILE: await file('certificate'),
      RECALLWIRE_KAFKA_TLS_KEY_FILE: await file('key'),
      RECALLWIRE_KAFKA_SASL_USER: 'recallwire',
      RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: await file('secret \r\n'),
    })
    expect(tls).toEqual({ ca: 'authority', cert: 'certificate', key: 'key' })
    expect(sasl).toEqual({ mechanism: 'scram-sha-512', username: 'recallwire', password: 'secret ' })
  })

  test('trusts the authorities of Node where TLS comes without files', async () => {
    expect((await settings({ RECALLWIRE_KAFKA_TLS: 'true' })).tls).toEqual({})
  })

  test('refuses files of TLS without TLS, and a certificate without its key', async () => {
    const certificate = { RECALLWIRE_KAFKA_TLS_CERT_FILE: await file('certificate') }
    await expect(settings(certificate)).rejects.toMatchObject(invalid('RECALLWIRE_KAFKA_TLS=true'))
    const half = { RECALLWIRE_KAFKA_TLS: 'true', ...certificate }
    await expect(settings(half)).rejects.toMatchObject(invalid('RECALLWIRE_KAFKA_TLS_KEY_FILE'))
  })

  test.each([
    ['a name without a password', { RECALLWIRE_KAFKA_SASL_USER: 'a' }],
    ['a password without a name', { RECALLWIRE_KAFKA_SASL_PASSWORD: 'b' }],
    [
      'two passwords',
      {
        RECALLWIRE_KAFKA_SASL_USER: 'a',
        RECALLWIRE_KAFKA_SASL_PASSWORD: 'b',
        RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: 'c',
      },
    ],
  ])('refuses %s', async (_what, given) => {
    await expect(settings(given)).rejects.toMatchObject(invalid('RECALLWIRE_KAFKA_SASL_USER goes with'))
  })

  test('refuses to send a plain password without TLS', async () => {
    const given = {
      RECALLWIRE_KAFKA_SASL_USER: 'a',
      RECALLWIRE_KAFKA_SASL_PASSWORD: 'b',
      RECALLWIRE_KAFKA_SASL_MECHANISM: 'plain',
    }
    await expect(settings(given)).rejects.toMatchObject(invalid('RECALLWIRE_KAFKA_TLS=true'))
    expect((await settings({ ...given, RECALLWIRE_KAFKA_TLS: 'true' })).sasl?.mechanism).toBe('plain')
  })

  test('names the setting whose file cannot be read, and not what is in it', async () => {
    const given = {
      RECALLWIRE_KAFKA_SASL_USER: 'a',
      RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: '/nowhere/password',
    }
    await expect(settings(given)).rejects.toMatchObject(invalid('RECALLWIRE_KAFKA_SASL_PASSWORD_FILE'))
  })
})
