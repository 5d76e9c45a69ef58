import type { SQLInputValue } from 'node:sqlite'
import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from './database.ts'
import { openDataFile } from './open-data-file.ts'
import { createRegistry } from './registry.ts'
import { textOf } from './row.ts'

const service = serviceReader('matcher')
const organisationId = 'o'.repeat(26)
const hospital: Reader = { kind: 'organisation', organisationId }
const at = '2026-01-05T09:00:00.000Z'
const holding: Holding = {
  holdingId: 'h'.repeat(26),
  unitKey: 'u'.repeat(26),
  facilityId: 'f'.repeat(26),
  organisationId,
  facts: { di: '00000000000017', serial: 'S1' },
  answered: {},
  custody: { custodyId: 'c'.repeat(26), openedAt: at },
  lastObserved: { observedAt: at, sourceVersion: 1 },
}
const { holdingId, unitKey, facilityId } = holding
const keys = ['di:00000000000017', 'ref:example devices|EX-100']

/** What the registry does to answer, as SQLite plans it; a plan that scans takes seconds of ten million devices. */
async function open() {
  const db = await openDataFile(':memory:')
  onTestFinished(() => db.close())
  const plans: string[] = []
  const planned = <Answer>(sql: string, values: readonly SQLInputValue[], answer: () => Answer) => {
    const steps = db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row) => textOf(row, 'detail'))
    plans.push(steps.join('; '))
    return answer()
  }
  const watched: Database = {
    ...db,
    all: (sql, ...values) => planned(sql, values, () => db.all(sql, ...values)),
    texts: (sql, ...values) => planned(sql, values, () => db.texts(sql, ...values)),
    get: (sql, ...values) => planned(sql, values, () => db.get(sql, ...values)),
  }
  const registry = createRegistry(watched, () => undefined)
  await registry.save({ id: holdingId, expectedVersion: 0, next: holding, events: [] })
  return { registry, plans }
}

test('a recall finds the units of each product key in the order of the index of keys, and reads nothing else for their places', async () => {
  const { registry, plans } = await open()
  expect((await registry.placesByKeys(service, keys, 500)).items).toHaveLength(1)
  await registry.placesByKeys(hospital, keys, 500, `${facilityId}.${holdingId}`)
  expect(plans).toHaveLength(4)
  for (const plan of plans)
    expect(plan).toBe(
      'SEARCH holding_keys USING PRIMARY KEY (product_key=? AND (facility_id,holding_id)>(?,?))',
    )
})

test('a recall reads each unit it found by its id', async () => {
  const { registry, plans } = await open()
  expect((await registry.byKeys(service, keys, 500)).items).toEqual([holding])
  expect(plans.slice(2)).toEqual(['SEARCH holdings USING INDEX sqlite_autoindex_holdings_1 (id=?)'])
})

test("a facility's rows come from the index of live rows, in its order", async () => {
  const { registry, plans } = await open()
  expect((await registry.ofFacility(service, facilityId, 500)).items).toEqual([holding])
  await registry.ofFacility(hospital, facilityId, 500, '1')
  for (const plan of plans)
    expect(plan).toBe('SEARCH holdings USING INDEX holdings_of_facility (facility_id=? AND rowid>?)')
})

test('an observation finds its rows by id and by unit, whatever else the registry holds', async () => {
  const { registry, plans } = await open()
  for (const reader of [service, hospital]) {
    await registry.get(reader, holdingId)
    await registry.byUnit(reader, unitKey)
    const asked = [{ facilityId, unitKey, holdingId, taggedId: 't'.repeat(26) }]
    expect(await registry.metBy(reader, asked)).toHaveLength(1)
  }
  expect(plans).toHaveLength(6)
  for (const plan of plans) {
    expect(plan).toContain('SEARCH')
    expect(plan).not.toMatch(/SCAN (holdings|holding_keys|same)/)
  }
})
