import type { Metrics } from '@recallwire/runtime/metrics.ts'

/** The figures of the matcher. */
export const createMatcherMetrics = (metrics: Metrics) => ({
  verdicts: metrics.counter({
    name: 'recallwire_verdicts_total',
    help: 'Verdicts that were new or changed, by value and by what led to them',
    labels: ['value', 'trigger'],
  }),
  overrides: metrics.counter({
    name: 'recallwire_verdict_overrides_total',
    help: 'Proposals, confirmations and refusals of verdicts that people decide, by command',
    labels: ['command'],
  }),
  surfaced: metrics.counter({
    name: 'recallwire_units_surfaced_total',
    help: 'Serials seen again after they were reported returned, destroyed or used, by what was reported',
    labels: ['disposition'],
  }),
  jobSeconds: metrics.histogram({
    name: 'recallwire_match_job_seconds',
    help: 'From the publication of a revision to the end of its registry scan, in business time',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800],
  }),
  lag: metrics.gauge({
    name: 'recallwire_matcher_lag',
    help: 'Events the matcher has not handled yet',
  }),
  sweepFound: metrics.counter({
    name: 'recallwire_sweep_found_total',
    help: 'Verdicts the sweep found missing or outdated, and repaired; anything but 0 is a fault to look into',
  }),
})
export type MatcherMetrics = ReturnType<typeof createMatcherMetrics>
