import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { evaluateClause } from '@recallwire/domain/scope/evaluate-clause.ts'
import type { Clause } from '@recallwire/domain/scope/scope.ts'
import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { modelAt } from './create-fleet.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits } from './generate-units.ts'
import { createKeyedPeers, createOverAllPeers } from './peers.ts'

const unit = {
  di: modelAt(0).di,
  serial: 'CK160450',
  lot: 'A170007',
  softwareVersion: '6.02.10',
  manufacturedOn: '2020-05-17',
  expiresOn: '2023-01-31',
} satisfies UnitFacts

const yes: readonly Clause[] = [
  { all: true },
  { lots: ['A170000', 'A170007'] },
  { serials: ['CK160450'] },
  { serialRange: { from: 'CK160450', to: 'CK160460' } },
  { serialRange: { from: 'CK000001', to: 'CK160450' } },
  { serialPrefix: ['CK15', 'CK16'] },
  { manufacturedBetween: { from: '2020-05-17', to: '2020-06-01' } },
  { manufacturedBetween: { to: '2020-05-17' } },
  { expiresBetween: { from: '2023-01-31' } },
  { software: { equals: ['6.02.09', '6.02.10'] } },
  { software: { startsWith: '6' } },
  { software: { startsWith: '6.02' } },
  { software: { atLeast: '6.02.10' } },
  { software: { below: '6.02.11' } },
  { software: { atLeast: '6.00.00', below: '7.00.00', except: ['6.02.11'] } },
]
const no: readonly Clause[] = [
  { lots: ['A170000'] },
  { serials: ['CK160451'] },
  { serialRange: { from: 'CK160451', to: 'CK160460' } },
  { serialRange: { from: 'CX160000', to: 'CX170000' } },
  { serialPrefix: ['CK17'] },
  { manufacturedBetween: { from: '2020-05-18' } },
  { expiresBetween: { from: '2022-01-01', to: '2023-01-30' } },
  { software: { equals: ['6.02.1'] } },
  { software: { startsWith: '60' } },
  { software: { startsWith: '6.03' } },
  { software: { atLeast: '6.02.11' } },
  { software: { below: '6.02.10' } },
  { software: { startsWith: '6', except: ['6.02.10'] } },
]
const [first, second] = [yes.slice(1, 3), no.slice(0, 2)]
const together: readonly Clause[] = [
  ...[...yes, ...no].map((not): Clause => ({ not })),
  { anyOf: [...second, ...first] },
  { anyOf: second },
  { allOf: first },
  { allOf: [...first, ...second] },
  { allOf: [{ not: { lots: ['A170000'] } }, { not: { serials: ['CK160451'] } }] },
  { not: { anyOf: second } },
  { not: { allOf: [...first, { software: { startsWith: '7' } }] } },
  { not: { not: { allOf: [{ anyOf: yes.slice(4, 9) }, { not: { anyOf: no } }] } } },
]

const scopeOf = (units: Clause, index: number) => ({
  recallId: `R${index}`,
  products: [
    {
      productId: 'P1',
      name: 'Pump',
      manufacturer: 'Maker',
      refs: [],
      dis: [unit.di],
      units,
      verbatim: 'As listed.',
    },
  ],
})

const peers = () => [...createOverAllPeers(), ...createKeyedPeers()]

test.each(peers().map((peer) => [peer.name, peer] as const))(
  '%s decides every clause as the project does',
  async (_, peer) => {
    const clauses = [...yes, ...no, ...together]
    const expected = clauses.flatMap((clause, index) => {
      const { value } = evaluateClause(clause, unit)
      expect(value).not.toBe('unknown')
      return value === 'true' ? [`R${index}`] : []
    })
    expect(expected.slice(0, yes.length)).toEqual(yes.map((_clause, index) => `R${index}`))
    clauses.forEach((clause, index) => {
      peer.put(scopeOf(clause, index))
    })
    expect([...(await peer.affecting(unit))].toSorted()).toEqual(expected.toSorted())
    for (const index of clauses.keys()) if (index !== 2) peer.remove(`R${index}`)
    expect([...(await peer.affecting(unit))]).toEqual(['R2'])
    peer.put(scopeOf({ not: { all: true } }, 2))
    expect([...(await peer.affecting(unit))]).toEqual([])
  },
)

test('all peers find the same recalls for units near the edges of what is recalled', async () => {
  const scopes = generateScopes(400, createRandom(3), 'R')
  const units = aimUnits(400, scopes, createRandom(4))
  const all = peers()
  for (const peer of all) for (const scope of scopes) peer.put(scope)
  let hits = 0
  for (const facts of units) {
    const [expected = [], ...others] = await Promise.all(
      all.map(async (peer) => [...(await peer.affecting(facts))].toSorted()),
    )
    hits += expected.length
    for (const other of others) expect(other).toEqual(expected)
  }
  expect(hits).toBeGreaterThan(100)
  expect(hits).toBeLessThan(400)
})
