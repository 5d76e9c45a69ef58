import { createMatchIndex, type IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { createRandom, type Random } from '../create-random.ts'
import { medianOf, roundedTo } from '../percentile-of.ts'
import type { Scenario } from '../scenario.ts'
import { modelAt, serialOf } from './create-fleet.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, generateUnits } from './generate-units.ts'
import { affecting } from './match-contender.ts'
import type { PeerIndex } from './peer-index.ts'
import { createHashPeers } from './peers.ts'
import { type Publication, publishAll } from './publish-contender.ts'
import { createSqliteCriteria } from './sqlite-criteria.ts'

/** Notices published, revised and terminated while events come in. */
export const publishLive: Scenario = {
  name: 'publish-live',
  unit: 'µs',
  measures: 'duration',
  prepare: (quick) => preparePublishLive(quick ? 10_000 : 50_000, quick ? 300 : 2_000, quick ? 3 : 7),
}

/** `recalls` are open before, and stay so after each run. */
export function preparePublishLive(recalls: number, count: number, runs: number) {
  const scopes = generateScopes(recalls, createRandom(11), 'R')
  const publications = generatePublications(scopes, count, createRandom(15))
  const ours = publishAll(open(createOurs(), scopes), publications, wallMicroseconds)
  const holders = [...createHashPeers(false), createSqliteCriteria()].map((peer) => open(peer, scopes))
  const peers = holders.map((peer) => publishAll(peer, publications, wallMicroseconds))
  const inMilliseconds = (microseconds: number) => roundedTo(1_000, microseconds / 1_000)
  return {
    items: publications.flatMap(({ events }) => events).length,
    turns: { warmUps: 2, runs },
    ours,
    peers: peers.map((peer) => ({ ...peer, turns: { warmUps: 1, runs: 1 } })),
    figures: () => ({ longestPauseMs: inMilliseconds(medianOf(ours.longestPauses())) }),
    close: () => {
      for (const holder of holders) holder.close?.()
    },
  }
}

/** Time of the wall, in microseconds: the processor's is told too coarsely for one publication. */
const wallMicroseconds = (): number => performance.now() * 1_000

function createOurs(): PeerIndex {
  const index = createMatchIndex()
  return {
    name: 'ours',
    put: index.put,
    remove: index.remove,
    affecting: (facts) => affecting(index.find(facts)),
  }
}

function open(holder: PeerIndex, scopes: readonly IndexedScope[]): PeerIndex {
  if (holder.putAll === undefined) for (const scope of scopes) holder.put(scope)
  else holder.putAll(scopes)
  return holder
}

const eventsBetween = 10

/**
 * Of ten publications seven are new notices, two revise an open one and one terminates it, each recall once. Two new
 * notices list 25,000 serials, as the largest do. Of the events after each, two are of its products.
 */
export function generatePublications(
  scopes: readonly IndexedScope[],
  count: number,
  random: Random,
): readonly Publication[] {
  const written = generateScopes(count, random, 'N')
  return written.map((scope, number): Publication => {
    const events = [...aimUnits(2, [scope], random), ...generateUnits(eventsBetween - 2, random)]
    const kind = number % 10
    if (kind < 7) {
      const large = number % Math.ceil(count / 2) === 1
      return { ...scope, scope: large ? listing(scope, 25_000) : scope, before: undefined, events }
    }
    const before = scopes[Math.floor((number * scopes.length) / count)]
    if (before === undefined) throw new RangeError('There is no recall to revise')
    const { recallId } = before
    return { recallId, before, events, scope: kind < 9 ? { ...scope, recallId } : undefined }
  })
}

function listing(scope: IndexedScope, serials: number): IndexedScope {
  const model = modelAt(7)
  const units = { serials: Array.from({ length: serials }, (_, number) => serialOf(model, number + 1)) }
  return { ...scope, products: scope.products.map((product) => ({ ...product, units })) }
}
