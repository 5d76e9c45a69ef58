import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, generateUnits } from './generate-units.ts'
import { createMatchScenario } from './match-scenario.ts'
import { createKeyedPeers, createOverAllPeers } from './peers.ts'

const scenario = createMatchScenario({
  name: 'match-few',
  recalls: 200,
  grownFrom: 20,
  units: () => 500,
  generateScopes: (count, random) => generateScopes(count, random, 'R'),
  generateUnits,
  aimUnits: (_count, ...rest) => aimUnits(200, ...rest),
  judged: 200,
  peers: () => [...createOverAllPeers(), ...createKeyedPeers()].map((peer) => ({ peer, units: 50 })),
})

test('compares with every peer, over the units that the peer was asked about', async () => {
  const comparison = await scenario.prepare(true)
  const once = { warmUps: 0, runs: 1 }
  const peers = comparison.peers.map((peer) => ({ ...peer, turns: once }))
  const result = await measure(scenario, { ...comparison, peers, turns: once }, () => performance.now())
  await comparison.close?.()
  expect(result).toMatchObject({ scenario: 'match-few', ours: { unit: 'events/s/core' }, sameAnswers: true })
  expect(Object.keys(result.peers)).toEqual([
    'brute-force',
    'mingo',
    'sift',
    'mingo-behind-hash',
    'sift-behind-hash',
    'json-logic-engine-behind-hash',
    'json-rules-engine-behind-hash',
    'sqlite-criteria',
  ])
  expect(comparison.peers.map(({ items }) => items)).toEqual(Array.from({ length: 8 }, () => 50))
  expect(Object.keys(result.figures ?? {})).toEqual([
    'percentWithHit',
    'hitsPerEvent',
    'mebibytesPerMillionRecalls',
    'growthExponent',
  ])
})
