import type { Holding } from '@recallwire/domain/device/holding.ts'
import { holdingAfter, meetHolding, whereaboutsOf } from '@recallwire/domain/device/meet-holding.ts'
import { deviceInputSchema, type Observation } from '@recallwire/domain/device/observation.ts'
import { directoryIdOf, eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { DeviceImport, StagedRow } from '@recallwire/ports/import-store.ts'
import type { InventoryRow } from './generate-inventory.ts'

const organisationId = 'o'.repeat(26)
const at = '2026-01-05T09:00:00.000Z'
const facilitiesPerRound = 8

/** One inventory of a hospital group, of facilities that no other round names. */
export type Round = {
  readonly entry: DeviceImport
  readonly facilityIds: readonly string[]
  readonly rows: readonly StagedRow[]
}

export function createRound(number: number, rows: readonly InventoryRow[]): Round {
  const importId = directoryIdOf('import', organisationId, `round ${number}`)
  const facilityIds = Array.from({ length: facilitiesPerRound }, (_, index) =>
    directoryIdOf('facility', organisationId, `${number}.${index}`),
  )
  const observationOf = (row: InventoryRow, index: number): Observation => ({
    ...deviceInputSchema.parse({
      ...row,
      facilityId: facilityIds[index % facilitiesPerRound],
      observedAt: at,
    }),
    organisationId,
    importId,
  })
  const entry: DeviceImport = {
    importId,
    organisationId,
    by: { role: 'facility-manager', by: 'bench' },
    status: 'staging',
    startedAt: at,
    accepted: rows.length,
    refused: 0,
    refusals: [],
  }
  return {
    entry,
    facilityIds,
    rows: rows.map((row, index) => ({ row: index + 2, observation: observationOf(row, index) })),
  }
}

const stagedAtOnce = 500

/** Puts the rows where an import puts what it has checked. */
export async function stage({ imports }: BackEnd, { entry, rows }: Round): Promise<void> {
  await imports.save({ id: entry.importId, expectedVersion: 0, next: entry, events: [] })
  for (let from = 0; from < rows.length; from += stagedAtOnce)
    await imports.stage(entry.importId, rows.slice(from, from + stagedAtOnce))
}

/** The marker that makes them visible. */
export async function commit({ imports }: BackEnd, { entry }: Round): Promise<void> {
  const next: DeviceImport = { ...entry, status: 'committed', committedAt: at }
  const saved = await imports.save({ id: entry.importId, expectedVersion: 1, next, events: [] })
  if (saved.kind !== 'saved') throw new Error(`the import ${entry.importId} could not be committed`)
}

/** The registry rows that these rows make where none was before. */
export const holdingsOf = ({ entry, rows }: Round): readonly Holding[] =>
  rows.map(({ row, observation }) => {
    const place = meetHolding(observation, whereaboutsOf(observation), [])
    const holding = holdingAfter(undefined, place, observation, eventIdOf('import', entry.importId, row))
    if (holding === undefined) throw new Error('a first observation is always news')
    return holding
  })
