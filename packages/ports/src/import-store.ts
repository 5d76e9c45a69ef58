import type { InventoryDifference } from '@recallwire/domain/device/inventory-difference.ts'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import type { AggregateStore } from './aggregate-store.ts'

export type RefusedRow = {
  /** Line of the file, or index of the array, from 1. */
  readonly row: number
  /** The field as the sender named it. */
  readonly field: string
  readonly reason: string
}

/** A batch of device observations on its way in. Its rows are invisible until `status` is `committed`. */
export type DeviceImport = {
  readonly importId: string
  readonly organisationId: string
  readonly by: { readonly role: string; readonly by: string }
  /**
   * `checked`: a dry run that ended; its rows are gone, or wait until `keptUntil` to be committed. `abandoned`: it ended half
   * way or was never committed, and its rows are gone.
   */
  readonly status: 'staging' | 'checked' | 'committed' | 'refused' | 'abandoned'
  readonly startedAt: string
  readonly committedAt?: string | undefined
  readonly accepted: number
  readonly refused: number
  /** The first 1,000 refused rows. */
  readonly refusals: readonly RefusedRow[]
  /** The first 1,000 remarks on accepted rows; an import stored before there were any has none. */
  readonly warnings?: readonly RefusedRow[] | undefined
  /** SHA-256 over the canonical JSON lines of the accepted rows and then of the removals; set when committed. */
  readonly digest?: string | undefined
  /** Asked for as a dry run. Never listed; it may still be committed while it is kept. */
  readonly dryRun?: true | undefined
  /** The good rows are wanted although others are refused. */
  readonly acceptPartial?: true | undefined
  /** The file is everything its facilities hold: `observedAt` says when, where the request does; `facilityId` names one without rows. */
  readonly complete?:
    | { readonly facilityId?: string | undefined; readonly observedAt?: string | undefined }
    | undefined
  readonly keptUntil?: string | undefined
  /** How far the work is: rows read, and then rows compared with the registry. */
  readonly read?: number | undefined
  readonly compared?: number | undefined
  /** What it does to the registry; known of dry runs and of complete inventories. */
  readonly difference?: InventoryDifference | undefined
}

export type StagedRow = { readonly row: number; readonly observation: Observation }

/**
 * Imports and their staged rows. Written by ingestion. Once an import is saved as `committed`, `Outbox.relay` publishes
 * each staged row as a `device-observed` event (id from import and row), at least once, oldest import first and in row
 * order, and then forgets the row: a million rows never sit in one document or one transaction.
 */
export interface ImportStore extends AggregateStore<DeviceImport> {
  /**
   * Adds rows to an import that was saved as staging. Staging the same row again replaces it. Throws RecallError
   * `version-conflict` for any other import: its rows are fixed.
   */
  stage(importId: string, rows: readonly StagedRow[]): Promise<void>
  /** Staged rows with numbers above `after`, in row order. Of a committed import those that are not yet published. */
  staged(importId: string, after: number, limit: number): Promise<readonly StagedRow[]>
  /** Drops what was staged, for an import that is refused or starts anew; as `stage` for one that is committed. */
  discard(importId: string): Promise<void>
  /** Newest first; dry runs are left out. */
  ofOrganisation(organisationId: string, limit: number): Promise<readonly DeviceImport[]>
  /** Rows of committed imports that are not yet published, of every organisation. */
  waiting(): Promise<number>
  /** Imports begun before an instant that are `staging`, or `checked` and kept: whoever worked on them may be gone. */
  unfinished(startedBefore: string, limit: number): Promise<readonly DeviceImport[]>
}
