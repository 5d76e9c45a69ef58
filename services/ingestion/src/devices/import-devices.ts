import type { Actor } from '@recallwire/domain/access/actor.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { DeviceImport, ImportStore, StagedRow } from '@recallwire/ports/import-store.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { createRowCollector, type Tally } from './collect-rows.ts'
import type { DeviceRows, UnreadableBody } from './device-row.ts'

export type ImportRequest = {
  readonly importId: string
  readonly actor: Actor
  readonly facilityIds: ReadonlySet<string>
  readonly rows: DeviceRows
  /** Keep the good rows although others are refused. */
  readonly acceptPartial: boolean
  readonly signal: AbortSignal
}

export type ImportOutcome =
  | { readonly kind: 'committed'; readonly document: DeviceImport }
  | {
      readonly kind: 'refused'
      readonly document: DeviceImport
      readonly errors: readonly FieldProblem[]
      readonly unreadable?: UnreadableBody
    }

type Deps = { readonly backEnd: { readonly imports: BackEnd['imports'] }; readonly clock: Clock }

/** Rows of one write: large enough to be quick, small enough that other writers get their turn. */
const chunkRows = 500

/**
 * Reads rows into staging and commits them by one marker, or refuses them as a whole. A try that ended half way is thrown
 * away and begun again; one that was committed is answered from what is stored. Throws RecallError
 * `version-conflict` when another request took over the same import.
 */
export async function importDevices(deps: Deps, request: ImportRequest): Promise<ImportOutcome> {
  const { imports } = deps.backEnd
  const before = await imports.get(request.importId)
  if (before?.document.status === 'committed') return { kind: 'committed', document: before.document }
  if (before !== undefined) await imports.discard(request.importId)
  const startedAt = deps.clock.now()
  const { organisationId, role, by } = request.actor
  const begun: DeviceImport = {
    importId: request.importId,
    organisationId,
    by: { role, by },
    status: 'staging',
    startedAt,
    accepted: 0,
    refused: 0,
    refusals: [],
    warnings: [],
  }
  const version = await save(imports, begun, before?.version ?? 0)
  const { tally, unreadable } = await stageRows(imports, request, startedAt)
  const { accepted, refused, refusals, warnings, errors, digest } = tally
  const counted = { ...begun, accepted, refused, refusals, warnings }
  if (unreadable === undefined && (refused === 0 || request.acceptPartial)) {
    const document: DeviceImport = { ...counted, status: 'committed', committedAt: deps.clock.now(), digest }
    await save(imports, document, version, request.actor)
    return { kind: 'committed', document }
  }
  const document: DeviceImport = { ...counted, status: 'refused', accepted: 0 }
  await save(imports, document, version)
  await imports.discard(request.importId)
  return { kind: 'refused', document, errors, ...(unreadable === undefined ? {} : { unreadable }) }
}

async function stageRows(
  imports: ImportStore,
  request: ImportRequest,
  now: string,
): Promise<{ readonly tally: Tally; readonly unreadable?: UnreadableBody }> {
  const { importId, facilityIds, signal } = request
  const { organisationId } = request.actor
  const collector = createRowCollector({ organisationId, importId, facilityIds, now })
  let chunk: StagedRow[] = []
  for await (const row of request.rows) {
    signal.throwIfAborted()
    if (row.kind === 'unreadable') return { tally: collector.tally(), unreadable: row }
    const staged = collector.take(row)
    if (staged !== undefined) chunk.push(staged)
    if (chunk.length < chunkRows) continue
    await imports.stage(importId, chunk)
    chunk = []
  }
  if (chunk.length > 0) await imports.stage(importId, chunk)
  return { tally: collector.tally() }
}

/** Writes the import's marker; with an actor also the one event that stands for its rows in the ledger. */
async function save(
  imports: ImportStore,
  next: DeviceImport,
  version: number,
  committedBy?: Actor,
): Promise<number> {
  const { importId, organisationId, accepted, refused, digest } = next
  const events =
    committedBy === undefined || digest === undefined
      ? []
      : [
          outgoing(organisationId, {
            id: eventIdOf('/ingestion', `${importId}@${version + 1}`, 0),
            source: '/ingestion',
            type: 'recallwire.devices-imported.v1',
            subject: importId,
            at: next.committedAt ?? next.startedAt,
            actor: committedBy,
            data: { importId, organisationId, accepted, refused, digest },
          }),
        ]
  const saved = await imports.save({ id: importId, expectedVersion: version, next, events })
  if (saved.kind === 'saved') return saved.version
  throw new RecallError('version-conflict', `another request took over the import ${importId}`)
}
