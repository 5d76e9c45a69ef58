import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { AnyLetter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import { createBounceWatch } from './bounce-watch.ts'

export type LetterMetrics = {
  /** Counts what happened to a letter, and says when too many come back for good, or do not any more. */
  happened(letter: AnyLetter, events: readonly LetterEvent[], realNow: string): 'raised' | 'over' | undefined
  /** Sets the gauges that are read from the store. */
  observe(letters: BackEnd['letters'], at: { readonly realNow: string; readonly now: string }): Promise<void>
  /** Counts a report of the mail service by its kind. */
  reported(kind: string): void
  /** Whether the mail service refuses every letter until a person acts. */
  paused(paused: boolean): void
}

/** More stuck letters than this are reported as this many: the alarm is the same. */
const stuckCounted = 1_000
const unsettledCounted = 1_000

/** The figures of sending. Stuck letters and a long wait are what an operator is woken for (invariant I1). */
export function createLetterMetrics(metrics: Metrics): LetterMetrics {
  const events = metrics.counter({
    name: 'recallwire_letter_events_total',
    help: 'What happened to letters, by kind of event.',
    labels: ['kind'],
  })
  const wait = metrics.histogram({
    name: 'recallwire_letter_wait_seconds',
    help: 'From the moment a letter was queued until the mail service accepted it.',
    buckets: [1, 5, 15, 60, 300, 900, 3_600],
  })
  const stuck = metrics.gauge({
    name: 'recallwire_letters_stuck',
    help: 'Letters a person must look at.',
  })
  const unsettled = metrics.gauge({
    name: 'recallwire_letters_unsettled',
    help: 'Letters whose last attempt has an unknown outcome.',
  })
  const waiting = metrics.gauge({
    name: 'recallwire_letters_waiting',
    help: 'Letters on their way: queued, being sent, or of unknown outcome.',
  })
  const oldest = metrics.gauge({
    name: 'recallwire_letters_oldest_waiting_seconds',
    help: 'How long the oldest letter on its way has been queued; 0 without one.',
  })
  const reports = metrics.counter({
    name: 'recallwire_mail_reports_total',
    help: 'Reports of the mail service by kind; unknown-letter, foreign and unreadable ones end in its dead-letter queue.',
    labels: ['kind'],
  })
  const reportedUntil = metrics.gauge({
    name: 'recallwire_mail_reported_until_seconds',
    help: 'Unix time until which every report of the mail service was applied; 0 where there are none.',
  })
  const pausedGauge = metrics.gauge({
    name: 'recallwire_mail_paused',
    help: '1 while the mail service refuses every letter and a person must act.',
  })
  const bouncedShare = metrics.gauge({
    name: 'recallwire_mail_bounced_share',
    help: 'Of the letters this process sent in the last seven days, the share that came back for good, from 0 to 1.',
  })
  const bounces = createBounceWatch()
  return {
    happened: (letter, happened, realNow) => {
      for (const { kind } of happened) {
        events.inc({ kind })
        if (kind === 'LetterSent')
          wait.observe(Math.max(0, Date.parse(realNow) - Date.parse(letter.queuedAt)) / 1_000)
      }
      const told = bounces.note(happened, realNow)
      bouncedShare.set(bounces.share(realNow))
      return told
    },
    observe: async (letters, { realNow, now }) => {
      const { count, oldestAt } = await letters.waiting()
      waiting.set(count)
      oldest.set(oldestAt === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldestAt)) / 1_000)
      stuck.set((await letters.stuck(serviceReader('notifier'), stuckCounted)).length)
      reportedUntil.set(Date.parse((await letters.reportedUntil()) ?? '1970-01-01T00:00:00Z') / 1_000)
      unsettled.set((await letters.unsettled(realNow, unsettledCounted)).length)
    },
    reported: (kind) => reports.inc({ kind }),
    paused: (paused) => pausedGauge.set(paused ? 1 : 0),
  }
}
