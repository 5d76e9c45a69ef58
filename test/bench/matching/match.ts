import type { Scenario } from '../scenario.ts'
import { aimOneDiUnits, generateOneDiScopes, generateOneDiUnits } from './generate-one-di.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, generateUnits } from './generate-units.ts'
import { createMatchScenario } from './match-scenario.ts'
import { createBruteForce, createHashPeers, createKeyedPeers, createOverAllPeers } from './peers.ts'
import { createRules } from './rules.ts'
import { createSqliteCriteria } from './sqlite-criteria.ts'

const among = (name: string, recalls: number, grownFrom?: number): Scenario =>
  createMatchScenario({
    name,
    recalls,
    ...(grownFrom === undefined ? {} : { grownFrom }),
    units: (quick) => (quick ? 50_000 : 200_000),
    generateScopes: (count, random) => generateScopes(count, random, 'R'),
    generateUnits,
    aimUnits,
    judged: 10_000,
    peers: (quick) => [
      ...createOverAllPeers().map((peer) => ({
        peer,
        units: Math.max(1, (quick ? 50_000 : 400_000) / recalls),
      })),
      ...createKeyedPeers().map((peer) => ({ peer, units: quick ? 3_000 : 20_000 })),
    ],
  })

const onOneDi = (name: string, recalls: number, grownFrom?: number): Scenario =>
  createMatchScenario({
    name,
    recalls,
    ...(grownFrom === undefined ? {} : { grownFrom }),
    units: (quick) => (quick ? 50_000 : 100_000),
    generateScopes: generateOneDiScopes,
    generateUnits: generateOneDiUnits,
    aimUnits: aimOneDiUnits,
    judged: 500_000 / recalls,
    peers: (quick) => {
      const asked = (ofAll: number, least: number) => Math.max(least, (quick ? ofAll / 8 : ofAll) / recalls)
      return [
        { peer: createBruteForce(), units: asked(200_000, 1) },
        // Each compiles every recall for its few events, most of a quick run: one of them stands for the three.
        ...createHashPeers(true)
          .slice(0, quick && recalls > 10_000 ? 1 : undefined)
          .map((peer) => ({ peer, units: asked(800_000, 2) })),
        // It takes a second for one event at 50,000 rules.
        ...(recalls > 10_000 ? [] : [{ peer: createRules(), units: asked(40_000, 1) }]),
        { peer: createSqliteCriteria(), units: asked(10_000_000, 10) },
      ]
    },
  })

/** Events of a fleet against the open recalls of many products, and of one product that all recalls name. */
export const matchScenarios: readonly Scenario[] = [
  among('match-1k', 1_000),
  among('match-10k', 10_000),
  among('match-50k', 50_000, 1_000),
  onOneDi('match-one-di-10k', 10_000),
  onOneDi('match-one-di-50k', 50_000, 10_000),
]
