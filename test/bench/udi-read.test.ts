import { parseUdi } from '@recallwire/udi/parse-udi.ts'
import { expect, test } from 'vitest'
import { generateCarriers } from './generate-carriers.ts'
import { measure } from './measure.ts'
import { readEach, udiRead } from './udi-read.ts'

const stopwatch = () => performance.now()
const once = { warmUps: 1, runs: 1 }
const today = '2026-06-30'

test('generates the same valid carriers for a seed, of every kind', () => {
  const carriers = generateCarriers(500, 7)
  expect(generateCarriers(500, 7)).toEqual(carriers)
  expect(generateCarriers(500, 8)).not.toEqual(carriers)
  const read = carriers.map((carrier) => parseUdi(carrier, { today }))
  expect(read.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'))).toEqual([])
  for (const field of ['di', 'lot', 'serial', 'manufactured', 'expires', 'softwareVersion'] as const) {
    expect(read.filter((udi) => udi[field] !== undefined).length).toBeGreaterThan(20)
  }
})

test('ours and the public parser answer the same', async () => {
  const comparison = await udiRead.prepare(true)
  const result = await measure(udiRead, { ...comparison, turns: once }, stopwatch)
  expect(result).toMatchObject({ scenario: 'udi-read', sameAnswers: true })
  expect(Object.keys(result.peers)).toEqual(['gs1-barcode-parser-mod'])
})

test('a peer that loses one serial of thousands is found out', async () => {
  const comparison = await udiRead.prepare(true)
  const carriers = generateCarriers(comparison.items, 1)
  const last = carriers.findLastIndex((carrier) => parseUdi(carrier, { today }).serial !== undefined)
  const forgetful = readEach(
    'forgetful',
    carriers,
    (carrier) => parseUdi(carrier, { today }),
    (udi) => [
      udi.di,
      udi.lot,
      udi.raw === carriers[last] ? undefined : udi.serial,
      udi.softwareVersion,
      udi.manufactured?.date,
      udi.expires?.date,
    ],
  )
  const result = await measure(udiRead, { ...comparison, peers: [forgetful], turns: once }, stopwatch)
  expect(result.sameAnswers).toBe(false)
})
