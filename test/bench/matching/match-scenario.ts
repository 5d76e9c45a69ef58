import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { createMatchIndex, type IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { createRandom, type Random } from '../create-random.ts'
import { measureHeap } from '../measure-heap.ts'
import { roundedTo } from '../percentile-of.ts'
import type { Contender, Scenario } from '../scenario.ts'
import { findAlike, judgesAlike } from './compare-answers.ts'
import { leaveGaps } from './generate-units.ts'
import { askAll, findAll } from './match-contender.ts'
import type { PeerIndex } from './peer-index.ts'

/** A peer with how many units it is asked about: slow ones about few, so that a run ends. */
export type AskedPeer = { readonly peer: PeerIndex; readonly units: number }

export type Matching = {
  readonly name: string
  readonly recalls: number
  /** So many recalls are timed as well, to see how the time grows with them. */
  readonly grownFrom?: number
  readonly units: (quick: boolean) => number
  readonly generateScopes: (count: number, random: Random) => readonly IndexedScope[]
  readonly generateUnits: (count: number, random: Random) => readonly UnitFacts[]
  /** Units that hit more than those above, for the comparison of answers alone. */
  readonly aimUnits: (count: number, scopes: readonly IndexedScope[], random: Random) => readonly UnitFacts[]
  /** Of those, with gaps, so many are judged by every recall of their product. */
  readonly judged: number
  readonly peers: (quick: boolean) => readonly AskedPeer[]
}

/** Device events against so many open recalls. */
export const createMatchScenario = (matching: Matching): Scenario => ({
  name: matching.name,
  unit: 'events/s/core',
  prepare: (quick) => prepare(matching, quick),
})

function prepare(matching: Matching, quick: boolean) {
  const scopes = matching.generateScopes(matching.recalls, createRandom(11))
  const units = matching.generateUnits(matching.units(quick), createRandom(12))
  const aimed = matching.aimUnits(quick ? 1_000 : 10_000, scopes, createRandom(13))
  const { built: index, bytes } = measureHeap(() => indexOf(scopes))
  const ours = findAll('ours', index, units)
  const smaller =
    matching.grownFrom === undefined
      ? []
      : [indexOf(matching.generateScopes(matching.grownFrom, createRandom(11)))]
  const besides = smaller.map((fewer) => findAll(`ours-${matching.grownFrom}`, fewer, units))
  const peers = matching.peers(quick)
  for (const { peer } of peers) putAll(peer, scopes)
  return {
    items: units.length,
    turns: { warmUps: 4, runs: quick ? 7 : 15 },
    ours,
    peers: peers.map(({ peer, units: count }) =>
      askAll(peer, units, { items: count, turns: { warmUps: 1, runs: quick ? 1 : 3 } }),
    ),
    besides,
    agrees: async () => {
      const found = await Promise.all(
        peers.map(({ peer, units: count }) => findAlike(index, [peer], aimed.slice(0, count))),
      )
      return (
        found.every(Boolean) &&
        judgesAlike(index, scopes, leaveGaps(aimed.slice(0, matching.judged), createRandom(14)))
      )
    },
    figures: (readValue: (contender: Contender) => number) => ({
      ...hitsAmong(units.map((unit) => index.find(unit).length)),
      mebibytesPerMillionRecalls: Math.round((bytes / matching.recalls) * (1_000_000 / 2 ** 20)),
      ...Object.fromEntries(
        besides.map((before) => [
          'growthExponent',
          exponent(readValue(before) / readValue(ours), matching.recalls / (matching.grownFrom ?? 1)),
        ]),
      ),
    }),
    close: () => {
      for (const { peer } of peers) peer.close?.()
    },
  }
}

function putAll(peer: PeerIndex, scopes: readonly IndexedScope[]): void {
  if (peer.putAll === undefined) for (const scope of scopes) peer.put(scope)
  else peer.putAll(scopes)
}

function indexOf(scopes: readonly IndexedScope[]) {
  const index = createMatchIndex()
  for (const scope of scopes) index.put(scope)
  return index
}

/** Of a hundred events how many hit something, and how many hits one event has. */
const hitsAmong = (counts: readonly number[]) => ({
  percentWithHit: roundedTo(100, (100 * counts.filter((count) => count > 0).length) / counts.length),
  hitsPerEvent: roundedTo(1_000, counts.reduce((sum, count) => sum + count, 0) / counts.length),
})

/** 0 where the time does not grow with the recalls, 1 where it grows as they do. */
const exponent = (slower: number, larger: number) => roundedTo(1_000, Math.log(slower) / Math.log(larger))
