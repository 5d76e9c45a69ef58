import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { describe, expect, test } from 'vitest'
import type { AggregateStore } from '../aggregate-store.ts'
import type { BackEnd } from '../back-end.ts'
import * as sample from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { idsOf, readEvents } from './read-events.ts'

const service = serviceReader('contract')

/** Every store of documents keeps the promises of AggregateStore; each is put through all of them. */
export function describeAggregateStores(name: string, open: OpenTwice): void {
  describe(`${name}: every store of documents`, () => {
    describeOne(open, 'notices', ({ notices }) => notices, sample.sampleNotice)
    describeOne(open, 'sources of recalls', ({ sources }) => sources, sample.sampleSources)
    describeOne(open, 'organisations', ({ directory }) => directory.organisations, sample.sampleOrganisation)
    describeOne(open, 'facilities', ({ directory }) => directory.facilities, sample.sampleFacility)
    describeOne(open, 'contacts', ({ directory }) => directory.contacts, sample.sampleContact)
    describeOne(open, 'standings of contacts', ({ standings }) => standings, sample.sampleStanding)
    describeOne(open, 'consignees', ({ directory }) => directory.consignees, sample.sampleConsignee)
    describeOne(open, 'people', ({ directory }) => directory.people, sample.samplePerson)
    describeOne(open, 'credentials', ({ directory }) => directory.credentials, sample.sampleCredential)
    describeOne(open, 'imports', ({ imports }) => imports, sample.sampleImport)
    describeOne(open, 'catalogue imports', ({ catalogue }) => catalogue.imports, sample.sampleCatalogueImport)
    describeOne(open, 'mappings', ({ mappings }) => mappings, sample.sampleMapping)
    describeOne(open, 'holdings', ({ registry }) => forService(registry), sample.sampleHolding)
    describeOne(open, 'scopes', ({ scopes }) => scopes, sample.sampleScope)
    describeOne(open, 'matches', ({ matching }) => matching.matches, sample.sampleMatch)
    describeOne(open, 'match jobs', ({ matching }) => matching.jobs, sample.sampleJob)
    describeOne(open, 'relink jobs', ({ matching }) => matching.relinks, sample.sampleRelink)
    describeOne(open, 'reviews', ({ reviews }) => reviews, sample.sampleReview)
    describeOne(open, 'cases', ({ cases }) => forService(cases), sample.sampleCase)
    describeOne(open, 'webhook endpoints', ({ webhooks }) => webhooks.endpoints, sample.sampleEndpoint)
    describeOne(open, 'webhook deliveries', ({ webhooks }) => webhooks.deliveries, sample.sampleDelivery)
    describeOne(open, 'ladders of recalls', ({ ladders }) => ladders, sample.sampleLadders)
    describeOne(open, 'bulk redrives', ({ parked }) => parked.bulks, sample.sampleBulk)
    describeOne(open, 'alarms', ({ alarms }) => alarms, sample.sampleAlarm)
    describeOne(
      open,
      'letters',
      ({ letters }) => letters,
      (id) => sample.sampleLetter(id),
    )
  })
}

function forService<Document>(
  store: Pick<AggregateStore<Document>, 'save'> & {
    get(reader: typeof service, id: string): ReturnType<AggregateStore<Document>['get']>
  },
): AggregateStore<Document> {
  return { get: (id) => store.get(service, id), save: (change) => store.save(change) }
}

function describeOne<Document>(
  open: OpenTwice,
  kind: string,
  storeOf: (backEnd: BackEnd) => AggregateStore<Document>,
  sampleOf: (id: string) => Document,
): void {
  const fresh = onFresh(open)
  const id = sample.sampleId(kind)
  const next = sampleOf(id)
  const first = { id, expectedVersion: 0, next, events: [] }

  describe(kind, () => {
    test(
      'keeps what was saved, for every process, with versions that grow by 1',
      fresh(async ({ one, other }) => {
        expect(await storeOf(one).get(id)).toBeUndefined()
        expect(await storeOf(one).save(first)).toEqual({ kind: 'saved', version: 1 })
        expect(await storeOf(other).get(id)).toEqual({ version: 1, document: next })
        expect(await storeOf(other).save({ ...first, expectedVersion: 1 })).toEqual({
          kind: 'saved',
          version: 2,
        })
        expect((await storeOf(one).get(id))?.version).toBe(2)
      }),
    )

    test(
      'refuses a change of another version, and publishes nothing of it',
      fresh(async ({ one }) => {
        const store = storeOf(one)
        const stale = { ...first, events: [sample.sampleEvent('stale')] }
        expect(await store.save({ ...stale, expectedVersion: 1 })).toEqual({ kind: 'conflict' })
        expect(await store.get(id)).toBeUndefined()
        await store.save(first)
        expect(await store.save(stale)).toEqual({ kind: 'conflict' })
        expect(await store.save({ ...stale, expectedVersion: 2 })).toEqual({ kind: 'conflict' })
        expect((await store.get(id))?.version).toBe(1)
        expect(await readEvents(one, 'audit.events')).toEqual([])
      }),
    )

    test(
      'lets one of several writers of the same version win, and publishes what that one says alone',
      fresh(async ({ one, other }) => {
        const results = await Promise.all(
          [one, other, one, other].map((backEnd, index) =>
            storeOf(backEnd).save({ ...first, events: [sample.sampleEvent(`of ${index}`)] }),
          ),
        )
        const winners = results.flatMap(({ kind: result }, index) => (result === 'saved' ? [index] : []))
        expect(winners).toHaveLength(1)
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual([`of ${winners[0]}`])
      }),
    )

    test(
      'applies a cause to a document once, whatever version the repeat expects',
      fresh(async ({ one, other }) => {
        const caused = { ...first, causeId: 'cause', events: [sample.sampleEvent('caused')] }
        await storeOf(one).save(caused)
        await storeOf(one).save({ ...first, expectedVersion: 1 })
        const again = { ...caused, events: [sample.sampleEvent('again')] }
        for (const expectedVersion of [0, 2]) {
          const repeat = await storeOf(other).save({ ...again, expectedVersion })
          expect(repeat).toEqual({ kind: 'already-applied', version: 2 })
        }
        const elsewhere = sample.sampleId(`another of ${kind}`)
        const another = { ...caused, id: elsewhere, next: sampleOf(elsewhere), events: [] }
        expect(await storeOf(one).save(another)).toEqual({ kind: 'saved', version: 1 })
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual(['caused'])
      }),
    )

    test(
      'does not count a cause as applied when its change was refused',
      fresh(async ({ one }) => {
        const caused = { ...first, causeId: 'cause' }
        expect(await storeOf(one).save({ ...caused, expectedVersion: 3 })).toEqual({ kind: 'conflict' })
        expect(await storeOf(one).save(caused)).toEqual({ kind: 'saved', version: 1 })
      }),
    )

    test(
      'publishes the events of each save in order',
      fresh(async ({ one, other }) => {
        const events = (...labels: string[]) => labels.map((label) => sample.sampleEvent(label))
        await storeOf(one).save({ ...first, events: events('a', 'b') })
        await storeOf(other).save({ ...first, expectedVersion: 1, events: events('c') })
        await storeOf(one).save({ ...first, expectedVersion: 2, events: events('d', 'e') })
        expect(idsOf(await readEvents(other, 'audit.events'))).toEqual(['a', 'b', 'c', 'd', 'e'])
      }),
    )
  })
}
