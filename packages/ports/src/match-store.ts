import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { OverrideState } from '@recallwire/domain/verdict-override/override.ts'
import type { AggregateStore, Page, Stored } from './aggregate-store.ts'

/** The newest verdict of one recall over one custody, and what people decided or propose of it. */
export type Match = OverrideState & {
  readonly matchId: string
  readonly recallId: string
  readonly custodyId: string
  readonly holdingId: string
  readonly unitKey: string
  readonly facilityId: string
  readonly organisationId: string
  /** The revision, and the reading of its package links, under which the verdict was reached. */
  readonly revision: number
  readonly linking: number
  /** The verdict that speaks: that of people where their decision stands, else the computed one. */
  readonly verdict: Verdict
  /** Since when the verdict has this value, whatever became of its reasons (business time). */
  readonly judgedAt: string
  /** Canonical hash of the facts the verdict rests on: the same facts under the same revision need no new verdict. */
  readonly factsHash: string
}

/** A scan of the registry for one revision and reading of its package links, done in steps by whoever holds its lease. */
export type MatchJob = {
  readonly jobId: string
  readonly recallId: string
  readonly revision: number
  readonly linking: number
  readonly status: 'open' | 'done' | 'superseded'
  /** Where the scan goes on; absent at the start. */
  readonly cursor?: string | undefined
  readonly counts: {
    readonly facilities: number
    readonly affected: number
    readonly possible: number
    readonly outside: number
  }
  readonly lastFacilityId?: string | undefined
  readonly openedAt: string
}

/** The catalogue changed: the links of every open scope are read again, in steps by whoever holds its lease. */
export type RelinkJob = {
  readonly relinkId: string
  readonly status: 'open' | 'done'
  /** The last scope that is done; absent at the start. */
  readonly after?: string | undefined
  readonly openedAt: string
}

/** Verdicts and scans. Written by the matcher. */
export interface MatchStore {
  readonly matches: AggregateStore<Match> & {
    ofRecall(reader: Reader, recallId: string, limit: number, after?: string): Promise<Page<Match>>
    /** The same, ordered by facility, so that a facility's matches come together. */
    byFacility(reader: Reader, recallId: string, limit: number, after?: string): Promise<Page<Match>>
    ofCustody(reader: Reader, custodyId: string): Promise<readonly Stored<Match>[]>
    /** The same of many custodies together, in no order. Ask for 500 at most. */
    ofCustodies(reader: Reader, custodyIds: readonly string[]): Promise<readonly Stored<Match>[]>
  }
  readonly jobs: AggregateStore<MatchJob> & { open(): Promise<readonly Stored<MatchJob>[]> }
  readonly relinks: AggregateStore<RelinkJob> & { open(): Promise<readonly Stored<RelinkJob>[]> }
}
