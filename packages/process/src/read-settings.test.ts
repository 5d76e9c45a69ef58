import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readSettings } from './read-settings.ts'

const secret = 'ab'.repeat(32)
const shared = {
  RECALLWIRE_PUBLIC_URL: 'https://recalls.example.org/',
  RECALLWIRE_INSTALLATION_ID: 'a'.repeat(26),
  RECALLWIRE_FORWARDING_SECRET: secret,
}
const embedded = { ...shared, RECALLWIRE_BACKEND: 'embedded', RECALLWIRE_DATA: '/data' }
const distributed = {
  ...shared,
  RECALLWIRE_BACKEND: 'distributed',
  RECALLWIRE_KAFKA_BROKERS: 'kafka:9092',
  RECALLWIRE_MONGODB_URL: 'mongodb://mongo:27017',
}
const own = z.object({ RECALLWIRE_OWN: z.coerce.number().default(3) })
const read = (env: Record<string, string>) => readSettings(own, env)

describe('what a process is told', () => {
  test('has defaults for all but what nobody else can know', () => {
    const { process, own } = read(embedded)
    expect(process).toEqual({
      RECALLWIRE_HOST: '127.0.0.1',
      RECALLWIRE_PORT: 4800,
      RECALLWIRE_PUBLIC_URL: 'https://recalls.example.org',
      RECALLWIRE_TRUSTED_PROXIES: [],
      RECALLWIRE_INSTALLATION_ID: 'a'.repeat(26),
      RECALLWIRE_FORWARDING_SECRET: [Uint8Array.from(Buffer.from(secret, 'hex'))],
      RECALLWIRE_DEMONSTRATION: false,
      RECALLWIRE_LOG_LEVEL: 'warn',
    })
    expect(own).toEqual({ RECALLWIRE_OWN: 3 })
  })

  test('holds the settings of the back end that it names, and of no other', () => {
    expect(read(embedded).backEnd).toEqual({ RECALLWIRE_BACKEND: 'embedded', RECALLWIRE_DATA: '/data' })
    expect(read(distributed).backEnd).toMatchObject({ RECALLWIRE_KAFKA_BROKERS: ['kafka:9092'] })
    expect(() => read({ ...distributed, RECALLWIRE_DATA: '/data' })).toThrow(
      'RECALLWIRE_DATA is not a setting',
    )
  })

  test('is refused with every problem of every part at once', () => {
    const bad = {
      RECALLWIRE_BACKEND: 'distributed',
      RECALLWIRE_OWN: 'many',
      RECALLWIRE_FORWARDING_SECRET: 'x',
    }
    let message = ''
    try {
      read(bad)
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    for (const part of [
      'RECALLWIRE_KAFKA_BROKERS is missing',
      'RECALLWIRE_MONGODB_URL is missing',
      'RECALLWIRE_PUBLIC_URL is missing',
      'RECALLWIRE_INSTALLATION_ID is missing',
      'RECALLWIRE_FORWARDING_SECRET: write the 64 hexadecimal digits that infra/secrets makes',
      'RECALLWIRE_OWN: ',
    ])
      expect(message).toContain(part)
  })

  test.each([
    ['nothing', undefined],
    ['something else', 'cloud'],
  ])('asks for the back end where it names %s, and for none of its settings yet', (_what, backEnd) => {
    const env = { ...distributed, RECALLWIRE_BACKEND: backEnd ?? '' }
    expect(() => read(env)).toThrow(/^The configuration is not usable:\n {2}- RECALLWIRE_BACKEND[^\n]+$/)
  })

  test('knows no simulated clock', () => {
    expect(() => read({ ...distributed, RECALLWIRE_CLOCK: 'simulated' })).toThrow(
      'RECALLWIRE_CLOCK is not a setting',
    )
  })

  test('may hold several forwarding secrets, while one replaces another', () => {
    const both = `${secret}\n${'cd'.repeat(32)}`
    const { process } = read({ ...embedded, RECALLWIRE_FORWARDING_SECRET: both })
    expect(process.RECALLWIRE_FORWARDING_SECRET.map((one) => one.at(0))).toEqual([0xab, 0xcd])
  })
})

describe('the proxies that are believed', () => {
  test.each([
    ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
    ['127.0.0.1,uniquelocal', ['127.0.0.1', 'uniquelocal']],
    ['', []],
  ])('may be %s', (given, taken) => {
    const { process } = read({ ...embedded, RECALLWIRE_TRUSTED_PROXIES: given })
    expect(process.RECALLWIRE_TRUSTED_PROXIES).toEqual(taken)
  })

  test.each(['true', '*', 'proxy.example.org', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0/8'])(
    'may not be %s',
    (given) => {
      expect(() => read({ ...embedded, RECALLWIRE_TRUSTED_PROXIES: given })).toThrow(
        'RECALLWIRE_TRUSTED_PROXIES: write addresses or networks',
      )
    },
  )
})
