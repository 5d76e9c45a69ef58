import { z } from 'zod'

/** The matcher's settings; all have defaults that suit one process on one file. */
export const matcherConfigSchema = z.object({
  /** Milliseconds (real time) between two sweeps over all open recalls; a sweep must find nothing. */
  RECALLWIRE_SWEEP_INTERVAL_MS: z.coerce.number().int().min(1_000).default(600_000),
  /** Milliseconds (real time) an idle matcher waits before it looks for registry scans to do. */
  RECALLWIRE_MATCH_POLL_MS: z.coerce.number().int().min(10).default(250),
})
export type MatcherConfig = z.output<typeof matcherConfigSchema>
