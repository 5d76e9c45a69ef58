import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import { allPages } from './all-pages.ts'
import { sampleHolding, sampleId, sampleTime } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const service = serviceReader('contract')
const ours = sampleId('hospital')
const theirs = sampleId('another hospital')
const us: Reader = { kind: 'organisation', organisationId: ours }
const them: Reader = { kind: 'organisation', organisationId: theirs }
const regulator: Reader = { kind: 'regulator', organisationId: sampleId('regulator') }

const pump = 'di:00000000000017'
const byRef = 'ref:example devices|EX-100'

export function describeRegistry(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: the registry`, () => {
    test(
      "answers another organisation's holding like one that does not exist",
      fresh(async ({ one }) => {
        const holding = await put(one, 'pump')
        const { holdingId, unitKey, facilityId } = holding
        const { registry } = one
        for (const reader of [us, service, regulator]) {
          expect((await registry.get(reader, holdingId))?.document).toEqual(holding)
          expect((await registry.byUnit(reader, unitKey)).map(({ document }) => document)).toEqual([holding])
          expect((await registry.byKeys(reader, [pump], 10)).items).toEqual([holding])
          expect((await registry.placesByKeys(reader, [pump], 10)).items).toEqual([placeOf(holding)])
          expect((await registry.ofFacility(reader, facilityId, 10)).items).toEqual([holding])
        }
        const absent = sampleId('absent')
        expect(await registry.get(them, holdingId)).toEqual(await registry.get(them, absent))
        expect(await registry.byUnit(them, unitKey)).toEqual(await registry.byUnit(them, absent))
        expect(await registry.byKeys(them, [pump], 10)).toEqual(await registry.byKeys(them, ['di:none'], 10))
        expect((await registry.placesByKeys(them, [pump], 10)).items).toEqual([])
        expect(await registry.ofFacility(them, facilityId, 10)).toEqual(
          await registry.ofFacility(them, absent, 10),
        )
      }),
    )

    test(
      'finds the same unit wherever it is or was',
      fresh(async ({ one, other }) => {
        const here = await put(one, 'here', { custody: { ...closed('here') } })
        const there = await put(one, 'there', { facilityId: sampleId('south'), organisationId: theirs })
        const found = await other.registry.byUnit(service, here.unitKey)
        expect(found).toHaveLength(2)
        expect(found.map(({ document }) => document)).toEqual(expect.arrayContaining([here, there]))
        expect((await other.registry.byUnit(us, here.unitKey)).map(({ document }) => document)).toEqual([
          here,
        ])
      }),
    )

    test(
      'finds what observations could speak of: by either id, and by the unit at the facility, each once',
      fresh(async ({ one }) => {
        const facilityId = sampleId('north')
        const named = await put(one, 'named', { unitKey: sampleId('unit of named') })
        const tagged = await put(one, 'tagged', { unitKey: sampleId('unit of tagged') })
        const renamed = await put(one, 'renamed', { unitKey: sampleId('learned serial') })
        await put(one, 'elsewhere', { unitKey: renamed.unitKey, facilityId: sampleId('south') })
        await put(one, 'not asked for', { unitKey: sampleId('another unit') })
        const asked = [
          { facilityId, unitKey: named.unitKey, holdingId: named.holdingId, taggedId: tagged.holdingId },
          { facilityId, unitKey: renamed.unitKey, holdingId: sampleId('absent') },
        ]
        const found = async (reader: Reader) =>
          (await one.registry.metBy(reader, asked)).map(({ document }) => document)
        for (const reader of [us, service])
          expect(await found(reader)).toEqual([named, tagged, renamed].sort(byId))
        expect(await found(them)).toEqual([])
      }),
    )

    test(
      'finds live holdings by any of several keys, each once',
      fresh(async ({ one }) => {
        const both = await put(one, 'both', {
          facts: { di: '00000000000017', manufacturer: 'Example Devices', ref: 'EX-100', serial: 'S1' },
        })
        const second = await put(one, 'by ref', {
          facts: { manufacturer: 'Example Devices Inc.', ref: 'ex-100', serial: 'S2' },
        })
        await put(one, 'left', { custody: closed('left') })
        await put(one, 'another product', { facts: { di: '00000000000024', serial: 'S3' } })
        const found = (await one.registry.byKeys(service, [pump, byRef, 'di:none'], 10)).items
        expect(found).toHaveLength(2)
        expect(found).toEqual(expect.arrayContaining([both, second]))
        expect((await one.registry.byKeys(service, [], 10)).items).toEqual([])
      }),
    )

    test(
      'follows a holding whose keys change, that leaves and that comes back',
      fresh(async ({ one }) => {
        const holding = await put(one, 'pump', { facts: { serial: 'S1', assetTag: 'A1' } })
        const found = async () => (await one.registry.byKeys(service, [pump], 10)).items.length
        expect(await found()).toBe(0)
        const learned = { ...holding, answered: { di: '00000000000017' } }
        await change(one, learned, 1)
        expect(await found()).toBe(1)
        await change(one, { ...learned, custody: closed('pump') }, 2)
        expect(await found()).toBe(0)
        expect((await one.registry.ofFacility(service, holding.facilityId, 10)).items).toEqual([])
        await change(one, learned, 3)
        expect(await found()).toBe(1)
        const again = { ...learned, custody: { custodyId: sampleId('second custody'), openedAt: sampleTime } }
        await change(one, again, 4)
        expect((await one.registry.placesByKeys(service, [pump], 10)).items).toEqual([placeOf(again)])
        await change(one, { ...again, answered: {} }, 5)
        expect(await found()).toBe(0)
      }),
    )

    test(
      'pages by facility and then holding, so that the units of a facility come together',
      fresh(async ({ one, other }) => {
        for (const facility of ['north', 'south', 'east']) {
          for (const unit of ['1', '2', '3', '4']) {
            const product =
              unit === '1' ? { manufacturer: 'Example Devices', ref: 'EX-100' } : { di: pump.slice(3) }
            await put(one, `${facility} ${unit}`, { facilityId: sampleId(facility), facts: product })
          }
        }
        const paged = await allPages((after) => other.registry.byKeys(service, [pump, byRef], 2, after))
        const places = paged.map(({ facilityId, holdingId }) => `${facilityId} ${holdingId}`)
        expect(new Set(places).size).toBe(12)
        expect(places).toEqual([...places].sort())
        const whole = await other.registry.byKeys(service, [pump, byRef], 12)
        expect(whole).toEqual({ items: paged })
        const placed = await allPages((after) =>
          other.registry.placesByKeys(service, [pump, byRef], 2, after),
        )
        expect(placed).toEqual(paged.map(placeOf))
      }),
    )

    test(
      "pages a facility's live holdings in an order that stays, each once, also while rows are stored",
      fresh(async ({ one, other }) => {
        const units = ['1', '2', '3', '4', '5']
        for (const unit of units) await put(one, unit)
        await put(one, 'elsewhere', { facilityId: sampleId('south') })
        await put(one, 'left', { custody: closed('left') })
        const north = sampleId('north')
        const paged = await allPages((after) => one.registry.ofFacility(us, north, 2, after))
        expect(paged.map(({ holdingId }) => holdingId).sort()).toEqual(units.map(sampleId).sort())
        expect((await other.registry.ofFacility(us, north, 5)).items).toEqual(paged)
        const [first] = paged
        if (first === undefined) throw new Error('there is no first row')
        await change(other, { ...first, facts: { serial: 'LEARNED' } }, 1)
        const begun = await one.registry.ofFacility(us, north, 2)
        await put(other, 'a new one')
        const rest = await allPages((after) => one.registry.ofFacility(us, north, 2, after ?? begun.next))
        const ids = [...begun.items, ...rest].map(({ holdingId }) => holdingId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.filter((id) => id !== sampleId('a new one'))).toEqual(
          paged.map(({ holdingId }) => holdingId),
        )
      }),
    )
  })
}

const byId = (a: Holding, b: Holding) => (a.holdingId < b.holdingId ? -1 : 1)

const closed = (label: string) => ({
  custodyId: sampleId(`custody of ${label}`),
  openedAt: sampleTime,
  closedAt: sampleTime,
})

const placeOf = ({ facilityId, holdingId, custody }: Holding) => ({
  facilityId,
  holdingId,
  custodyId: custody.custodyId,
})

async function put(backEnd: BackEnd, label: string, more: Partial<Holding> = {}): Promise<Holding> {
  const holding = sampleHolding(sampleId(label), more)
  await change(backEnd, holding, 0)
  return holding
}

async function change({ registry }: BackEnd, next: Holding, expectedVersion: number): Promise<void> {
  const saved = await registry.save({ id: next.holdingId, expectedVersion, next, events: [] })
  expect(saved.kind).toBe('saved')
}
