import { createHash } from 'node:crypto'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import type { InventoryDifference } from '@recallwire/domain/device/inventory-difference.ts'
import { removalOf } from '@recallwire/domain/device/unlisted-unit.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { DeviceImport, StagedRow } from '@recallwire/ports/import-store.ts'
import { createRowPlacer, type RowPlacer } from './place-rows.ts'
import { createDifferenceTally, type DifferenceTally } from './tally-differences.ts'

export type Compared = {
  readonly difference: Omit<InventoryDifference, 'behind'>
  /** Rows for the units that a complete inventory does not list, numbered after the file's last row. */
  readonly removals: AsyncIterable<StagedRow>
  /** SHA-256 over the staged observations in row order, to be continued over the removals. */
  readonly digest: ReturnType<typeof createHash>
}

type Deps = Pick<BackEnd, 'imports' | 'registry'>

const pageRows = 500

/**
 * Compares an import's staged rows with the registry, page by page. Writes nothing. `onCompared` is told how many rows are
 * done and may take its time over it.
 */
export async function compareImport(
  deps: Deps,
  document: DeviceImport,
  reader: Reader,
  onCompared: (rows: number) => Promise<void>,
): Promise<Compared> {
  const { importId, complete } = document
  const placer = createRowPlacer(deps, importId, reader)
  const tally = createDifferenceTally()
  const digest = createHash('sha256')
  const newest = new Map<string, string>()
  let lastRow = 0
  let compared = 0
  for await (const page of stagedPages(deps, importId)) {
    for (const placed of await placer.place(page)) {
      tally.row(placed)
      const { facilityId, observedAt } = placed.observation
      digest.update(`${canonicalJson(placed.observation)}\n`)
      if (observedAt > (newest.get(facilityId) ?? '')) newest.set(facilityId, observedAt)
      lastRow = placed.row
    }
    compared += page.length
    await onCompared(compared)
  }
  const inventories = complete === undefined ? [] : inventoriesOf(complete, newest, importId)
  const scan = { registry: deps.registry, reader, placer, inventories }
  await countLive(scan, tally)
  return {
    difference: { facilities: [...tally.facilities()], examples: [...tally.examples()] },
    removals: removalsAfter(scan, lastRow),
    digest,
  }
}

async function* stagedPages({ imports }: Deps, importId: string): AsyncGenerator<readonly StagedRow[]> {
  let last: number | undefined = 0
  while (last !== undefined) {
    const page = await imports.staged(importId, last, pageRows)
    last = page.at(-1)?.row
    if (page.length > 0) yield page
  }
}

type Inventory = { readonly facilityId: string; readonly importId: string; readonly observedAt: string }

/** Which facilities the file speaks of as a whole, and when it was true there: as the request says, else its newest row. */
function inventoriesOf(
  complete: NonNullable<DeviceImport['complete']>,
  newest: ReadonlyMap<string, string>,
  importId: string,
): readonly Inventory[] {
  const named = new Set(newest.keys())
  if (complete.facilityId !== undefined) named.add(complete.facilityId)
  return [...named].flatMap((facilityId) => {
    const observedAt = complete.observedAt ?? newest.get(facilityId)
    return observedAt === undefined ? [] : { facilityId, importId, observedAt }
  })
}

type Scan = {
  readonly registry: BackEnd['registry']
  readonly reader: Reader
  readonly placer: RowPlacer
  readonly inventories: readonly Inventory[]
}

async function countLive(scan: Scan, tally: DifferenceTally): Promise<void> {
  for (const inventory of scan.inventories) {
    tally.facility(inventory.facilityId)
    for await (const holding of liveUnits(scan, inventory.facilityId)) {
      const isUnlisted = !scan.placer.isListed(holding.holdingId)
      tally.live(holding, isUnlisted && removalOf(holding, inventory) !== undefined)
    }
  }
}

async function* removalsAfter(scan: Scan, lastRow: number): AsyncGenerator<StagedRow> {
  let row = lastRow
  for (const inventory of scan.inventories) {
    for await (const holding of liveUnits(scan, inventory.facilityId)) {
      if (scan.placer.isListed(holding.holdingId)) continue
      const observation = removalOf(holding, inventory)
      if (observation === undefined) continue
      row += 1
      yield { row, observation }
    }
  }
}

async function* liveUnits({ registry, reader }: Scan, facilityId: string): AsyncGenerator<Holding> {
  let after: string | undefined
  do {
    const page = await registry.ofFacility(reader, facilityId, pageRows, after)
    yield* page.items
    after = page.next
  } while (after !== undefined)
}
