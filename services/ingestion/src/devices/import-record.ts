import type { Actor } from '@recallwire/domain/access/actor.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { DeviceImport, ImportStore } from '@recallwire/ports/import-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** An import's document while one request works on it. */
export interface ImportRecord {
  readonly document: DeviceImport
  /** Throws RecallError `version-conflict` when another request, or the clean-up, took the import over. */
  save(change: Partial<DeviceImport>): Promise<DeviceImport>
  /** Writes the marker that makes the rows visible, with the one event that stands for all of them in the ledger. */
  commit(
    change: Partial<DeviceImport> & { readonly committedAt: string; readonly digest: string },
    by: Actor,
    removals: number,
  ): Promise<DeviceImport>
}

export function createImportRecord(imports: ImportStore, begun: DeviceImport, stored: number): ImportRecord {
  let [document, version] = [begun, stored]
  const write = async (next: DeviceImport, events: Parameters<ImportStore['save']>[0]['events']) => {
    const saved = await imports.save({ id: next.importId, expectedVersion: version, next, events })
    if (saved.kind !== 'saved')
      throw new RecallError('version-conflict', `another request took over the import ${next.importId}`)
    ;[document, version] = [next, saved.version]
    return next
  }
  return {
    get document() {
      return document
    },
    save: (change) => write({ ...document, ...change }, []),
    commit: (change, by, removals) => {
      const { importId, organisationId, accepted, refused } = { ...document, ...change }
      const { committedAt, digest } = change
      const event = outgoing(organisationId, {
        id: eventIdOf('/ingestion', `${importId}@${version + 1}`, 0),
        source: '/ingestion',
        type: 'recallwire.devices-imported.v1',
        subject: importId,
        at: committedAt,
        actor: by,
        data: {
          importId,
          organisationId,
          accepted,
          refused,
          digest,
          ...(removals > 0 ? { removals } : {}),
        },
      })
      return write({ ...document, ...change, status: 'committed', keptUntil: undefined }, [event])
    },
  }
}
