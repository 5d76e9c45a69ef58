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

const path = '/v1/devices/mappings/pumps'
const mapping = {
  delimiter: ';',
  columns: { 'Serial No.': 'serial', 'Device ID': 'di', Loc: null, 'Mfg Date': 'manufacturedOn' },
  constants: { facilityCode: 'MAIN', manufacturer: 'Northwind' },
  dateFormat: 'DD/MM/YYYY',
}
const file = `Serial No.;Device ID;Loc;Mfg Date\n1;${pumpDi};ICU, bed 3;03.04.2024\n`
const csv = (body: string, query: string) =>
  client.send(`/v1/devices/import?observedAt=${observedAt}${query}`, 'text/csv', body)

describe('a mapping of columns', () => {
  test('is stored by name, shown, listed and replaced', async () => {
    expect(await client.put(path, mapping)).toMatchObject({ status: 200, body: { name: 'pumps', mapping } })
    const changed = { columns: { 'S/N': 'serial' } }
    expect(await client.put(path, changed)).toMatchObject({ status: 200, body: { mapping: changed } })
    expect(await client.get(path)).toMatchObject({ status: 200, body: { mapping: changed } })
    const list = await client.get('/v1/devices/mappings')
    expect(list).toMatchObject({ status: 200, body: [{ name: 'pumps' }] })
  })

  test('reads a file whose columns are called otherwise', async () => {
    await client.put(path, mapping)
    expect(await csv(file, '&mapping=pumps')).toMatchObject({
      status: 202,
      body: { accepted: 1, refused: 0 },
    })
    const event = (await house.events('registry.events')).find(({ type }) => type.includes('device-observed'))
    expect(event).toMatchObject({
      data: {
        observation: { serial: '1', di: pumpDi, manufacturer: 'Northwind', manufacturedOn: '2024-04-03' },
      },
    })
    expect(event?.data).not.toHaveProperty('observation.location')
  })

  test('is proposed where a header is not understood, and what is proposed can be stored and used', async () => {
    const refused = await csv('Serial No.,Device ID,Colour,Mfg Date\n', '')
    expect(refused).toMatchObject({ status: 400, body: { title: 'The header row is not usable' } })
    expect(refused.body).toMatchObject({
      type: 'urn:recallwire:problem:columns-unknown',
      errors: [
        { pointer: '/columns/Serial No.', detail: 'may be serial' },
        { pointer: '/columns/Device ID', detail: 'may be di' },
        { pointer: '/columns/Colour', detail: 'say which field it is' },
        { pointer: '/columns/Mfg Date', detail: 'may be manufacturedOn' },
      ],
    })
    const detail = JSON.stringify(refused.body).replaceAll('\\"', '"')
    expect(detail).toContain('What "Colour" is')
    const [, proposed = ''] = /may be (\{"columns":\{.*?\}\})/.exec(detail) ?? []
    const { columns } = JSON.parse(proposed)
    expect(columns).toEqual({ 'Serial No.': 'serial', 'Device ID': 'di', 'Mfg Date': 'manufacturedOn' })
    const confirmed = { columns: { ...columns, Colour: null }, constants: { facilityCode: 'MAIN' } }
    await client.put(path, confirmed)
    const corrected = `Serial No.,Device ID,Colour,Mfg Date\n1,${pumpDi},red,2024-04-03\n`
    expect(await csv(corrected, '&mapping=pumps')).toMatchObject({ status: 202, body: { accepted: 1 } })
  })

  test.each([
    ['a field nobody knows', { columns: { Serial: 'serialNumber' } }, '/columns/Serial'],
    ['two columns for one field', { columns: { 'S/N': 'serial', Serial: 'serial' } }, '/columns'],
    ['site by id and by code', { columns: { A: 'facilityId', B: 'facilityCode' } }, '/columns'],
    ['a constant serial', { columns: {}, constants: { serial: '1' } }, '/constants/serial'],
    ['a form of dates nobody declared', { columns: {}, dateFormat: 'YY/MM/DD' }, '/dateFormat'],
  ])('is refused for %s', async (_what, body, pointer) => {
    expect(await client.put(path, body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })

  test('of another name, or of another organisation, is not there', async () => {
    await client.put(path, mapping)
    expect(await csv(file, '&mapping=beds')).toMatchObject({
      status: 404,
      body: { title: 'There is no such mapping' },
    })
    const other = (await house.tenant('provider', 'facility-manager')).client
    expect(await other.get(path)).toMatchObject({ status: 404 })
    expect(await other.get('/v1/devices/mappings')).toMatchObject({ body: [] })
  })

  test('refuses a file that misses one of its columns', async () => {
    await client.put(path, mapping)
    expect(await csv('Device ID;Loc;Mfg Date\n', '&mapping=pumps')).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('The mapping has "Serial No.", this file has not') },
    })
  })
})
