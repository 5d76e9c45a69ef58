import { expect, test } from 'vitest'
import { engineNames } from './engine.ts'
import { describeKafka } from './kafka/describe-kafka.ts'
import { describeMongo } from './mongodb/describe-mongo.ts'
import { useEngine } from './use-engine.ts'

test('Kafka answers at the address this run was given', { timeout: 300_000 }, async ({ skip }) => {
  const engine = await useEngine('kafka')
  if ('missing' in engine) return skip(engine.missing)
  expect((await describeKafka(engine.address.split(','))).brokers).toBeGreaterThan(0)
})

test('a server of MongoDB’s protocol answers at the address this run was given', {
  timeout: 300_000,
}, async ({ skip }) => {
  const engine = await useEngine('mongodb')
  if ('missing' in engine) return skip(engine.missing)
  expect((await describeMongo(engine.address)).version).toMatch(/^\d+\.\d+/)
})

test('two who ask get one engine', { timeout: 300_000 }, async ({ skip }) => {
  for (const name of engineNames) {
    const [one, other] = await Promise.all([useEngine(name), useEngine(name)])
    if ('missing' in one) return skip(one.missing)
    expect(other).toEqual(one)
  }
})
