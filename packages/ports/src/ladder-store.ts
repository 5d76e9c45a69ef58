import type { RecallLadders } from '@recallwire/domain/casework/recall-ladders.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** Ladders that firms set for their recalls in place of the defaults, by recallId. Written by the notifier. */
export type LadderStore = AggregateStore<RecallLadders>
