import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { MatchedUnit } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { pump } from '../letters/testing/sample-case.ts'
import { notice, organisationId, publishedAt } from '../letters/testing/sample-recall.ts'
import { publishedData, seedSite } from '../testing/seed-recall.ts'
import { createFacilityCursor } from './facility-cursor.ts'
import { createMoodyMailer, type GapDesk, openGapDesk } from './open-gap-desk.test-support.ts'
import { readGaps } from './read-gaps.ts'
import { walkStandings } from './walk-standings.ts'

let backEnd: BackEnd
let house: GapDesk
const { mailer } = createMoodyMailer()

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  house = await openGapDesk(backEnd, mailer)
})
afterEach(() => backEnd.close())

const unit = (mark: string): MatchedUnit => ({
  ...pump,
  custodyId: directoryIdOf('import', 'custody', mark),
  matchId: directoryIdOf('import', 'match', mark),
  unitKey: directoryIdOf('import', 'unit', mark),
})
const now = () => house.desk.deps.clock.now()

test('a listing is handed out facility by facility, whatever the pages', async () => {
  const items = ['a1', 'a2', 'a3', 'b1', 'd1', 'd2']
  const cursor = createFacilityCursor(
    async (after = '-1') => {
      const from = Number(after) + 1
      const next = from + 2 < items.length ? { next: String(from + 1) } : {}
      return { items: items.slice(from, from + 2), ...next }
    },
    (item) => item.slice(0, 1),
  )
  expect(await cursor.take('0')).toEqual([])
  expect(await cursor.next()).toBe('a')
  expect(await cursor.take('a')).toEqual(['a1', 'a2', 'a3'])
  expect(await cursor.take('b')).toEqual(['b1'])
  expect(await cursor.take('c')).toEqual([])
  expect(await cursor.take('d')).toEqual(['d1', 'd2'])
  expect(await cursor.next()).toBeUndefined()
})

test('every facility comes once, in order, whether a case, a verdict or both know of it', async () => {
  const addressed = []
  for (let index = 1; index <= 130; index += 1) addressed.push(await seedSite(backEnd, index))
  await house.desk.say('recallwire.notice-published.v1', publishedData(undefined, addressed))
  const [first, second, ...others] = addressed.map(({ facilityId }) => facilityId)
  const unheard = directoryIdOf('facility', organisationId, 'nobody wrote')
  await house.desk.deliver()
  for (const [index, at] of [first, first, second, unheard].entries()) await house.match(unit(`${index}`), at)
  const walked = await Array.fromAsync(walkStandings(backEnd, notice, now))
  const ids = walked.map(({ facilityId }) => facilityId)
  expect(ids).toEqual([first, second, unheard, ...others].toSorted())
  const at = (facilityId: string | undefined) =>
    walked
      .find((one) => one.facilityId === facilityId)
      ?.stood.map(({ custodyId, standing }) => [custodyId, standing.kind])
  // Its case was opened for its address, and has not heard of the units.
  expect(at(first)).toEqual(
    [unit('0'), unit('1')]
      .toSorted((a, b) => (a.matchId < b.matchId ? -1 : 1))
      .map(({ custodyId }) => [custodyId, 'on-its-way']),
  )
  expect(at(others[0])).toEqual([[undefined, 'on-its-way']])
  expect(walked.find(({ facilityId }) => facilityId === unheard)?.caseId).toBeUndefined()
  const { counts, listed, next } = await readGaps(backEnd, notice, now, {
    kinds: ['on-its-way'],
    after: '',
    limit: 100,
  })
  expect(counts.custodies).toMatchObject({ owed: 4, onItsWay: 4, gaps: 0 })
  expect(counts.addressed).toMatchObject({ owed: 128, onItsWay: 128 })
  const rest = await readGaps(backEnd, notice, now, { kinds: ['on-its-way'], after: next ?? '', limit: 100 })
  expect(listed.length).toBeGreaterThanOrEqual(100)
  expect(listed.length + rest.listed.length).toBe(132)
  expect(rest.next).toBeUndefined()
})

test('what seems a gap is looked at again, so that pages of different moments make none', async () => {
  await house.match(unit('0'))
  house.pass(3_600_000)
  const stale = await backEnd.matching.matches.byFacility(
    { kind: 'service', service: 'test' },
    notice.recallId,
    10,
  )
  await house.match({ ...unit('0'), verdict: { ...pump.verdict, value: 'possible' } })
  const late = {
    ...backEnd,
    matching: {
      ...backEnd.matching,
      matches: { ...backEnd.matching.matches, byFacility: async () => stale },
    },
  }
  const [facility] = await Array.fromAsync(walkStandings(late, notice, now))
  expect(facility?.stood).toMatchObject([{ standing: { kind: 'on-its-way', since: now() } }])
})
