import { type Actor, serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import { eventsOfRecords } from '@recallwire/domain/events/handle-records.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { createBell } from '@recallwire/runtime/bell.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import type { MatcherConfig } from './config.ts'
import { handleEvents, matcherGroup, matcherTopics } from './handle-event.ts'
import { createMatcherMetrics } from './matcher-metrics.ts'
import type { Matching } from './matching.ts'
import { deviceRoutes } from './routes/devices.ts'
import { matchRoutes } from './routes/matches.ts'
import { overrideRoutes } from './routes/overrides.ts'
import { reviewActRoutes } from './routes/review-acts.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { runMatchJobs, type Worker } from './run-match-jobs.ts'
import { runRelinkJobs } from './run-relink-jobs.ts'
import { createScopeIndex } from './scope-index.ts'
import { sweepInTurn } from './sweep.ts'

export type MatcherDeps = {
  readonly backEnd: Pick<
    BackEnd,
    'log' | 'catalogue' | 'registry' | 'scopes' | 'matching' | 'reviews' | 'leases' | 'notices' | 'directory'
  >
  readonly http: HttpServer<Actor>
  readonly clock: Clock
  /** Real time in UTC: leases run on it. */
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  /** The organisation under which the installation itself acts. */
  readonly installationId: string
  readonly logger: Logger
  readonly metrics: Metrics
  readonly config: MatcherConfig
  /** Receives what no retry can heal. */
  readonly onFault: (error: unknown) => void
}

const lagEveryMs = 5_000

/** Wires routes, handlers and loops. Any number of matchers may run on one back end. */
export async function startMatcher(deps: MatcherDeps): Promise<{ stop(): Promise<void> }> {
  const { backEnd, config, onFault: onError } = deps
  const logger = deps.logger.child({ service: 'matcher' })
  const matching = createMatching(deps, logger)
  const routes = [
    ...deviceRoutes(deps),
    ...matchRoutes(deps),
    ...overrideRoutes({ backEnd, matching }),
    ...reviewRoutes(deps),
    ...reviewActRoutes(deps),
  ]
  for (const route of routes) deps.http.add(route)
  const worker = createWorker(deps)
  const { log } = backEnd
  const bell = createBell()
  const subscription = await log.subscribe({
    topics: matcherTopics,
    group: matcherGroup,
    handle: async (records, signal) => {
      const events = eventsOfRecords(records)
      await handleEvents(matching, events, signal)
      // Whatever else it may be of: a notice, an end or a catalogue, after which there may be a scan to do.
      if (events.some(({ type }) => type !== 'recallwire.device-observed.v1')) bell.ring()
      failpoint('match.after-commit-before-offset')
    },
  })
  const jobs = startLoop({
    name: 'match-jobs',
    idleMs: config.RECALLWIRE_MATCH_POLL_MS,
    bell,
    run: (signal) => runJobs(matching, worker, signal),
    onError,
    logger,
  })
  const sweeps = startSweeps(matching, worker, config.RECALLWIRE_SWEEP_INTERVAL_MS, onError)
  const lag = startLoop({
    name: 'matcher-lag',
    idleMs: lagEveryMs,
    run: async () => {
      matching.metrics.lag.set(await log.lag(matcherGroup, matcherTopics))
      return 'idle'
    },
    onError,
    logger,
  })
  return {
    stop: async () => {
      await Promise.all([subscription, jobs, sweeps, lag].map((part) => part.stop()))
    },
  }
}

/** Links first: a changed one opens the scan that finds its units. */
async function runJobs(matching: Matching, worker: Worker, signal: AbortSignal): Promise<'busy' | 'idle'> {
  const relinked = await runRelinkJobs(matching, worker, signal)
  const scanned = await runMatchJobs(matching, worker, signal)
  return relinked === 'busy' ? relinked : scanned
}

function createMatching(deps: MatcherDeps, logger: Logger): Matching {
  const { registry, scopes, catalogue, matching, reviews } = deps.backEnd
  return {
    registry,
    scopes,
    catalogue,
    matching,
    reviews,
    index: createScopeIndex(scopes),
    clock: deps.clock,
    reader: serviceReader('matcher'),
    actor: serviceActor('matcher', deps.installationId),
    metrics: createMatcherMetrics(deps.metrics),
    logger,
  }
}

const createWorker = ({ backEnd, random, realNow }: MatcherDeps): Worker => ({
  leases: backEnd.leases,
  owner: `matcher/${Buffer.from(random(16)).toString('hex')}`,
  realNow,
})

/** The first sweep comes an interval after the start: what a stop left half handled is redelivered before that. */
function startSweeps(
  matching: Matching,
  worker: Worker,
  intervalMs: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let isFirst = true
  return startLoop({
    name: 'sweep',
    idleMs: intervalMs,
    run: async (signal) => {
      if (!isFirst) await sweepInTurn(matching, worker, intervalMs, signal)
      isFirst = false
      return 'idle'
    },
    onError,
    logger: matching.logger,
  })
}
