import { addMs } from '@recallwire/domain/time.ts'
import type { DeviceImport, StagedRow } from '@recallwire/ports/import-store.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { createRowCollector, type Tally } from './collect-rows.ts'
import {
  type CommitDeps,
  type CommitOutcome,
  type CommitRequest,
  commitStaged,
  compareStaged,
} from './commit-staged.ts'
import type { DeviceRows, UnreadableBody } from './device-row.ts'
import { createImportRecord, type ImportRecord } from './import-record.ts'

export type ImportRequest = CommitRequest & {
  readonly importId: string
  readonly facilityIds: ReadonlySet<string>
  readonly rows: DeviceRows
  /** Keep the good rows although others are refused; never of a complete inventory, where a refused row would remove its unit. */
  readonly acceptPartial: boolean
  /** Check and compare only. `keep`: the rows stay for an hour, to be committed as they were checked. */
  readonly dryRun?: { readonly keep: boolean } | undefined
  readonly complete?: DeviceImport['complete']
}

export type ImportOutcome =
  | CommitOutcome
  | { readonly kind: 'checked'; readonly document: DeviceImport }
  | {
      readonly kind: 'refused'
      readonly document: DeviceImport
      readonly errors: readonly FieldProblem[]
      readonly unreadable?: UnreadableBody
    }

/** Rows of one write: large enough to be quick, small enough that other writers get their turn. */
const chunkRows = 500
const rowsBetweenSaves = 10_000
const dryRunWaitsMs = 2_000
const keptMs = 60 * 60_000

/**
 * Reads rows into staging and commits them by one marker, or refuses them as a whole, or (a dry run) only says what they
 * would do. A try that ended half way is thrown away and begun again; one that was committed is answered from what is
 * stored. Throws RecallError `version-conflict` when another request took over the same import.
 */
export async function importDevices(deps: CommitDeps, request: ImportRequest): Promise<ImportOutcome> {
  const { imports } = deps.backEnd
  const before = await imports.get(request.importId)
  if (before?.document.status === 'committed') return { kind: 'committed', document: before.document }
  if (before !== undefined) await imports.discard(request.importId)
  const record = createImportRecord(imports, begunBy(request, deps.clock.now()), before?.version ?? 0)
  await record.save({})
  const { tally, unreadable } = await stageRows(deps, record, request)
  const { accepted, refused, refusals, warnings, errors, digest } = tally
  await record.save({ accepted, refused, refusals, warnings })
  const ended = await endImport(deps, record, request, { digest, unreadable, errors })
  if (ended.kind === 'committed' || ended.kind === 'checked') return ended
  await record.save({ status: 'refused', accepted: 0 })
  await imports.discard(request.importId)
  return ended.kind === 'refused' || ended.kind === 'in-doubt'
    ? { ...ended, document: record.document }
    : ended
}

async function endImport(
  deps: CommitDeps,
  record: ImportRecord,
  request: ImportRequest,
  read: {
    readonly digest: string
    readonly unreadable?: UnreadableBody | undefined
    readonly errors: readonly FieldProblem[]
  },
): Promise<ImportOutcome> {
  const { digest, unreadable, errors } = read
  const { document } = record
  if (unreadable !== undefined) return { kind: 'refused', document, errors, unreadable }
  if (request.dryRun !== undefined) return check(deps, record, request, request.dryRun.keep)
  if (!isAcceptable(document)) return { kind: 'refused', document, errors }
  if (request.complete !== undefined) return commitStaged(deps, record, request)
  const committed = { committedAt: deps.clock.now(), digest }
  return { kind: 'committed', document: await record.commit(committed, request.actor, 0) }
}

/** Whether what is staged may be committed: every row is good, or the others are not missed. */
export const isAcceptable = ({ refused, acceptPartial, complete }: DeviceImport): boolean =>
  refused === 0 || (acceptPartial === true && complete === undefined)

async function check(
  deps: CommitDeps,
  record: ImportRecord,
  request: ImportRequest,
  keep: boolean,
): Promise<ImportOutcome> {
  await compareStaged(deps, record, request, dryRunWaitsMs)
  const { complete, difference, importId } = record.document
  if (complete !== undefined && difference?.facilities.length === 0) return { kind: 'of-no-facility' }
  const keptUntil = keep && isAcceptable(record.document) ? addMs(deps.clock.now(), keptMs) : undefined
  // Rows go before the import ends: one that has ended is not looked at again by the clean-up.
  if (keptUntil === undefined) await deps.backEnd.imports.discard(importId)
  return { kind: 'checked', document: await record.save({ status: 'checked', keptUntil }) }
}

function begunBy(request: ImportRequest, startedAt: string): DeviceImport {
  const { organisationId, role, by } = request.actor
  return {
    importId: request.importId,
    organisationId,
    by: { role, by },
    status: 'staging',
    startedAt,
    accepted: 0,
    refused: 0,
    refusals: [],
    warnings: [],
    ...(request.dryRun === undefined ? {} : { dryRun: true }),
    ...(request.acceptPartial ? { acceptPartial: true } : {}),
    ...(request.complete === undefined ? {} : { complete: request.complete }),
  }
}

async function stageRows(
  { backEnd: { imports } }: CommitDeps,
  record: ImportRecord,
  request: ImportRequest,
): Promise<{ readonly tally: Tally; readonly unreadable?: UnreadableBody }> {
  const { importId, facilityIds, signal } = request
  const { organisationId, startedAt } = record.document
  const collector = createRowCollector({ organisationId, importId, facilityIds, now: startedAt })
  let chunk: StagedRow[] = []
  let read = 0
  for await (const row of request.rows) {
    signal.throwIfAborted()
    if (row.kind === 'unreadable') return { tally: collector.tally(), unreadable: row }
    const staged = collector.take(row)
    if (staged !== undefined) chunk.push(staged)
    read += 1
    if (read % rowsBetweenSaves === 0) await record.save({ read })
    if (chunk.length < chunkRows) continue
    await imports.stage(importId, chunk)
    chunk = []
  }
  if (chunk.length > 0) await imports.stage(importId, chunk)
  await record.save({ read })
  return { tally: collector.tally() }
}
