import { addMs } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'

/** Far longer than an upload may take. */
const abandonedAfterMs = 60 * 60_000

const atOnce = 20

/**
 * Throws away the rows of imports that nobody ended: the process died, the sender went away, or a dry run was kept and not
 * committed in its time. Says how many. Two of these at once are harmless: one of them meets a newer version and lets go.
 */
export async function abandonImports({ imports }: Pick<BackEnd, 'imports'>, now: string): Promise<number> {
  const old = await imports.unfinished(addMs(now, -abandonedAfterMs), atOnce)
  for (const { importId } of old) {
    const stored = await imports.get(importId)
    if (stored === undefined || !isUnfinished(stored.document)) continue
    const { document, version } = stored
    const save = (change: Partial<DeviceImport>, expectedVersion: number) =>
      imports.save({ id: importId, expectedVersion, next: { ...document, ...change }, events: [] })
    // Whoever still works on it can no longer commit it; until the rows are gone it stays among the unfinished.
    const taken = await save({ status: 'staging', keptUntil: undefined }, version)
    if (taken.kind !== 'saved') continue
    await imports.discard(importId)
    await save({ status: 'abandoned', keptUntil: undefined, accepted: 0 }, taken.version)
    // What was staged between the two.
    await imports.discard(importId)
  }
  return old.length
}

const isUnfinished = ({ status, keptUntil }: DeviceImport): boolean =>
  status === 'staging' || keptUntil !== undefined
