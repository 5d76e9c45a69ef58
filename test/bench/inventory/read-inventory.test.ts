import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { measure } from '../measure.ts'
import { generateInventory, renderCsv } from './generate-inventory.ts'
import { compareReading } from './read-inventory.ts'

test('an inventory names no unit twice and is the same for the same numbers', () => {
  const rows = generateInventory(3_000, createRandom(5), 'AT')
  expect(new Set(rows.map(({ di, ref, serial }) => `${di ?? ref} ${serial}`)).size).toBe(3_000)
  expect(renderCsv(rows)).toEqual(renderCsv(generateInventory(3_000, createRandom(5), 'AT')))
})

test('reading and checking finds what the library finds, and keeps every row', async () => {
  const comparison = compareReading(generateInventory(500, createRandom(6), 'AT'))
  const once = { ...comparison, turns: { warmUps: 0, runs: 1 } }
  expect(await measure({ name: 'few', unit: 'rows/s' }, once, () => 1)).toMatchObject({ sameAnswers: true })
})

test('a row that one of both reads otherwise is seen', async () => {
  const rows = generateInventory(20, createRandom(7), 'AT')
  const [first, ...others] = rows
  if (first === undefined) throw new Error('there is no row')
  const comparison = compareReading([...others, { ...first, serial: 'N/A' }])
  const once = { ...comparison, turns: { warmUps: 0, runs: 1 } }
  expect(await measure({ name: 'few', unit: 'rows/s' }, once, () => 1)).toMatchObject({ sameAnswers: false })
})
