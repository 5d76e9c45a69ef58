import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import { allPages } from './all-pages.ts'
import { minutesLater, sampleCase, sampleId, sampleStep, sampleTime } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const service = serviceReader('contract')
const reader = (label: string): Reader => ({ kind: 'organisation', organisationId: sampleId(label) })
const recallId = sampleId('recall')
const facilityId = sampleId('north')

export function describeCaseStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: cases`, () => {
    test(
      'shows a case to its facility, its firm and a sender that forwarded, and to others like one that does not exist',
      fresh(async ({ one, other }) => {
        const on = await put(one, 'case', { duties: [dutyTo('distributor')] })
        const { cases } = other
        const regulator: Reader = { kind: 'regulator', organisationId: sampleId('regulator') }
        const readers = [reader('hospital'), reader('firm'), reader('distributor'), regulator, service]
        for (const who of readers) {
          const stored = { version: 1, document: on }
          expect(await cases.get(who, on.caseId)).toEqual(stored)
          expect(await cases.ofRecall(who, recallId)).toEqual([stored])
          expect(await cases.ofFacility(who, facilityId)).toEqual([stored])
          expect(await cases.list(who, 10)).toEqual([stored])
        }
        const stranger = reader('another hospital')
        expect(await cases.get(stranger, on.caseId)).toEqual(await cases.get(stranger, sampleId('absent')))
        expect(await cases.ofRecall(stranger, recallId)).toEqual([])
        expect(await cases.ofFacility(stranger, facilityId)).toEqual([])
        expect(await cases.list(stranger, 10)).toEqual([])
      }),
    )

    test(
      'lets a sender that forwards later read from then on',
      fresh(async ({ one }) => {
        const on = await put(one, 'case')
        expect(await one.cases.list(reader('distributor'), 10)).toEqual([])
        const next = { ...on, duties: sampleCase(on.caseId, { duties: [dutyTo('distributor')] }).duties }
        await one.cases.save({ id: on.caseId, expectedVersion: 1, next, events: [] })
        expect(await one.cases.list(reader('distributor'), 10)).toEqual([{ version: 2, document: next }])
      }),
    )

    test(
      'lists by recall, by facility, and all of them newest first',
      fresh(async ({ one }) => {
        const first = await put(one, 'first')
        const second = await put(one, 'second', { openedAt: minutesLater(2), facilityId: sampleId('south') })
        const third = await put(one, 'third', { openedAt: minutesLater(1), recallId: sampleId('another') })
        const ids = (found: readonly { document: Case }[]) => found.map(({ document }) => document.caseId)
        expect(ids(await one.cases.list(service, 2))).toEqual([second.caseId, third.caseId])
        expect(ids(await one.cases.list(reader('hospital'), 9))).toEqual(
          [second, third, first].map(({ caseId }) => caseId),
        )
        expect(ids(await one.cases.ofRecall(service, recallId)).sort()).toEqual(
          [first.caseId, second.caseId].sort(),
        )
        expect(ids(await one.cases.ofFacility(service, facilityId)).sort()).toEqual(
          [first.caseId, third.caseId].sort(),
        )
      }),
    )

    test(
      'pages the cases of a recall facility by facility, to those who may read them',
      fresh(async ({ one, other }) => {
        const sites = ['north', 'south', 'east', 'west']
        for (const site of sites) await put(one, `at ${site}`, { facilityId: sampleId(site) })
        await put(one, 'elsewhere', { recallId: sampleId('another') })
        const pagesFor = (who: Reader) => allPages((after) => other.cases.byFacility(who, recallId, 2, after))
        for (const who of [service, reader('firm')])
          expect((await pagesFor(who)).map(({ facilityId: at }) => at)).toEqual(sites.map(sampleId).sort())
        expect(await pagesFor(reader('another hospital'))).toEqual([])
      }),
    )

    test(
      'finds cases with a planned step that is due, the longest overdue first',
      fresh(async ({ one, other }) => {
        const later = await put(one, 'later', { steps: [sampleStep(minutesLater(5))] })
        const longest = await put(one, 'longest', {
          steps: [sampleStep(minutesLater(9)), sampleStep(minutesLater(1))],
        })
        await put(one, 'taken', { steps: [sampleStep(sampleTime, 'taken'), sampleStep(minutesLater(6))] })
        await put(one, 'cancelled', { steps: [sampleStep(sampleTime, 'cancelled')] })
        await put(one, 'nothing planned')
        const due = async (minutes: number, limit = 10) =>
          (await other.cases.due(minutesLater(minutes), limit)).map(({ document }) => document.caseId)
        expect(await due(0)).toEqual([])
        expect(await due(1)).toEqual([longest.caseId])
        expect(await due(5)).toEqual([longest.caseId, later.caseId])
        expect(await due(5, 1)).toEqual([longest.caseId])
        expect(await due(6)).toHaveLength(3)
      }),
    )
  })
}

const dutyTo = (label: string) => ({
  dutyId: sampleId(`duty to ${label}`),
  kind: 'distributor',
  senderOrganisationId: sampleId(label),
  senderName: 'Example Distribution',
  reference: 'D-1',
  owedSince: sampleTime,
  told: false,
})

async function put({ cases }: BackEnd, label: string, more: object = {}): Promise<Case> {
  const on = sampleCase(sampleId(label), more)
  await cases.save({ id: on.caseId, expectedVersion: 0, next: on, events: [] })
  return on
}
