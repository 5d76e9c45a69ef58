import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import type { Match } from '../match-store.ts'
import { allPages } from './all-pages.ts'
import { minutesLater, sampleId, sampleJob, sampleMatch, sampleRelink } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const service = serviceReader('contract')
const recallId = sampleId('recall')
const custodyId = sampleId('custody')
const us: Reader = { kind: 'organisation', organisationId: sampleId('hospital') }
const them: Reader = { kind: 'organisation', organisationId: sampleId('another hospital') }

export function describeMatchStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: matches`, () => {
    test(
      'pages the matches of a recall, each once and none of another recall',
      fresh(async ({ one, other }) => {
        const labels = ['a', 'b', 'c', 'd', 'e']
        for (const label of labels) await put(one, label)
        await put(one, 'elsewhere', { recallId: sampleId('another recall') })
        const found = await allPages((after) => other.matching.matches.ofRecall(service, recallId, 2, after))
        expect(found.map(({ matchId }) => matchId).sort()).toEqual(labels.map(sampleId).sort())
      }),
    )

    test(
      'pages the matches of a recall facility by facility',
      fresh(async ({ one, other }) => {
        const sites = ['north', 'south', 'east']
        for (const label of ['a', 'b', 'c'])
          for (const site of sites) await put(one, `${label} ${site}`, { facilityId: sampleId(site) })
        await put(one, 'elsewhere', { recallId: sampleId('another recall') })
        const found = await allPages((after) =>
          other.matching.matches.byFacility(service, recallId, 2, after),
        )
        expect(found.map(({ facilityId }) => facilityId)).toEqual(
          sites
            .map(sampleId)
            .sort()
            .flatMap((facilityId) => Array(3).fill(facilityId)),
        )
        expect(new Set(found.map(({ matchId }) => matchId)).size).toBe(9)
      }),
    )

    test(
      "answers another organisation's matches like none at all",
      fresh(async ({ one }) => {
        const { matches } = one.matching
        const match = await put(one, 'ours')
        expect(await matches.ofRecall(us, recallId, 10)).toEqual({ items: [match] })
        expect(await matches.ofCustody(us, custodyId)).toEqual([{ version: 1, document: match }])
        expect(await matches.byFacility(us, recallId, 10)).toEqual({ items: [match] })
        expect(await matches.ofRecall(them, recallId, 10)).toEqual({ items: [] })
        expect(await matches.byFacility(them, recallId, 10)).toEqual({ items: [] })
        expect(await matches.ofCustody(them, custodyId)).toEqual([])
        expect(await matches.ofCustodies(us, [custodyId])).toEqual([{ version: 1, document: match }])
        expect(await matches.ofCustodies(them, [custodyId])).toEqual([])
      }),
    )

    test(
      'finds what was said of a custody, under every recall',
      fresh(async ({ one }) => {
        const first = await put(one, 'first')
        const second = await put(one, 'second', { recallId: sampleId('another recall') })
        const another = await put(one, 'another custody', { custodyId: sampleId('another custody') })
        const { matches } = one.matching
        const found = await matches.ofCustody(service, custodyId)
        expect(found).toHaveLength(2)
        expect(found.map(({ document }) => document)).toEqual(expect.arrayContaining([first, second]))
        const asked = [another.custodyId, sampleId('absent'), custodyId]
        const together = (await matches.ofCustodies(service, asked)).map(({ document }) => document)
        expect(together).toHaveLength(3)
        expect(together).toEqual(expect.arrayContaining([first, second, another]))
        expect(await matches.ofCustodies(service, [])).toEqual([])
      }),
    )

    test(
      'lists the relink jobs that are open',
      fresh(async ({ one, other }) => {
        const { relinks } = one.matching
        const [a, b] = [sampleId('relink a'), sampleId('relink b')]
        for (const id of [a, b])
          await relinks.save({ id, expectedVersion: 0, next: sampleRelink(id), events: [] })
        const done = sampleRelink(a, { status: 'done', after: recallId })
        await relinks.save({ id: a, expectedVersion: 1, next: done, events: [] })
        expect(await other.matching.relinks.open()).toEqual([{ version: 1, document: sampleRelink(b) }])
      }),
    )

    test(
      'lists the scans that are open, with the version to continue them from',
      fresh(async ({ one, other }) => {
        const { jobs } = one.matching
        const [a, b] = [sampleId('job a'), sampleId('job b')]
        await jobs.save({
          id: b,
          expectedVersion: 0,
          next: sampleJob(b, { openedAt: minutesLater(1) }),
          events: [],
        })
        await jobs.save({ id: a, expectedVersion: 0, next: sampleJob(a), events: [] })
        const moved = sampleJob(a, { cursor: 'on' })
        await jobs.save({ id: a, expectedVersion: 1, next: moved, events: [] })
        const open = await other.matching.jobs.open()
        expect(open).toHaveLength(2)
        expect(open).toContainEqual({ version: 2, document: moved })
        await jobs.save({ id: a, expectedVersion: 2, next: sampleJob(a, { status: 'done' }), events: [] })
        expect((await other.matching.jobs.open()).map(({ document }) => document.jobId)).toEqual([b])
      }),
    )
  })
}

async function put({ matching }: BackEnd, label: string, more: Partial<Match> = {}): Promise<Match> {
  const match = sampleMatch(sampleId(label), more)
  await matching.matches.save({ id: match.matchId, expectedVersion: 0, next: match, events: [] })
  return match
}
