import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'
import { type CommitDeps, type CommitOutcome, type CommitRequest, commitStaged } from './commit-staged.ts'
import { isAcceptable } from './import-devices.ts'
import { createImportRecord } from './import-record.ts'

export type KeptOutcome =
  | CommitOutcome
  /** Its rows are gone, were never to be kept, or another request is about to commit them. */
  | { readonly kind: 'not-kept'; readonly document: DeviceImport }

/**
 * Commits the very rows that a dry run checked. What they do is compared anew, since the registry may have moved on; what
 * needs a confirmation, or has to wait, leaves them kept. Committed before: answered from what is stored.
 */
export async function commitKept(
  deps: CommitDeps,
  { document, version }: Stored<DeviceImport>,
  request: CommitRequest,
): Promise<KeptOutcome> {
  const { status, keptUntil } = document
  if (status === 'committed') return { kind: 'committed', document }
  const isKept = status === 'checked' && keptUntil !== undefined && keptUntil > deps.clock.now()
  if (!isKept || !isAcceptable(document)) return { kind: 'not-kept', document }
  const { imports } = deps.backEnd
  const record = createImportRecord(imports, document, version)
  // Staging again, so that removals may join; no other request commits it from here on.
  await record.save({ status: 'staging' })
  const outcome = await commitStaged(deps, record, request)
  if (outcome.kind === 'committed') return outcome
  const kept = await record.save({ status: 'checked' })
  return outcome.kind === 'in-doubt' ? { kind: 'in-doubt', document: kept } : outcome
}
