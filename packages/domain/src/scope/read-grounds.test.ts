import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overriddenVerdict } from '../verdict-override/overridden-verdict.ts'
import { basisWith, listed, overrideWith } from '../verdict-override/override.test-support.ts'
import { clauseOfAnyKind, unitOfAnyKind } from './clauses.test-support.ts'
import { evaluateClause } from './evaluate-clause.ts'
import { readDemands, readGrounds } from './read-grounds.ts'
import { judgeFacts } from './verdict.ts'

test('every sentence that a clause can give is read back', () => {
  fc.assert(
    fc.property(clauseOfAnyKind, unitOfAnyKind, (clause, facts) => {
      const { because } = evaluateClause(clause, facts)
      const read = readGrounds(because)
      expect(read, because).toBeDefined()
      for (const { kind, slots } of read ?? [])
        if (kind === 'software-otherwise') expect(readDemands(slots.otherwise ?? ''), because).toBeDefined()
    }),
    { numRuns: 3_000 },
  )
})

test.each([true, false])('a link of the catalogue is named (sure: %s)', (sure) => {
  const facts = { di: '09506000134352', serial: 'A1' }
  const product = {
    productId: 'P1',
    name: 'Pump',
    manufacturer: 'Northwind',
    dis: ['09506000134352'],
    refs: [],
    units: { serials: ['A1'] },
    verbatim: 'A1',
    linked: [{ di: '09506000134352', recordKey: 'key-7', sure }],
  }
  const because = judgeFacts([product], facts)?.because ?? ''
  expect(readGrounds(because)).toEqual([
    { kind: 'listed', slots: { attribute: 'serial', value: 'A1' }, prefixes: [] },
    {
      kind: sure ? 'linked' : 'linked-unsure',
      slots: { di: '09506000134352', record: 'key-7' },
      prefixes: [],
    },
  ])
})

test('what two people decided is told with what the notice itself says', () => {
  const computed = { ...listed, because: "serial A1 is on the notice's list" }
  const verdict = overriddenVerdict(overrideWith({ basis: basisWith({ verdict: computed }) }))
  expect(readGrounds(verdict.because)?.map(({ kind, prefixes }) => [kind, prefixes])).toEqual([
    ['decided', []],
    ['listed', [{ kind: 'computed', slots: { verdict: 'affected' } }]],
  ])
})

test('words of another kind are not read, not even in part', () => {
  expect(readGrounds('a clerk wrote this')).toBeUndefined()
  expect(readGrounds("serial A1 is on the notice's list; a clerk wrote this")).toBeUndefined()
  expect(readGrounds('')).toBeUndefined()
})
