import type { MatchedUnit } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { createMetrics, type Metrics } from '@recallwire/runtime/metrics.ts'
import { facilityId, organisationId, recallId } from '../letters/testing/sample-recall.ts'
import { createDesk } from '../testing/create-desk.ts'
import { saveMatch, seedRecall } from '../testing/seed-recall.ts'
import { createGapCheck } from './check-gaps.ts'
import { createGapMetrics } from './gap-metrics.ts'

/** A mail service that takes everything, or nothing for a while. */
export function createMoodyMailer() {
  let refuses = false
  const mailer: Mailer = {
    settles: 'never',
    send: async ({ letterId }) =>
      refuses
        ? { kind: 'refused', scope: 'account', reason: 'paused' }
        : { kind: 'accepted', providerId: `taken-${letterId}` },
  }
  return {
    mailer,
    refuse: (now: boolean) => {
      refuses = now
    },
  }
}

/** The notifier with its check for gaps, both turned by hand. Time for the check is real time. */
export async function openGapDesk(backEnd: BackEnd, mailer: Mailer) {
  await seedRecall(backEnd)
  const desk = createDesk(backEnd, mailer)
  const metrics = createMetrics()
  let steady = 0
  const openCheck = (owner: string, steadyMs = () => steady, figures: Metrics = metrics) => {
    const check = createGapCheck({
      backEnd,
      clock: desk.deps.clock,
      realNow: desk.deps.realNow,
      steadyMs,
      owner,
      installationId: desk.deps.installationId,
      logger: desk.deps.logger,
      gapMetrics: createGapMetrics(figures),
    })
    return () => check.round(new AbortController().signal)
  }
  return {
    desk,
    openCheck,
    check: openCheck('one'),
    /** Both clocks, and the one that never jumps. */
    pass: (ms: number) => {
      steady += ms
      desk.pass(ms)
    },
    /** The figure as `/metrics` shows it. */
    figure: async (name: string, figures: Metrics = metrics) => {
      const line = (await figures.render()).split('\n').find((one) => one.startsWith(`${name} `))
      return line === undefined ? undefined : Number(line.split(' ')[1])
    },
    /** The matcher's write, judged now. */
    match: (unit: MatchedUnit, at = facilityId) =>
      saveMatch(backEnd, unit, { recallId, facilityId: at, organisationId, judgedAt: desk.deps.clock.now() }),
  }
}
export type GapDesk = Awaited<ReturnType<typeof openGapDesk>>
