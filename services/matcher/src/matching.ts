import type { Actor, Reader } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { MatcherMetrics } from './matcher-metrics.ts'
import type { ScopeIndex } from './scope-index.ts'

/** What every part of the matcher works with. */
export type Matching = Pick<BackEnd, 'registry' | 'scopes' | 'catalogue' | 'matching' | 'reviews'> & {
  readonly index: ScopeIndex
  readonly clock: Clock
  /** The matcher reads every facility's rows: it is the one that compares them. */
  readonly reader: Reader
  readonly actor: Actor
  readonly metrics: MatcherMetrics
  readonly logger: Logger
}

/** What led to a look: a notice was published, a device reported, a reply told something new, or people decided. */
export type Trigger = 'notice' | 'device' | 'answer' | 'people'

/** One custody under one recall. */
export type Unit = { readonly recallId: string; readonly holdingId: string; readonly custodyId: string }
