import type { ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** What the matcher keeps of a recall: the newest scope, whether it is still open, and how its scan stands. */
export type RecallScope = {
  readonly recallId: string
  readonly revision: number
  readonly open: boolean
  readonly products: readonly ScopeProduct[]
}

/**
 * The scopes, and a version that moves with every write. Written by the matcher. A reader that sees a version sees every
 * scope written up to it: that is what store-then-look rests on.
 */
export interface ScopeStore extends AggregateStore<RecallScope> {
  /** Grows with every save, whoever made it. */
  version(): Promise<number>
  /** Every scope written after that version, with the version they bring the reader to. */
  changedSince(
    version: number,
  ): Promise<{ readonly version: number; readonly scopes: readonly RecallScope[] }>
}
