import { Readable } from 'node:stream'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse } from '../ingestion.test-support.ts'

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
const observed = async () =>
  (await house.events('registry.events')).filter((event) => event.type === 'recallwire.device-observed.v1')

describe('devices sent as NDJSON', () => {
  const lines = (...rows: readonly (object | string)[]) =>
    rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')

  test('are read line by line, blank lines apart', async () => {
    const body = lines(device({ serial: '1' }), '', device({ serial: '2' }))
    expect(await client.send('/v1/devices', 'application/x-ndjson', body)).toMatchObject({
      status: 202,
      body: { accepted: 2 },
    })
  })

  test('name a line that is not JSON, and keep the others where the sender says so', async () => {
    const body = lines(device({ serial: '1' }), '{"serial": ', device({ serial: 7 }))
    const errors = [{ pointer: '/2' }, { pointer: '/3/serial' }]
    expect(await client.send('/v1/devices', 'application/x-ndjson', body)).toMatchObject({
      status: 422,
      body: { errors },
    })
    const partial = await client.send('/v1/devices?acceptPartial=true', 'application/x-ndjson', body)
    expect(partial).toMatchObject({ status: 202, body: { accepted: 1, refused: 2 } })
  })
})

describe('a CSV file', () => {
  const csv = (body: string | Readable, query = '') =>
    client.send(`/v1/devices/import${query}`, 'text/csv; charset=utf-8', body)

  test('is imported by facility code, and a bad cell is named by its line and its own heading', async () => {
    const header = 'facility_code,DI,Serial,Observed At\n'
    const good = `MAIN,${pumpDi},1,2025-06-20T12:00:00Z\n`
    expect(await csv(header + good)).toMatchObject({ status: 202, body: { accepted: 1 } })
    const refused = await csv(
      `${header}${good}NOPE,${pumpDi},2,2025-06-20T12:00:00Z\nMAIN,1E+12,3,${observedAt}\n`,
    )
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/3/facility_code' }, { pointer: '/4/DI' }] },
    })
  })

  test('is refused whole when it breaks off inside a quote, whatever the sender accepts', async () => {
    const query = `?acceptPartial=true&facilityId=${facilityId}&observedAt=${observedAt}`
    expect(await csv(`di,serial\n${pumpDi},1\n${pumpDi},"2`, query)).toMatchObject({ status: 400 })
    expect(await observed()).toEqual([])
  })

  test('must be sent as text/csv', async () => {
    expect((await client.send('/v1/devices/import', 'application/json', '{}')).status).toBe(415)
  })

  test('of 20,000 rows is imported with never more than a chunk of them in hand', async () => {
    const staged: number[] = []
    const stage: typeof backEnd.imports.stage = (importId, rows) => {
      staged.push(rows.length)
      return backEnd.imports.stage(importId, rows)
    }
    house = await openTestHouse({ ...backEnd, imports: { ...backEnd.imports, stage } })
    client = house.clientOf(client.secret)
    let read = 0
    let furthestAhead = 0
    function* file() {
      yield 'di,serial,location\n'
      for (let row = 0; row < 20_000; row += 100) {
        const done = staged.reduce((sum, rows) => sum + rows, 0)
        furthestAhead = Math.max(furthestAhead, read - done)
        read += 100
        yield Array.from(
          { length: 100 },
          (_, at) => `${pumpDi},S${row + at},Ward ${at} ${'x'.repeat(100)}\n`,
        ).join('')
      }
    }
    const answer = await csv(Readable.from(file()), `?facilityId=${facilityId}&observedAt=${observedAt}`)
    expect(answer).toMatchObject({ status: 202, body: { accepted: 20_000 } })
    expect(Math.max(...staged)).toBe(500)
    // What is read ahead of the staging stands in the buffers of streams, which do not grow with the file.
    expect(furthestAhead).toBeLessThan(4_000)
    expect(await observed()).toHaveLength(20_000)
  })
})
