import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import type { AggregateStore, Stored } from './aggregate-store.ts'

/** Regulators' records as firms imported them, by sourceId; one document per organisation and recall. Written by ingestion. */
export interface SourceStore extends AggregateStore<RecallSources> {
  /** The last changed first. */
  ofOrganisation(organisationId: string, limit: number): Promise<readonly RecallSources[]>
  /**
   * The organisation's documents that hold a record of one of these marks (`marksOfRecord`: recall numbers, and events as
   * `event 99101`), by sourceId ascending. Of another organisation, none.
   */
  byMarks(organisationId: string, marks: readonly string[]): Promise<readonly Stored<RecallSources>[]>
  /** What was attached to the recall, by sourceId ascending. */
  ofRecall(recallId: string): Promise<readonly RecallSources[]>
}
