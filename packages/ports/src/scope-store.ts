import type { DiLink } from '@recallwire/domain/catalogue/link-dis.ts'
import type { ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** What the matcher keeps of a recall: the newest scope, whether it is still open, and how its scan stands. */
export type RecallScope = {
  readonly recallId: string
  readonly revision: number
  readonly open: boolean
  /** As the notice has them; `linkProducts` extends them by `links`. */
  readonly products: readonly ScopeProduct[]
  /** What the catalogue linked to the products' DIs when it was last read. */
  readonly links: readonly DiLink[]
  /** How often the links have changed. Grows, across revisions too. */
  readonly linking: number
  /** Revision and links before the last change of one of them: the scan of that state told what was known till then. */
  readonly follows?: { readonly revision: number; readonly linking: number } | undefined
}

/**
 * The scopes, and a version that moves with every write. Written by the matcher. A reader that sees a version sees every
 * scope written up to it: that is what store-then-look rests on.
 */
export interface ScopeStore extends AggregateStore<RecallScope> {
  /** Grows with every save, whoever made it. */
  version(): Promise<number>
  /**
   * Scopes written after that version, those written first before the others, `limit` at most, with the version they bring the
   * reader to. A scope that was written again meanwhile comes once more, with a later version.
   */
  changedSince(
    version: number,
    limit: number,
  ): Promise<{ readonly version: number; readonly scopes: readonly RecallScope[] }>
}
