import type { AlarmStore } from './alarm-store.ts'
import type { AttachmentStore } from './attachment-store.ts'
import type { CaseStore } from './case-store.ts'
import type { Catalogue } from './catalogue.ts'
import type { Directory } from './directory.ts'
import type { EventLog } from './event-log.ts'
import type { IdempotencyStore } from './idempotency-store.ts'
import type { ImportStore } from './import-store.ts'
import type { LadderStore } from './ladder-store.ts'
import type { LeaseStore } from './lease-store.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { LetterStore } from './letter-store.ts'
import type { MappingStore } from './mapping-store.ts'
import type { MatchStore } from './match-store.ts'
import type { NoticeStore } from './notice-store.ts'
import type { ParkedRecords } from './parked-records.ts'
import type { PersonalStore } from './personal-store.ts'
import type { Registry } from './registry.ts'
import type { ReviewStore } from './review-store.ts'
import type { ScopeStore } from './scope-store.ts'
import type { SessionStore } from './session-store.ts'
import type { SourceStore } from './source-store.ts'
import type { StandingStore } from './standing-store.ts'
import type { WebhookStore } from './webhook-store.ts'

/** Moves what stores put beside their documents into the log. */
export interface Outbox {
  /** Publishes up to `limit` waiting events, in order per key, and says how many; 0 when none waits. */
  relay(limit: number): Promise<number>
  /** How many wait, and since when (real time) the oldest has. */
  waiting(): Promise<{ readonly count: number; readonly oldestAt?: string | undefined }>
  /**
   * Calls back soon after something was put in through this back end, until what it returns is called. A short cut where there is
   * one: what other processes put in is found by asking alone.
   */
  onPut?(told: () => void): () => void
}

/** One knob, `RECALLWIRE_BACKEND`, opens all of these together; each promises only what every back end keeps. */
export interface BackEnd {
  readonly log: EventLog
  readonly parked: ParkedRecords
  readonly outbox: Outbox
  readonly notices: NoticeStore
  readonly sources: SourceStore
  readonly attachments: AttachmentStore
  readonly directory: Directory
  readonly standings: StandingStore
  readonly imports: ImportStore
  readonly mappings: MappingStore
  readonly catalogue: Catalogue
  readonly idempotency: IdempotencyStore
  readonly registry: Registry
  readonly scopes: ScopeStore
  readonly matching: MatchStore
  readonly reviews: ReviewStore
  readonly cases: CaseStore
  readonly ladders: LadderStore
  readonly webhooks: WebhookStore
  readonly letters: LetterStore
  readonly alarms: AlarmStore
  readonly personal: PersonalStore
  readonly ledger: LedgerStore
  readonly sessions: SessionStore
  readonly leases: LeaseStore
  close(): Promise<void>
}
