import { type Overdue, toldOf } from '@recallwire/domain/gaps/alarm.ts'
import { countStandings, type GapCounts, gapsIn, noCounts } from '@recallwire/domain/gaps/count-standings.ts'
import { overdueOf } from '@recallwire/domain/gaps/stand-facility.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { GapStores } from './gap-deps.ts'
import type { GapMetrics } from './gap-metrics.ts'
import { tellOverdue } from './tell-overdue.ts'
import { type StoodFacility, walkStandings } from './walk-standings.ts'

export type GapCheckDeps = {
  readonly backEnd: GapStores & { readonly leases: LeaseStore }
  readonly clock: Clock
  /** Real time: the lease. */
  readonly realNow: () => string
  /** Milliseconds that never jump: the rest between two looks. */
  readonly steadyMs: () => number
  readonly owner: string
  readonly installationId: string
  readonly logger: Logger
  readonly gapMetrics: GapMetrics
}

const leaseName = 'gap-check'
const leaseMs = 60_000

/** At most a tenth of the time is spent looking, however large the recalls are. */
const restPerLook = 9

/**
 * Looks in the background at every recall and stores an alarm for each facility whose letter is overdue, before it is a gap; an
 * alarm clears itself when nothing at its facility is overdue any more. Only what two looks in a row find is told: what a
 * moved clock or a slow moment made old for an instant wakes nobody. One process looks at a time.
 */
export function createGapCheck(deps: GapCheckDeps): { round(signal: AbortSignal): Promise<'idle'> } {
  const { backEnd, steadyMs } = deps
  let seen: ReadonlySet<string> = new Set()
  let restUntil = Number.NEGATIVE_INFINITY
  return {
    round: async (signal) => {
      const begunAt = steadyMs()
      if (begunAt < restUntil) return 'idle'
      const now = deps.realNow()
      if (!(await backEnd.leases.take(leaseName, deps.owner, now, addMs(now, leaseMs)))) {
        deps.gapMetrics.elsewhere()
        return 'idle'
      }
      seen = await look(deps, seen, signal)
      const endedAt = steadyMs()
      restUntil = endedAt + restPerLook * (endedAt - begunAt)
      return 'idle'
    },
  }
}

/** Gives what is overdue by this look. */
async function look(
  deps: GapCheckDeps,
  seen: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { backEnd, clock, gapMetrics } = deps
  const overdueNow = new Set<string>()
  const counted: GapCounts[] = []
  for (const { document: notice } of await backEnd.notices.list({ published: true })) {
    const isOpen = notice.status === 'published'
    // An alarm that was open when its recall ended is to be cleared.
    if (!isOpen && (await backEnd.alarms.open(notice.recallId, 1)).items.length === 0) continue
    const looked = await lookAt(deps, notice, { seen, overdueNow }, signal)
    if (isOpen) counted.push(looked)
  }
  gapMetrics.looked(counted, clock.now())
  await gapMetrics.alarms(backEnd.alarms)
  return overdueNow
}

async function lookAt(
  deps: GapCheckDeps,
  notice: Notice,
  { seen, overdueNow }: { readonly seen: ReadonlySet<string>; readonly overdueNow: Set<string> },
  signal: AbortSignal,
): Promise<GapCounts> {
  let counts = noCounts
  const changed = { raised: 0, cleared: 0 }
  for await (const facility of walkStandings(deps.backEnd, notice, deps.clock.now)) {
    signal.throwIfAborted()
    counts = countStandings(counts, facility.stood)
    const overdue = overdueOf(facility.stood, deps.clock.now())
    for (const one of overdue) overdueNow.add(nameOf(notice, facility, one))
    const sure = overdue.filter(
      (one) =>
        seen.has(nameOf(notice, facility, one)) ||
        toldOf(facility.alarm?.document, one.custodyId) !== undefined,
    )
    const told = await tellOverdue(deps, notice, facility, sure)
    if (told !== undefined) changed[told] += 1
  }
  report(deps.logger, notice, counts, changed)
  return counts
}

const nameOf = ({ recallId }: Notice, { facilityId }: StoodFacility, { custodyId = '' }: Overdue): string =>
  `${recallId}/${facilityId}/${custodyId}`

/** One line a recall, however many facilities: an outage of the mail service must not bury what it says. */
function report(
  logger: Logger,
  { recallId }: Notice,
  counts: GapCounts,
  { raised, cleared }: { readonly raised: number; readonly cleared: number },
): void {
  const gaps = gapsIn(counts)
  if (raised > 0) logger.error('letters are overdue: see recallwire gaps', { recallId, facilities: raised })
  if (gaps > 0) {
    const { oldestGapSince: since } = counts
    logger.error('nobody was told of a letter that did not go out', { recallId, gaps, since })
  }
  if (cleared > 0) logger.info('overdue letters were settled', { recallId, facilities: cleared })
}
