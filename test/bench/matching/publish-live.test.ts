import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { measure } from '../measure.ts'
import { generateScopes } from './generate-scopes.ts'
import type { PeerIndex } from './peer-index.ts'
import { createBruteForce } from './peers.ts'
import { publishAll } from './publish-contender.ts'
import { generatePublications, preparePublishLive } from './publish-live.ts'

const scopes = generateScopes(300, createRandom(1), 'R')
const publications = generatePublications(scopes, 100, createRandom(2))

test('publishes, revises and terminates, no recall twice', () => {
  expect(new Set(publications.map(({ recallId }) => recallId)).size).toBe(100)
  const kinds = publications.map(({ scope, before }) => [scope !== undefined, before !== undefined].join())
  expect([...new Set(kinds)].toSorted()).toEqual(['false,true', 'true,false', 'true,true'])
  const largest = publications.map(({ scope }) => JSON.stringify(scope ?? {}).length)
  expect(largest.filter((length) => length > 200_000).length).toBeGreaterThan(0)
})

test('answers change with what is published, and every run begins with what was open before', async () => {
  const live = createBruteForce()
  for (const scope of scopes) live.put(scope)
  const frozen: PeerIndex = { ...live, put: () => {}, remove: () => {} }
  let now = 0
  const answersOf = async (holder: PeerIndex) => {
    const publisher = publishAll(holder, publications, () => (now += 1))
    const digest = (await publisher.work())(1_000)
    expect(publisher.durations?.()).toEqual(publications.map(() => 1))
    // The publication's two readings of the clock, and the event's own.
    expect(publisher.longestPauses()).toEqual([3])
    return digest
  }
  const first = await answersOf(live)
  expect(await answersOf(live)).toBe(first)
  expect(await answersOf(frozen)).not.toBe(first)
})

test('ours and its peers answer alike while notices come in', async () => {
  const comparison = preparePublishLive(300, 50, 1)
  const result = await measure({ name: 'publish-few', unit: 'µs', measures: 'duration' }, comparison, () => 0)
  comparison.close()
  expect(result).toMatchObject({ ours: { unit: 'µs', p99: expect.any(Number) }, sameAnswers: true })
  expect(Object.keys(result.peers)).toEqual([
    'mingo-behind-hash',
    'sift-behind-hash',
    'json-logic-engine-behind-hash',
    'sqlite-criteria',
  ])
  expect(result.figures?.longestPauseMs).toBeGreaterThan(0)
})
