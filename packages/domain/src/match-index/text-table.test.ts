import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addEntry,
  createTextTable,
  firstEntry,
  nextEntry,
  numberUnder,
  removeEntries,
  type TextTable,
  textOf,
} from './text-table.ts'

const under = (table: TextTable, hash: number): readonly string[] => {
  const found: string[] = []
  for (let entry = firstEntry(table, hash); entry !== 0; entry = nextEntry(table, entry, hash)) {
    found.push(`${textOf(table, entry)} ${numberUnder(table, entry)}`)
  }
  return found.toSorted()
}

/** Few hashes, many of which end alike, so that chains are long. */
const hash = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: 0, max: 40 }).map((high) => (high << 20) | 5),
  fc.integer(),
)
const change = fc.record({ hash, number: fc.integer({ min: 1, max: 4 }), isRemoval: fc.boolean() })

test('finds after every change exactly what was added under a hash and not removed', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 400, size: 'max' }), (changes) => {
      const table = createTextTable()
      const kept = new Map<number, string[]>()
      for (const [step, { hash, number, isRemoval }] of changes.entries()) {
        const known = kept.get(hash) ?? []
        if (isRemoval) {
          removeEntries(table, hash, number)
          kept.set(
            hash,
            known.filter((text) => !text.endsWith(` ${number}`)),
          )
        } else {
          addEntry(table, hash, `t${step}`, number)
          kept.set(hash, [...known, `t${step} ${number}`])
        }
        expect(under(table, hash)).toEqual((kept.get(hash) ?? []).toSorted())
      }
      for (const [hash, texts] of kept) expect(under(table, hash)).toEqual(texts.toSorted())
      expect(table.count).toBe([...kept.values()].flat().length)
    }),
  )
})

test('neither grows nor slows down when entries come and go for long', () => {
  const table = createTextTable()
  for (let step = 0; step < 50_000; step += 1) {
    addEntry(table, Math.imul(step, 0x9e3779b1), 'x', 1)
    if (step >= 10) removeEntries(table, Math.imul(step - 10, 0x9e3779b1), 1)
  }
  expect(table.texts.length).toBeLessThan(20)
  const bits = [...table.bits].reduce(
    (sum, word) => sum + (word >>> 0).toString(2).replaceAll(/[^1]/g, '').length,
    0,
  )
  expect(bits).toBeLessThan((table.bits.length * 32) / 2)
})
