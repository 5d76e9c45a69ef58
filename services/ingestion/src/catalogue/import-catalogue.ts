import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Catalogue, CatalogueImport } from '@recallwire/ports/catalogue.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { UnreadableBody } from '../devices/device-row.ts'
import type { CatalogueEntries } from './catalogue-entry.ts'
import { createRecordCollector, type RecordCollector } from './collect-records.ts'

export type CatalogueImportRequest = {
  readonly importId: string
  readonly actor: Actor
  readonly entries: CatalogueEntries
  readonly signal: AbortSignal
}

export type CatalogueImported = {
  readonly document: CatalogueImport
  /** Why the file was not read to its end. */
  readonly unreadable?: UnreadableBody
}

type Deps = { readonly backEnd: Pick<BackEnd, 'catalogue'>; readonly clock: Clock }

/** Records of one write: each waits for the disk once, and other writers must get their turn within a blink. */
const batchRecords = 2_000

/** One key: whoever reads the log sees the imports in the order in which they ended. */
const eventKey = 'catalogue'

/**
 * Takes a file into the catalogue as it comes. Nothing is staged, since a record is known by its key and version: after a
 * crash the file is sent again, which changes only what is missing. The event at the end has the links of the open recalls read again,
 * also where a file broke off, because what came before it is used. Throws RecallError `version-conflict` when another
 * request took over the same import.
 */
export async function importCatalogue(
  { backEnd, clock }: Deps,
  request: CatalogueImportRequest,
): Promise<CatalogueImported> {
  const { catalogue } = backEnd
  const { importId, actor } = request
  const before = await catalogue.imports.get(importId)
  if (before?.document.status === 'committed') return { document: before.document }
  const { organisationId, role, by } = actor
  const begun: CatalogueImport = {
    importId,
    organisationId,
    by: { role, by },
    status: 'running',
    startedAt: clock.now(),
    records: 0,
    changed: 0,
    refused: 0,
    refusals: [],
  }
  const version = await save(catalogue, begun, before?.version ?? 0, [])
  const collector = createRecordCollector()
  const { changed, unreadable } = await putAll(catalogue, request, collector)
  const document: CatalogueImport = {
    ...begun,
    ...collector.tally(),
    changed,
    status: unreadable === undefined ? 'committed' : 'incomplete',
    endedAt: clock.now(),
  }
  await save(catalogue, document, version, [importedEvent(document, actor, version + 1)])
  return unreadable === undefined ? { document } : { document, unreadable }
}

async function putAll(
  catalogue: Catalogue,
  { entries, signal }: CatalogueImportRequest,
  collector: RecordCollector,
): Promise<{ readonly changed: number; readonly unreadable?: UnreadableBody }> {
  let changed = 0
  let unreadable: UnreadableBody | undefined
  let batch: CatalogueRecord[] = []
  for await (const entry of entries) {
    signal.throwIfAborted()
    if (entry.kind === 'unreadable') {
      unreadable = entry
      break
    }
    const record = collector.take(entry)
    if (record !== undefined) batch.push(record)
    if (batch.length < batchRecords) continue
    changed += (await catalogue.put(batch)).changed
    batch = []
  }
  if (batch.length > 0) changed += (await catalogue.put(batch)).changed
  return unreadable === undefined ? { changed } : { changed, unreadable }
}

function importedEvent(document: CatalogueImport, actor: Actor, version: number): OutgoingEvent {
  const { importId, records, refused, digest, endedAt, startedAt } = document
  if (digest === undefined) throw new Error(`the import ${importId} ended without a digest`)
  return outgoing(eventKey, {
    id: eventIdOf('/ingestion', `${importId}@${version}`, 0),
    source: '/ingestion',
    type: 'recallwire.catalogue-imported.v1',
    subject: importId,
    at: endedAt ?? startedAt,
    actor,
    data: { importId, records, refused, digest },
  })
}

async function save(
  { imports }: Catalogue,
  next: CatalogueImport,
  expectedVersion: number,
  events: readonly OutgoingEvent[],
): Promise<number> {
  const saved = await imports.save({ id: next.importId, expectedVersion, next, events })
  if (saved.kind === 'saved') return saved.version
  throw new RecallError('version-conflict', `another request took over the import ${next.importId}`)
}
