import { createHash } from 'node:crypto'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let client: Client
let facilityId: string

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  client = (await house.tenant('provider', 'facility-manager')).client
  facilityId = await addFacility(client)
})
afterEach(() => backEnd.close())

const device = (change: object) => ({ facilityId, di: pumpDi, observedAt, ...change })
const json = (body: unknown, query = '', key?: string) =>
  client.send(`/v1/devices${query}`, 'application/json', JSON.stringify(body), key)
const observed = async () =>
  (await house.events('registry.events')).filter((event) => event.type === 'recallwire.device-observed.v1')

describe('devices sent as JSON', () => {
  test('become visible together, with one event that stands for them', async () => {
    const answer = await json([device({ serial: '1' }), device({ serial: '2' })])
    expect(answer).toMatchObject({
      status: 202,
      body: { status: 'committed', accepted: 2, refused: 0, refusals: [] },
    })
    const rows = await observed()
    expect(rows.map((event) => textAt(event, 'data', 'observation', 'serial'))).toEqual(['1', '2'])
    const lines = rows.map((event) => `${canonicalJson(Reflect.get(event.data, 'observation'))}\n`).join('')
    const imported = (await house.events('registry.events')).find(
      (event) => event.type === 'recallwire.devices-imported.v1',
    )
    expect(imported?.data).toMatchObject({
      importId: textAt(answer.body, 'importId'),
      accepted: 2,
      digest: createHash('sha256').update(lines).digest('hex'),
    })
  })

  test('may be one object', async () => {
    expect(await json(device({ serial: '1' }))).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect(await json({ ...device({}), udi: 'nonsense' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/udi' }] },
    })
  })

  test('are refused whole for one bad row, which is named', async () => {
    const rows = [
      device({ serial: '1' }),
      device({ serial: '2' }),
      device({ serial: '3' }),
      device({ udi: '(01)123' }),
    ]
    const answer = await json(rows)
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/3/udi' }] } })
    expect(await observed()).toEqual([])
    const [report] = (await client.get('/v1/imports')).body as readonly object[]
    expect(report).toMatchObject({
      status: 'refused',
      accepted: 0,
      refused: 1,
      refusals: [{ row: 4, field: 'udi' }],
    })
  })

  test('are kept but for the bad rows where the sender says so', async () => {
    const answer = await json([device({ serial: '1' }), device({ serial: 'N/A' })], '?acceptPartial=true')
    expect(answer).toMatchObject({
      status: 202,
      body: { status: 'committed', accepted: 1, refused: 1, refusals: [{ row: 2, field: 'serial' }] },
    })
    const path = `/v1/imports/${textAt(answer.body, 'importId')}`
    expect((await client.get(path)).body).toEqual(answer.body)
    expect(await observed()).toHaveLength(1)
  })

  test('are refused when one unit comes twice, also as another way of writing its identifier', async () => {
    const rows = [device({ serial: '1' }), device({ di: pumpDi.slice(1), serial: '1' })]
    const detail = expect.stringContaining('row 1')
    expect(await json(rows)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/1/serial', detail }] },
    })
  })

  test('of another organisation’s facility are refused like those of none', async () => {
    const other = await addFacility((await house.tenant('provider', 'facility-manager')).client, 'OTHER')
    const there = await json(device({ facilityId: other, serial: '1' }))
    const nowhere = await json(device({ facilityId: 'a'.repeat(26), serial: '1' }))
    expect(there.status).toBe(422)
    expect(Reflect.get(Object(there.body), 'errors')).toEqual(Reflect.get(Object(nowhere.body), 'errors'))
  })

  test('must be JSON and not too many', async () => {
    expect(await client.send('/v1/devices', 'application/json', '{"a":')).toMatchObject({ status: 400 })
    const many = Array.from({ length: 10_001 }, () => 1)
    expect(await json(many)).toMatchObject({ status: 413 })
  })

  test('are answered alike to the same request, and a key with other rows is refused', async () => {
    const first = await json([device({ serial: '1' })], '', 'k')
    expect((await json([device({ serial: '1' })], '', 'k')).raw).toBe(first.raw)
    expect((await json([device({ serial: '2' })], '', 'k')).status).toBe(422)
    expect(await observed()).toHaveLength(1)
  })

  test('begin again after a crash in the middle of staging, and nothing of the first try is left', async () => {
    let broken = true
    const stage: typeof backEnd.imports.stage = async (importId, rows) => {
      await backEnd.imports.stage(importId, rows)
      if (broken) throw new RecallError('storage-unavailable', 'gone')
    }
    house = await openTestHouse({ ...backEnd, imports: { ...backEnd.imports, stage } })
    client = house.clientOf(client.secret)
    const rows = Array.from({ length: 600 }, (_, index) => device({ serial: `S${index}` }))
    expect((await json(rows, '', 'k')).status).toBe(503)
    expect(await observed()).toEqual([])
    broken = false
    expect(await json(rows.slice(0, 3), '', 'k')).toMatchObject({ status: 202, body: { accepted: 3 } })
    expect(await observed()).toHaveLength(3)
  })
})

test('an import of another organisation is absent, and no regulator may ask for one', async () => {
  const importId = textAt((await json(device({ serial: '1' }))).body, 'importId')
  const other = (await house.tenant('provider', 'facility-manager')).client
  expect((await other.get(`/v1/imports/${importId}`)).status).toBe(404)
  expect((await other.get('/v1/imports')).body).toEqual([])
  const regulator = (await house.tenant('regulator', 'regulator')).client
  expect((await regulator.get(`/v1/imports/${importId}`)).status).toBe(403)
})
