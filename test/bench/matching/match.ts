import type { Scenario } from '../scenario.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, generateUnits } from './generate-units.ts'
import { createMatchScenario } from './match-scenario.ts'
import { createKeyedPeers, createOverAllPeers } from './peers.ts'

const among = (name: string, recalls: number, grownFrom?: number): Scenario =>
  createMatchScenario({
    name,
    recalls,
    ...(grownFrom === undefined ? {} : { grownFrom }),
    generateScopes: (count, random) => generateScopes(count, random, 'R'),
    generateUnits,
    aimUnits,
    peers: (quick) => [
      ...createOverAllPeers().map((peer) => ({
        peer,
        units: Math.max(4, (quick ? 100_000 : 400_000) / recalls),
      })),
      ...createKeyedPeers().map((peer) => ({ peer, units: quick ? 5_000 : 20_000 })),
    ],
  })

/** Events of a fleet against the open recalls of many products. */
export const matchScenarios: readonly Scenario[] = [
  among('match-1k', 1_000),
  among('match-10k', 10_000),
  among('match-50k', 50_000, 1_000),
]
