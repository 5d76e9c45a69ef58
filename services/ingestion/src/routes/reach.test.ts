import { observe } from '@recallwire/domain/device/holding.ts'
import { unitKeyOfObservation } from '@recallwire/domain/device/observation.ts'
import { holdingIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { jsonLine } from '../catalogue/catalogue-file.test-support.ts'
import { addFacility, content, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
})
afterEach(() => backEnd.close())

/** Puts into the registry what a facility reported, as the matcher does. */
async function register(): Promise<void> {
  for (const event of await house.events('registry.events')) {
    if (event.type !== 'recallwire.device-observed.v1') continue
    const { observation } = event.data
    const unitKey = unitKeyOfObservation(observation) ?? ''
    const holdingId = holdingIdOf(unitKey, observation.facilityId)
    const change = observe(undefined, { holdingId, unitKey }, observation, event.id)
    if (change.kind === 'unchanged') throw new Error('nothing observed')
    await backEnd.registry.save({ id: holdingId, expectedVersion: 0, next: change.next, events: [] })
  }
}

test('a draft is shown whom it would reach, before anyone is told', async () => {
  const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
  const site = (await house.tenant('provider', 'facility-manager')).client
  const [listed, unlisted] = [await addFacility(site, 'LISTED'), await addFacility(site, 'UNLISTED')]
  const empty = await addFacility((await house.tenant('provider', 'facility-manager')).client, 'EMPTY')
  const contact = { role: 'recall-coordinator', name: 'Recalls', email: 'recalls@rivertown.example.org' }
  await site.post('/v1/contacts', { ...contact, facilityId: listed })
  const device = { di: pumpDi, observedAt }
  const devices = [
    { ...device, facilityId: listed, serial: '1001' },
    { ...device, facilityId: listed, assetTag: 'A-1' },
    { ...device, facilityId: unlisted, serial: '1002' },
    { ...device, facilityId: unlisted, serial: '5000' },
  ]
  expect((await site.send('/v1/devices', 'application/json', JSON.stringify(devices))).status).toBe(202)
  await register()
  const accounts = [
    { accountNumber: '1', name: 'Listed', facilityId: listed },
    { accountNumber: '2', name: 'Empty', facilityId: empty },
  ]
  await firm.post('/v1/consignees', accounts)
  const body = { reference: 'R-1', content: content({ addressedAccounts: ['2', '3'] }) }
  const recallId = textAt((await firm.post('/v1/notices', body)).body, 'recallId')

  const reach = (await firm.get(`/v1/notices/${recallId}/reach`)).body
  expect(reach).toMatchObject({ affected: 2, possible: 1, outside: 1, unknownAccounts: ['3'] })
  const of = (facilityId: string) => expect.objectContaining({ facilityId })
  expect(reach).toMatchObject({ facilities: expect.arrayContaining([of(listed), of(unlisted), of(empty)]) })
  expect(reach).toMatchObject({
    facilities: expect.arrayContaining([
      {
        facilityId: listed,
        name: 'Rivertown Clinic LISTED',
        city: 'Rivertown',
        addressed: false,
        affected: 1,
        possible: 1,
        contacts: 1,
        usable: 1,
        grade: 'D',
      },
      {
        facilityId: empty,
        name: 'Rivertown Clinic EMPTY',
        city: 'Rivertown',
        addressed: true,
        affected: 0,
        possible: 0,
        contacts: 0,
        usable: 0,
        grade: 'E',
      },
      {
        facilityId: unlisted,
        name: 'A site that is not on your consignee list',
        city: '',
        addressed: false,
        affected: 1,
        possible: 0,
        contacts: 0,
        usable: 0,
        grade: 'E',
      },
    ]),
  })
})

test('a draft reaches units that were reported by the DI of their box, as the catalogue links it', async () => {
  const firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
  const site = (await house.tenant('provider', 'facility-manager')).client
  const facilityId = await addFacility(site)
  const box = `1${pumpDi.slice(1, 13)}`
  const boxDi = `${box}${gtinCheckDigit(box)}`
  const device = { di: boxDi, serial: '1001', facilityId, observedAt }
  await site.send('/v1/devices', 'application/json', JSON.stringify(device))
  await register()
  const recallId = textAt(
    (await firm.post('/v1/notices', { reference: 'R-2', content: content() })).body,
    'recallId',
  )
  const reach = async () => (await firm.get(`/v1/notices/${recallId}/reach`)).body
  expect(await reach()).toMatchObject({ affected: 0, possible: 0 })
  const line = jsonLine({ recordKey: 'K1', dis: [pumpDi, boxDi] })
  expect((await house.operator.send('/v1/catalogue/import', 'application/x-ndjson', line)).status).toBe(202)
  expect(await reach()).toMatchObject({ affected: 1, possible: 0 })
})
