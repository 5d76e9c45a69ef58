import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { EventOf, RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { parseEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventType } from '@recallwire/domain/events/event-catalogue.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import type { Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { handleEvents } from './handle-event.ts'
import { createMatcherMetrics } from './matcher-metrics.ts'
import type { Matching } from './matching.ts'
import { runMatchJobs, type Worker } from './run-match-jobs.ts'
import { runRelinkJobs } from './run-relink-jobs.ts'
import { createScopeIndex } from './scope-index.ts'

export const installationId = 'i'.repeat(26)
export const now = '2025-06-20T14:00:00.000Z'

/** One matcher on a back end, driven by hand: tests decide what is delivered, and when a scan goes on. */
export type TestMatcher = {
  readonly deps: Matching
  readonly worker: Worker
  /** As one batch of the log. */
  handle(...events: readonly RecallEvent[]): Promise<void>
  /** One step of every open relink job and scan. */
  step(): Promise<'busy' | 'idle'>
  /** Scans until nothing is open. */
  scan(): Promise<void>
}

export function createTestMatcher(backEnd: BackEnd, change: Partial<Matching> = {}): TestMatcher {
  const logger = createLogger({ level: 'silent' })
  const deps: Matching = {
    registry: backEnd.registry,
    scopes: backEnd.scopes,
    catalogue: backEnd.catalogue,
    matching: backEnd.matching,
    reviews: backEnd.reviews,
    index: createScopeIndex(backEnd.scopes),
    clock: { now: () => now },
    reader: serviceReader('matcher'),
    actor: serviceActor('matcher', installationId),
    metrics: createMatcherMetrics(createMetrics()),
    logger,
    ...change,
  }
  const worker: Worker = { leases: backEnd.leases, owner: `test/${Math.random()}`, realNow: () => now }
  const step = async () => {
    const { signal } = new AbortController()
    const relinked = await runRelinkJobs(deps, worker, signal)
    const scanned = await runMatchJobs(deps, worker, signal)
    return relinked === 'busy' ? relinked : scanned
  }
  return {
    deps,
    worker,
    handle: (...events) => handleEvents(deps, events, new AbortController().signal),
    step,
    scan: async () => {
      while ((await step()) === 'busy');
    },
  }
}

/** Everything a topic carries, in order per key, after the outbox is empty. */
export async function published(backEnd: BackEnd, topic: Topic = 'recall.events'): Promise<RecallEvent[]> {
  while ((await backEnd.outbox.relay(1_000)) > 0);
  const events: RecallEvent[] = []
  for await (const { value } of backEnd.log.read(topic)) {
    const parsed = parseEvent(value)
    if (parsed.kind === 'problem') throw new Error(parsed.reason)
    events.push(parsed.event)
  }
  return events
}

export const ofType = <T extends EventType>(events: readonly RecallEvent[], type: T): readonly EventOf<T>[] =>
  events.filter((event): event is RecallEvent & EventOf<T> => event.type === type)

/** What the facilities were last told of each match. */
export async function told(backEnd: BackEnd): Promise<ReadonlyMap<string, Verdict>> {
  const events = ofType(await published(backEnd), 'recallwire.units-matched.v1')
  return new Map(
    events.flatMap(({ data }) => data.units.map(({ matchId, verdict }) => [matchId, verdict] as const)),
  )
}

/** The stored matches of a recall, whoever they belong to. */
export async function matchesOf(backEnd: BackEnd, recallId: string) {
  const { ofRecall } = backEnd.matching.matches
  const items = []
  let after: string | undefined
  do {
    const page = await ofRecall(serviceReader('test'), recallId, 500, after)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items
}
