import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { facilitiesInDoubt } from '@recallwire/domain/device/inventory-difference.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { DeviceImport, ImportStore, StagedRow } from '@recallwire/ports/import-store.ts'
import { type Compared, compareImport } from './compare-import.ts'
import type { ImportRecord } from './import-record.ts'
import { rowsOnTheWay } from './rows-on-the-way.ts'

export type CommitDeps = {
  readonly backEnd: Pick<BackEnd, 'imports' | 'registry' | 'log'>
  readonly clock: Clock
}

export type CommitRequest = {
  readonly actor: Actor
  readonly confirmRemovals: boolean
  readonly signal: AbortSignal
}

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly document: DeviceImport }
  /** A facility would lose so many units that someone must say it is meant. */
  | { readonly kind: 'in-doubt'; readonly document: DeviceImport }
  /** Earlier rows have not reached the registry: what is not listed cannot be told yet. */
  | { readonly kind: 'behind'; readonly rows: number }
  /** A complete inventory without a row, of no named facility. */
  | { readonly kind: 'of-no-facility' }

/** A complete inventory waits this long for rows of earlier imports, and is refused where they take longer. */
const completeWaitsMs = 20_000

const chunkRows = 500
const rowsBetweenSaves = 10_000

/** Compares what is staged with the registry and keeps the difference with the import. */
export async function compareStaged(
  { backEnd }: CommitDeps,
  record: ImportRecord,
  { actor, signal }: Pick<CommitRequest, 'actor' | 'signal'>,
  waitsMs: number,
): Promise<Compared> {
  const behind = await rowsOnTheWay(backEnd, waitsMs, signal)
  let savedAt = 0
  const compared = await compareImport(backEnd, record.document, readerOf(actor), async (rows) => {
    signal.throwIfAborted()
    if (rows - savedAt < rowsBetweenSaves) return
    savedAt = rows
    await record.save({ compared: rows })
  })
  const difference = { ...compared.difference, behind }
  await record.save({ difference, compared: record.document.accepted })
  return compared
}

/**
 * Commits staged rows that were never compared, or not by this request: a complete inventory, or a dry run that was kept.
 * Removals are staged under the same import and become visible by the same marker.
 */
export async function commitStaged(
  deps: CommitDeps,
  record: ImportRecord,
  request: CommitRequest,
): Promise<CommitOutcome> {
  const { imports } = deps.backEnd
  const { complete, importId } = record.document
  const waitsMs = complete === undefined ? 0 : completeWaitsMs
  const { digest, removals } = await compareStaged(deps, record, request, waitsMs)
  const { difference } = record.document
  if (difference !== undefined && complete !== undefined) {
    if (difference.behind > 0) return { kind: 'behind', rows: difference.behind }
    if (difference.facilities.length === 0) return { kind: 'of-no-facility' }
    if (!request.confirmRemovals && facilitiesInDoubt(difference).length > 0)
      return { kind: 'in-doubt', document: record.document }
  }
  const removed = await stageAll(imports, importId, removals, (row) => {
    digest.update(`${canonicalJson(row.observation)}\n`)
  })
  const committed = { committedAt: deps.clock.now(), digest: digest.digest('hex') }
  return { kind: 'committed', document: await record.commit(committed, request.actor, removed) }
}

async function stageAll(
  imports: ImportStore,
  importId: string,
  rows: AsyncIterable<StagedRow>,
  onRow: (row: StagedRow) => void,
): Promise<number> {
  let chunk: StagedRow[] = []
  let count = 0
  for await (const row of rows) {
    onRow(row)
    count += 1
    chunk.push(row)
    if (chunk.length < chunkRows) continue
    await imports.stage(importId, chunk)
    chunk = []
  }
  if (chunk.length > 0) await imports.stage(importId, chunk)
  return count
}
