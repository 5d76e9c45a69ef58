import type { BackEnd } from '@recallwire/ports/back-end.ts'

/** The stores that say how notices stand: those of the matcher and of ingestion are read alone. */
export type GapStores = Pick<BackEnd, 'alarms' | 'cases' | 'letters' | 'matching' | 'notices'>
