import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { deviceObserved, noticePublished, recall } from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
} from './matcher.test-support.ts'
import { sweep, sweepInTurn } from './sweep.ts'

let folder: string
let file: string
let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matcher-'))
  file = join(folder, 'recallwire.db')
  backEnd = await openEmbedded({ file, realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

const swept = () => sweep(matcher.deps, new AbortController().signal)
const pumps = Array.from({ length: 300 }, (_, index) =>
  deviceObserved(index % 2 === 0 ? 'a' : 'b', 1, { serial: String(1_000 + index) }),
)
const behindTheBack = (statement: string): void => {
  const database = new DatabaseSync(file)
  database.exec(statement)
  database.close()
}

test('finds nothing where nothing went wrong', async () => {
  await Promise.all(pumps.map((pump) => matcher.handle(pump)))
  await matcher.handle(noticePublished(1, { serialPrefix: ['10', '11'] }))
  await matcher.scan()
  await matcher.handle(deviceObserved('a', 2, { serial: '1000', presence: 'removed' }))
  await matcher.handle(deviceObserved('a', 3, { serial: '1000' }))
  expect(await swept()).toBe(0)
})

test('finds and tells every match that was deleted behind its back, within one sweep', async () => {
  await Promise.all(pumps.map((pump) => matcher.handle(pump)))
  await matcher.handle(noticePublished(1, { all: true }))
  await matcher.scan()
  const before = await matchesOf(backEnd, recall)
  const toldBefore = ofType(await published(backEnd), 'recallwire.units-matched.v1').length
  behindTheBack('DELETE FROM matches WHERE id IN (SELECT id FROM matches ORDER BY id LIMIT 3)')
  expect(await swept()).toBe(3)
  expect(await matchesOf(backEnd, recall)).toEqual(before)
  const repaired = ofType(await published(backEnd), 'recallwire.units-matched.v1').slice(toldBefore)
  expect(repaired.flatMap(({ data }) => data.units.map(({ matchId }) => matchId)).sort()).toEqual(
    before.slice(0, 3).map(({ matchId }) => matchId),
  )
  expect(await swept()).toBe(0)
})

test('leaves a recall alone that is being scanned', async () => {
  await matcher.handle(deviceObserved('a', 1, { serial: '1001' }), noticePublished(1, { all: true }))
  expect(await swept()).toBe(0)
  expect(await matchesOf(backEnd, recall)).toEqual([])
})

test('is done by one process in each interval', async () => {
  await matcher.handle(noticePublished(1, { all: true }), deviceObserved('a', 1, { serial: '1001' }))
  await matcher.scan()
  const other = createTestMatcher(backEnd)
  const { signal } = new AbortController()
  await sweepInTurn(matcher.deps, matcher.worker, 600_000, signal)
  behindTheBack('DELETE FROM matches')
  await sweepInTurn(other.deps, other.worker, 600_000, signal)
  expect(await matchesOf(backEnd, recall)).toEqual([])
  await sweepInTurn(matcher.deps, matcher.worker, 600_000, signal)
  expect(await matchesOf(backEnd, recall)).toHaveLength(1)
})
