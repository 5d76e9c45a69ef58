import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { jsonLine, releaseXml } from '../catalogue/catalogue-file.test-support.ts'
import { type Client, openTestHouse, type TestHouse } from '../ingestion.test-support.ts'

const [each, box, other] = ['09506000134352', '19506000134359', '09506000134369'] as const
const lines = 'application/x-ndjson'

let backEnd: BackEnd
let house: TestHouse
let operator: Client
let manager: Client

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  operator = house.operator
  manager = (await house.tenant('provider', 'facility-manager')).client
})
afterEach(() => backEnd.close())

const send = (body: string, type = lines, client = operator, key?: string) =>
  client.send('/v1/catalogue/import', type, body, key)
const imported = async () =>
  (await house.events('registry.events')).filter(({ type }) => type === 'recallwire.catalogue-imported.v1')
const [pump, tube] = [
  { recordKey: 'K1', dis: [each, box] },
  { recordKey: 'K2', dis: [other] },
]

describe('POST /v1/catalogue/import', () => {
  test('takes JSON lines and tells it with a digest', async () => {
    const answer = await send(jsonLine(pump) + jsonLine(tube))
    expect(answer).toMatchObject({ status: 202, body: { records: 2, changed: 2, refused: 0 } })
    expect(await imported()).toMatchObject([{ data: { records: 2, refused: 0, digest: expect.any(String) } }])
  })

  test('takes a release file of the same devices as nothing new, with the same digest', async () => {
    await send(jsonLine(pump) + jsonLine(tube))
    const answer = await send(releaseXml(pump, tube), 'application/xml')
    expect(answer).toMatchObject({ status: 202, body: { records: 2, changed: 0 } })
    const [first, second] = await imported()
    expect(second?.data).toMatchObject({ digest: Reflect.get(first?.data ?? {}, 'digest') })
  })

  test('keeps the good records and lists the others by line', async () => {
    const answer = await send(`${jsonLine(pump)}{"identifiers":[]}\nno JSON\n${jsonLine(tube)}`)
    expect(answer).toMatchObject({
      status: 202,
      body: {
        records: 2,
        refused: 2,
        refusals: [
          { row: 2, field: 'identifiers' },
          { row: 3, field: '' },
        ],
      },
    })
  })

  test('uses what came before the place where a file breaks off, and tells that too', async () => {
    const answer = await send(releaseXml(pump, tube).slice(0, -60), 'application/xml')
    expect(answer).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('The one record before') },
    })
    expect(await backEnd.catalogue.get('K1')).toBeDefined()
    expect(await imported()).toMatchObject([{ data: { records: 1 } }])
  })

  test.each([
    ['spread over lines', JSON.stringify({ meta: {}, results: [{ identifiers: [] }] }, null, 2)],
    ['in one line', JSON.stringify({ meta: {}, results: [{ identifiers: [] }] })],
    ['that is a list', JSON.stringify([{ identifiers: [] }], null, 1)],
  ])('says once what to do with one JSON document %s', async (_form, body) => {
    expect(await send(body)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/jq .*results.* Nothing was taken/) },
    })
  })

  test('answers the same request from what is stored', async () => {
    const first = await send(jsonLine(pump), lines, operator, 'one-key')
    const again = await send(jsonLine(pump), lines, operator, 'one-key')
    expect(again.body).toEqual(first.body)
    expect(await imported()).toHaveLength(1)
  })

  test("is the operator's alone and takes no other content", async () => {
    expect((await send(jsonLine(pump), lines, manager)).status).toBe(403)
    expect((await send('di', 'text/csv')).status).toBe(415)
    expect(await backEnd.catalogue.get('K1')).toBeUndefined()
  })
})

describe('GET /v1/catalogue', () => {
  test('says to every tenant how many records there are', async () => {
    expect((await manager.get('/v1/catalogue')).body).toEqual({ records: 0 })
    await send(jsonLine(pump) + jsonLine(tube))
    expect(await manager.get('/v1/catalogue')).toMatchObject({ status: 200, body: { records: 2 } })
  })
})

describe('GET /v1/catalogue/devices/:di', () => {
  test('shows every tenant the records of a DI and what they link', async () => {
    await send(jsonLine(pump))
    expect(await manager.get(`/v1/catalogue/devices/${box}`)).toMatchObject({
      status: 200,
      body: { di: box, records: [{ recordKey: 'K1' }], links: [{ di: each, recordKey: 'K1', sure: true }] },
    })
  })

  test('says that a DI is not in it', async () => {
    expect((await manager.get(`/v1/catalogue/devices/${other}`)).status).toBe(404)
  })
})
