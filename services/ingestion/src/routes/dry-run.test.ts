import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { InventoryDifference } from '@recallwire/domain/device/inventory-difference.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse } from '../ingestion.test-support.ts'
import { startRegistry, type TestRegistry } from '../registry.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let registry: TestRegistry
let client: Client
let facilityId: string

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z', pollMs: 5 })
  house = await openTestHouse(backEnd)
  registry = await startRegistry(backEnd)
  client = (await house.tenant('provider', 'facility-manager')).client
  facilityId = await addFacility(client)
})
afterEach(async () => {
  await registry.stop()
  await backEnd.close()
})

const later = '2025-06-20T13:00:00.000Z'
const device = (change: object) => ({ facilityId, di: pumpDi, observedAt, ...change })
const json = (body: unknown, query = '', key?: string) =>
  client.send(`/v1/devices${query}`, 'application/json', JSON.stringify(body), key)
const given = async (...rows: readonly object[]) => {
  expect(await json(rows.map(device))).toMatchObject({ status: 202 })
  await registry.catchUp()
}
const dryRun = async (rows: readonly object[], query = '') => {
  const answer = await json(rows.map(device), `?dryRun=true${query}`)
  expect(answer).toMatchObject({ status: 200, body: { status: 'checked', dryRun: true } })
  return importViewSchema.parse(answer.body)
}

describe('a dry run', () => {
  test('tells what each row would do, field by field, and stores nothing', async () => {
    await given({ serial: '1', location: 'Ward 1' }, { serial: '2' }, { serial: '3' }, { serial: '4' })
    await given({ serial: '4', presence: 'removed', observedAt: '2025-06-20T12:30:00.000Z' })
    const before = await registry.unitsOf(facilityId)
    const view = await dryRun([
      { serial: '1', location: 'Ward 2', softwareVersion: '8.1', observedAt: later },
      { serial: '2', observedAt: later },
      { serial: '3', presence: 'removed', observedAt: later },
      { serial: '4', observedAt: later },
      { serial: '5', observedAt: later },
    ])
    expect(view.difference?.facilities).toEqual([
      {
        facilityId,
        ...{ added: 1, changed: 1, unchanged: 1, removed: 1, returning: 1, older: 0, unlisted: 0 },
      },
    ])
    expect(view.difference?.behind).toBe(0)
    expect(view.wouldBe).toBe('committed')
    expect(view.difference?.examples.find(({ kind }) => kind === 'changed')).toMatchObject({
      row: 1,
      changes: [
        { field: 'softwareVersion', after: '8.1' },
        { field: 'location', before: 'Ward 1', after: 'Ward 2' },
      ],
    })
    await registry.catchUp()
    expect(await registry.unitsOf(facilityId)).toEqual(before)
    expect(await backEnd.imports.staged(view.importId, 0, 10)).toEqual([])
    expect((await client.get('/v1/imports')).raw).not.toContain(view.importId)
    expect((await client.get(`/v1/imports/${view.importId}`)).body).toEqual(view)
  })

  test('shows a unit that its asset tag leads to as changed, not as another one', async () => {
    await given({ assetTag: 'T-1' })
    const view = await dryRun([{ assetTag: 'T-1', serial: '77', observedAt: later }])
    expect(view.difference?.examples).toMatchObject([
      { kind: 'changed', facts: { serial: '77' }, changes: [{ field: 'serial', after: '77' }] },
    ])
  })

  test('says how many rows are older than what is known of their unit', async () => {
    await given({ serial: '1', location: 'Ward 1' })
    const view = await dryRun([{ serial: '1', location: 'Ward 9', observedAt: '2025-06-01T00:00:00.000Z' }])
    expect(view.difference?.facilities).toMatchObject([{ unchanged: 1, older: 1, changed: 0 }])
  })

  test('names refused rows beside the difference of the good ones', async () => {
    const view = await dryRun([{ serial: '1' }, { serial: 'N/A' }])
    expect(view).toMatchObject({
      accepted: 1,
      refused: 1,
      refusals: [{ row: 2, field: 'serial' }],
      wouldBe: 'rows-refused',
      difference: { facilities: [{ added: 1 }] },
    })
    expect((await dryRun([{ serial: '1' }, { serial: 'N/A' }], '&acceptPartial=true')).wouldBe).toBe(
      'committed',
    )
  })

  test('refuses a body that cannot be read as an import does', async () => {
    expect(await client.send('/v1/devices?dryRun=true', 'application/json', '[{')).toMatchObject({
      status: 400,
    })
  })

  test('says how many rows of earlier imports it did not see', async () => {
    await registry.stop()
    await json([device({ serial: '1' }), device({ serial: '2' })])
    const view = await dryRun([{ serial: '1', observedAt: later }])
    expect(view.difference).toMatchObject({ behind: 2, facilities: [{ added: 1 }] })
  })
})

describe('the difference of a dry run, applied by hand,', () => {
  const optional = <Value>(...values: readonly Value[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
  const rowOf = (instants: readonly string[]) =>
    fc.record({
      serial: optional('1', '2', '3'),
      lot: optional('L1'),
      assetTag: optional('T1', 'T2'),
      location: optional('Ward 1', 'Ward 2'),
      presence: fc.constantFrom('present', 'present', 'present', 'removed'),
      observedAt: fc.constantFrom(...instants),
    })
  const instants = ['2025-06-20T10:00:00.000Z', '2025-06-20T11:00:00.000Z', '2025-06-20T12:00:00.000Z']
  const file = fc.array(rowOf(instants), { minLength: 1, maxLength: 6 })

  test('is what the import then does, also of a complete inventory', async () => {
    let sites = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 3 }),
        file,
        fc.boolean(),
        async (history, rows, isComplete) => {
          sites += 1
          const site = await addFacility(client, `SITE-${sites}`)
          const at = (list: typeof rows) => list.map((row) => ({ ...row, di: pumpDi, facilityId: site }))
          for (const earlier of history) {
            await json(at(earlier), '?acceptPartial=true')
            await registry.catchUp()
          }
          const before = await registry.unitsOf(site)
          const how = isComplete ? 'complete=true&confirmRemovals=true' : 'acceptPartial=true'
          const dry = await json(at(rows), `?dryRun=true&${how}`)
          if (dry.status !== 200) return
          const { difference, wouldBe } = importViewSchema.parse(dry.body)
          const imported = await json(at(rows), `?${how}`)
          expect(imported.status === 202).toBe(wouldBe !== 'rows-refused')
          await registry.catchUp()
          const expected = imported.status === 202 && difference ? applied(before, difference) : before
          expect(await registry.unitsOf(site)).toEqual(expected)
        },
      ),
      { numRuns: 50 },
    )
  }, 120_000)
})

function applied(
  units: ReadonlyMap<string, UnitFacts>,
  { examples }: InventoryDifference,
): ReadonlyMap<string, UnitFacts> {
  const result = new Map(units)
  const inOrder = [...examples].sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity))
  for (const { kind, holdingId, facts } of inOrder) {
    if (kind === 'removed') result.delete(holdingId)
    else result.set(holdingId, facts)
  }
  return result
}
