import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { abandonImports } from '../devices/abandon-imports.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'
import { startRegistry, type TestRegistry } from '../registry.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let registry: TestRegistry
let client: Client
let facilityId: string

const serials = Array.from({ length: 20 }, (_, index) => String(101 + index))
const later = '2025-06-20T13:00:00.000Z'
const device = (serial: string, change: object = {}) => ({
  facilityId,
  di: pumpDi,
  serial,
  observedAt,
  ...change,
})
const json = (body: unknown, query = '', key?: string) =>
  client.send(`/v1/devices${query}`, 'application/json', JSON.stringify(body), key)
const complete = (list: readonly string[], query = '', change: object = {}) =>
  json(
    list.map((serial) => device(serial, { observedAt: later, ...change })),
    `?complete=true${query}`,
  )
const live = async (at = facilityId) =>
  [...(await registry.unitsOf(at)).values()].map(({ serial }) => serial ?? '').sort()

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z', pollMs: 5 })
  house = await openTestHouse(backEnd)
  registry = await startRegistry(backEnd)
  client = (await house.tenant('provider', 'facility-manager')).client
  facilityId = await addFacility(client)
  await json(serials.map((serial) => device(serial)))
  await registry.catchUp()
})
afterEach(async () => {
  await registry.stop()
  await backEnd.close()
})

describe('a complete inventory', () => {
  test('removes the units it does not list, at its own time, by the same marker', async () => {
    const answer = await complete(serials.slice(2))
    expect(answer).toMatchObject({ status: 202, body: { accepted: 18, complete: true } })
    await registry.catchUp()
    expect(await live()).toEqual(serials.slice(2))
    const events = await house.events('registry.events')
    const removed = events.filter(
      (event) =>
        event.type === 'recallwire.device-observed.v1' && event.data.observation.presence === 'removed',
    )
    expect(removed.map(({ data }) => data)).toMatchObject([
      { row: 19, observation: { observedAt: later, importId: textAt(answer.body, 'importId') } },
      { row: 20, observation: { observedAt: later } },
    ])
    const imported = events.filter((event) => event.type === 'recallwire.devices-imported.v1')
    expect(imported.map(({ data }) => data)).toMatchObject([{ accepted: 20 }, { accepted: 18, removals: 2 }])
  })

  test('asks for a confirmation before it removes more than 10 % of a facility, and stores nothing until then', async () => {
    const answer = await complete(serials.slice(3))
    expect(answer).toMatchObject({
      status: 409,
      body: {
        type: 'urn:recallwire:problem:removals-need-confirmation',
        errors: [{ pointer: `/${facilityId}` }],
      },
    })
    expect(textAt(answer.body, 'errors', 0, 'detail')).toMatch(/^3 of 20 live units \(15 %\).*for example/)
    await registry.catchUp()
    expect(await live()).toEqual(serials)
    expect((await complete(serials.slice(3), '&confirmRemovals=true')).status).toBe(202)
    await registry.catchUp()
    expect(await live()).toEqual(serials.slice(3))
  })

  test('without a row is of the facility it is asked for, and needs the confirmation too', async () => {
    const empty = (query: string) =>
      client.send(`/v1/devices/import?complete=true${query}`, 'text/csv', 'di,serial,observedAt\n')
    expect(await json([], '?complete=true')).toMatchObject({ status: 400 })
    const asked = `&facilityId=${facilityId}&observedAt=${later}`
    expect(await empty(asked)).toMatchObject({ status: 409 })
    expect(await empty(`${asked}&confirmRemovals=true`)).toMatchObject({ status: 202 })
    await registry.catchUp()
    expect(await live()).toEqual([])
    const theirs = (await house.tenant('provider', 'facility-manager')).client
    const foreign = await addFacility(theirs)
    expect(await empty(`&facilityId=${foreign}&observedAt=${later}`)).toMatchObject({ status: 404 })
  })

  test('is refused whole for one refused row, whatever the sender accepts: that row would become a removal', async () => {
    const answer = await complete([...serials.slice(1), 'N/A'], '&acceptPartial=true')
    expect(answer).toMatchObject({ status: 422 })
    expect(textAt(answer.body, 'detail')).toContain('would count as removed')
    await registry.catchUp()
    expect(await live()).toEqual(serials)
  })

  test('leaves alone what was observed after it was made, and every other facility', async () => {
    const other = await addFacility(client, 'OTHER')
    await json([
      device('900', { observedAt: '2025-06-20T13:30:00.000Z' }),
      device('901', { facilityId: other }),
    ])
    await registry.catchUp()
    expect((await complete(serials)).status).toBe(202)
    await registry.catchUp()
    expect(await live()).toEqual([...serials, '900'])
    expect(await live(other)).toEqual(['901'])
  })

  test('sees the rows of an import that had not yet been published when it was sent', async () => {
    await json([device('555')])
    const [answer] = await Promise.all([complete(serials), registry.catchUp()])
    expect(answer.status).toBe(202)
    await registry.catchUp()
    expect(await live()).toEqual(serials)
  })
})

describe('a dry run that is kept', () => {
  const check = async (list: readonly string[], query = '') =>
    textAt((await complete(list, `&dryRun=true&keep=true${query}`)).body, 'importId')
  const commit = (importId: string, query = '', key?: string) =>
    client.post(`/v1/imports/${importId}/commit${query}`, {}, key === undefined ? {} : { key })

  test('is committed as it was checked, once, and only by its own organisation', async () => {
    const importId = await check(serials.slice(2))
    const stranger = (await house.tenant('provider', 'facility-manager')).client
    expect(await stranger.post(`/v1/imports/${importId}/commit`, {})).toMatchObject({ status: 404 })
    expect(await commit(importId)).toMatchObject({ status: 202, body: { status: 'committed' } })
    expect(await commit(importId)).toMatchObject({ status: 202, body: { status: 'committed' } })
    await registry.catchUp()
    expect(await live()).toEqual(serials.slice(2))
    expect((await backEnd.imports.unfinished('2030-01-01T00:00:00.000Z', 10)).length).toBe(0)
  })

  test('still asks for the confirmation, and stays kept meanwhile', async () => {
    const importId = await check(serials.slice(5))
    expect(await commit(importId)).toMatchObject({ status: 409 })
    expect(await commit(importId, '?confirmRemovals=true')).toMatchObject({ status: 202 })
    await registry.catchUp()
    expect(await live()).toEqual(serials.slice(5))
  })

  test('is thrown away after an hour, as is an import that broke off', async () => {
    const importId = await check(serials)
    const broken = {
      importId: 'b'.repeat(26),
      organisationId: 'o'.repeat(26),
      by: { role: 'facility-manager', by: 'p' },
    }
    await backEnd.imports.save({
      id: broken.importId,
      expectedVersion: 0,
      events: [],
      next: {
        ...broken,
        status: 'staging',
        startedAt: house.time.now,
        accepted: 0,
        refused: 0,
        refusals: [],
      },
    })
    const [row] = await backEnd.imports.staged(importId, 0, 1)
    if (row === undefined) throw new Error('nothing was kept')
    await backEnd.imports.stage(broken.importId, [row])
    expect(await abandonImports(backEnd, '2025-06-20T14:59:59.000Z')).toBe(0)
    expect(await abandonImports(backEnd, '2025-06-20T15:00:01.000Z')).toBe(2)
    for (const id of [importId, broken.importId]) {
      expect(await backEnd.imports.staged(id, 0, 10)).toEqual([])
      expect((await backEnd.imports.get(id))?.document.status).toBe('abandoned')
    }
    expect(await commit(importId)).toMatchObject({ status: 409 })
  })
})
