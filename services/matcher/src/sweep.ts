import { setImmediate as nextTurn } from 'node:timers/promises'
import { addMs } from '@recallwire/domain/time.ts'
import { lookAtOthers } from './look-at-others.ts'
import type { Matching, Unit } from './matching.ts'
import type { Worker } from './run-match-jobs.ts'
import { openRelinkJob } from './run-relink-jobs.ts'
import type { LinkedScope } from './scope-index.ts'
import { isUnsettled, settleMatch } from './settle-match.ts'
import { tellOne } from './units-matched.ts'
import { type Walked, type WalkFrom, walkKeys, walkUnreached } from './walk-units.ts'

/** Suspects kept for the second look; a recall with more of them is repaired over several sweeps. */
const mostSuspects = 10_000

/**
 * Recomputes every open recall that is not being scanned, and says how many verdicts it had to repair. It must find
 * none: each one found is a defect, so it is counted, logged and told to its facility like any other match.
 */
export async function sweep(deps: Matching, signal: AbortSignal): Promise<number> {
  await deps.index.refresh()
  let found = 0
  for (const scope of deps.index.open()) {
    await nextTurn()
    if (signal.aborted) return found
    const suspects = [
      ...(await suspectsOf(deps, scope, walkKeys, signal)),
      ...(await suspectsOf(deps, scope, walkLeft, signal)),
    ]
    // Asked only here, since few recalls have any: to ask of each of 50,000 would be most of the sweep.
    if (suspects.length === 0 || (await isBeingScanned(deps, scope.recallId))) continue
    found += await repair(deps, suspects)
  }
  return found
}

/**
 * The same under a lease for the whole interval, so that of several processes one sweeps. An import of the catalogue that
 * was killed told nobody what it had stored: what this version of the catalogue says is read once in any case.
 */
export async function sweepInTurn(
  deps: Matching,
  { leases, owner, realNow }: Worker,
  intervalMs: number,
  signal: AbortSignal,
): Promise<void> {
  const now = realNow()
  if (!(await leases.take('matcher-sweep', owner, now, addMs(now, intervalMs)))) return
  await openRelinkJob(deps, `catalogue version ${await deps.catalogue.version()}`, deps.clock.now())
  await sweep(deps, signal)
}

const isBeingScanned = async (deps: Matching, recallId: string): Promise<boolean> =>
  (await deps.matching.jobs.open()).some(({ document }) => document.recallId === recallId)

async function suspectsOf(
  deps: Matching,
  scope: LinkedScope,
  walk: (deps: Matching, scope: LinkedScope, from: WalkFrom) => Promise<Walked>,
  signal: AbortSignal,
): Promise<readonly Unit[]> {
  const suspects: Unit[] = []
  let from: WalkFrom | undefined = {}
  while (from !== undefined && suspects.length < mostSuspects && !signal.aborted) {
    const walked: Walked = await walk(deps, scope, from)
    for (const unit of walked.units) {
      // Of a store that answers at once, a whole recall would keep everything else waiting.
      await nextTurn()
      if (await isUnsettled(deps, unit)) suspects.push(unit)
    }
    from = walked.next
  }
  return suspects
}

/** A match of a custody that another one followed is history: its row now speaks of the later custody. */
async function walkLeft(deps: Matching, scope: LinkedScope, from: WalkFrom): Promise<Walked> {
  const walked = await walkUnreached(deps, scope, from)
  const units: Unit[] = []
  for (const unit of walked.units) {
    const holding = (await deps.registry.get(deps.reader, unit.holdingId))?.document
    if (holding?.custody.custodyId === unit.custodyId) units.push(unit)
  }
  return { ...walked, units }
}

/** The second look: what was suspect only because its row had just been written is settled by now. */
async function repair(deps: Matching, suspects: readonly Unit[]): Promise<number> {
  let found = 0
  for (const unit of suspects) {
    const settled = await settleMatch(deps, unit, {
      trigger: 'device',
      tell: tellOne(deps, 'device', undefined),
    })
    if (settled === undefined) continue
    await lookAtOthers(deps, settled)
    if (!settled.changed) continue
    found += 1
    deps.metrics.sweepFound.inc()
    const { recallId, matchId, verdict } = settled.match
    deps.logger.warn('sweep repaired a verdict', { recallId, matchId, verdict: verdict.value })
  }
  return found
}
