import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import type { DiLink } from '@recallwire/domain/catalogue/link-dis.ts'
import type { AggregateStore } from './aggregate-store.ts'
import type { RefusedRow } from './import-store.ts'

/** One file of the public device catalogue on its way in. Its records are used as they come. */
export type CatalogueImport = {
  readonly importId: string
  readonly organisationId: string
  readonly by: { readonly role: string; readonly by: string }
  /** `incomplete`: the file could not be read to its end; what was read before that is kept. */
  readonly status: 'running' | 'committed' | 'incomplete'
  readonly startedAt: string
  readonly endedAt?: string | undefined
  /** Records read, whether they were known already or not. */
  readonly records: number
  /** Of these, records that were new or replaced another version. */
  readonly changed: number
  readonly refused: number
  /** The first 1,000 refused records. */
  readonly refusals: readonly RefusedRow[]
  /** SHA-256 over the canonical JSON lines of the records read, in their order; set when the import has ended. */
  readonly digest?: string | undefined
}

/**
 * The public device catalogue, one for the installation: millions of records, of each the newest version. Written by
 * ingestion. Public data: it is asked by anybody.
 */
export interface Catalogue {
  readonly imports: AggregateStore<CatalogueImport>
  /**
   * Stores a batch as one write (some hundred records): a record replaces the known one of its key when `replaces` says
   * so. Repeating a batch changes nothing. `changed` counts what was new or replaced.
   */
  put(records: readonly CatalogueRecord[]): Promise<{ readonly changed: number }>
  get(recordKey: string): Promise<CatalogueRecord | undefined>
  /** The records that list the DI, those too where it has a problem, ordered by record key. */
  byDi(di: string): Promise<readonly CatalogueRecord[]>
  /** The links of each DI, in the order of `linkDis`. */
  linksOf(dis: readonly string[]): Promise<readonly DiLink[]>
  /** How many records there are: one of each key. */
  count(): Promise<number>
  /** Grows with every batch that changed something. Who sees a version sees every record written up to it. */
  version(): Promise<number>
}
