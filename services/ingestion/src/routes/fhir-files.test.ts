import { Readable } from 'node:stream'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let client: Client

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  client = (await house.tenant('provider', 'facility-manager')).client
  await addFacility(client)
})
afterEach(() => backEnd.close())

const device = (serialNumber: unknown, change: object = {}) => ({
  resourceType: 'Device',
  udiCarrier: [{ deviceIdentifier: pumpDi }],
  serialNumber,
  location: { reference: 'Location/MAIN' },
  ...change,
})
const bundle = (...resources: readonly object[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  })
const send = (body: string | Readable, query = '', type = 'application/fhir+json') =>
  client.send(`/v1/devices/import?observedAt=${observedAt}${query}`, type, body)

describe('a FHIR Bundle', () => {
  test('is imported, other resources aside, and what was entered in error is remarked on', async () => {
    const patient = { resourceType: 'Patient', id: '4711' }
    const body = bundle(device('1'), patient, device('2', { status: 'entered-in-error' }), device('3'))
    expect(await send(body)).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        refused: 0,
        warnings: [{ row: 3, reason: expect.stringContaining('entered in error') }],
      },
    })
    const events = await house.events('registry.events')
    expect(JSON.stringify(events)).not.toContain('4711')
  })

  test('names what is wrong by its place in the Bundle', async () => {
    const answer = await send(
      bundle(device('1'), device(7), device('N/A', { udiCarrier: [{ deviceIdentifier: '123' }] })),
    )
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          { pointer: '/entry/1/resource/serialNumber' },
          { pointer: '/entry/2/resource/serialNumber' },
          { pointer: '/entry/2/resource/udiCarrier/0/deviceIdentifier' },
        ],
      },
    })
  })

  test.each([
    ['{"resourceType":"Bundle","entry":[{"resource":', /ends too early/],
    ['{"resourceType":"List","entry":[]}', /Bundle or Device/],
    ['{"resourceType":"Bundle","entry":[]}', /resources of the type Device/],
    ['[]', /Bundle or Device/],
    ['serial,di', /./],
  ])('that is %s is not read', async (body, detail) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) } })
  })

  test('may be one Device alone', async () => {
    expect(await send(JSON.stringify(device('1')))).toMatchObject({ status: 202, body: { accepted: 1 } })
  })

  test('of many megabytes is read one entry at a time', async () => {
    const padding = 'x'.repeat(20_000)
    function* parts() {
      yield '{"resourceType":"Bundle","entry":['
      for (let nth = 0; nth < 1_500; nth += 1)
        yield `${nth === 0 ? '' : ','}${JSON.stringify({ resource: device(`S${nth}`, { note: [{ text: padding }] }) })}`
      yield ']}'
    }
    expect(await send(Readable.from(parts()))).toMatchObject({ status: 202, body: { accepted: 1_500 } })
  })
})

describe('a FHIR bulk export', () => {
  test('is read line by line, and names a line that is no resource', async () => {
    const lines = [device('1'), { resourceType: 'Location' }, device('2')].map((one) => JSON.stringify(one))
    const type = 'application/fhir+ndjson'
    expect(await send(`${lines.join('\n')}\n`, '', type)).toMatchObject({
      status: 202,
      body: { accepted: 2 },
    })
    expect(await send(`${lines[0]}\n{"resource\n`, '', type)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/2' }] },
    })
  })
})

test.each(['encoding=utf-8', 'dateFormat=YYYYMMDD', 'mapping=pumps'])(
  'FHIR is not read with %s, which is of CSV',
  async (asked) => {
    expect(await send(bundle(device('1')), `&${asked}`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('how CSV is read') },
    })
  },
)

test('a file of another type is refused with the types that are read', async () => {
  expect(await send('{}', '', 'application/json')).toMatchObject({
    status: 415,
    body: { detail: expect.stringContaining('application/fhir+ndjson') },
  })
})
