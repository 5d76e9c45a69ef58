import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { AggregateStore, Page, Stored } from './aggregate-store.ts'

/** Cases by caseId. Written by the notifier. A reader gets only cases it may read (`caseReaders`). */
export interface CaseStore extends Pick<AggregateStore<Case>, 'save'> {
  get(reader: Reader, caseId: string): Promise<Stored<Case> | undefined>
  ofRecall(reader: Reader, recallId: string): Promise<readonly Stored<Case>[]>
  /** The same in pages, ordered by facility: a recall has one case at a facility. */
  byFacility(reader: Reader, recallId: string, limit: number, after?: string): Promise<Page<Case>>
  ofFacility(reader: Reader, facilityId: string): Promise<readonly Stored<Case>[]>
  /** Every case the reader may read, newest first. */
  list(reader: Reader, limit: number): Promise<readonly Stored<Case>[]>
  /** Cases with a planned step due at or before `now`, the longest overdue first. */
  due(now: string, limit: number): Promise<readonly Stored<Case>[]>
}
