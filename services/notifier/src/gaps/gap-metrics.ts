import { type GapCounts, gapsIn } from '@recallwire/domain/gaps/count-standings.ts'
import type { Instant } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

export type GapMetrics = {
  /** Sets the figures of a whole look at all recalls. */
  looked(counts: readonly GapCounts[], now: Instant): void
  /** Reads how many alarms are open. */
  alarms(alarms: BackEnd['alarms']): Promise<void>
  /** Another process looks, and its figures count: what this one found before would stay for good. */
  elsewhere(): void
}

const standings = ['notified', 'told', 'waived', 'onItsWay', 'gaps'] as const

/** Whether everybody who holds a recalled unit was written to, or a person was told that they were not (invariant I1). */
export function createGapMetrics(metrics: Metrics): GapMetrics {
  const owed = metrics.gauge({
    name: 'recallwire_notices',
    help: 'Units under open recalls, and facilities addressed without one, by how their letter stands: notified, told, waived, onItsWay, gaps.',
    labels: ['standing'],
  })
  const gaps = metrics.gauge({
    name: 'recallwire_gaps',
    help: 'Those that for five minutes have had neither an accepted letter nor a person told of it; anything but 0 wants a person now.',
  })
  const oldest = metrics.gauge({
    name: 'recallwire_gaps_oldest_seconds',
    help: 'How long the oldest gap has been owed its letter; 0 without one.',
  })
  const open = metrics.gauge({
    name: 'recallwire_alarms_open',
    help: 'Facilities whose letter is overdue, and of which a person was told.',
  })
  return {
    looked: (counts, now) => {
      const rows = counts.flatMap(({ custodies, addressed }) => [custodies, addressed])
      for (const standing of standings)
        owed.set(
          { standing },
          rows.reduce((sum, row) => sum + row[standing], 0),
        )
      gaps.set(counts.reduce((sum, one) => sum + gapsIn(one), 0))
      const since = counts
        .flatMap(({ oldestGapSince }) => oldestGapSince ?? [])
        .toSorted()
        .at(0)
      oldest.set(since === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(since)) / 1_000)
    },
    alarms: async (alarms) => open.set((await alarms.raised()).count),
    elsewhere: () => {
      for (const gauge of [owed, gaps, oldest, open]) gauge.reset()
    },
  }
}
