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
  readonly status: 'staging' | 'committed' | 'refused'
  readonly startedAt: string
  readonly committedAt?: string | undefined
  readonly accepted: number
  readonly refused: number
  /** The first 1,000 refused rows. */
  readonly refusals: readonly RefusedRow[]
  /** The first 1,000 remarks on accepted rows; an import stored before there were any has none. */
  readonly warnings?: readonly RefusedRow[] | undefined
  /** SHA-256 over the canonical JSON lines of the accepted rows; set when committed. */
  readonly digest?: string | undefined
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
  /** Drops what was staged, for an import that is refused or starts anew; as `stage` for one that is committed. */
  discard(importId: string): Promise<void>
  /** Newest first. */
  ofOrganisation(organisationId: string, limit: number): Promise<readonly DeviceImport[]>
}
