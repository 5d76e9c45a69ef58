import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { MatchJob } from '@recallwire/ports/match-store.ts'
import { lookAtOthers } from './look-at-others.ts'
import { matchJobIdOf, openMatchJob, supersedeJob } from './match-job.ts'
import type { Matching, Unit } from './matching.ts'
import { relinkScope } from './relink-scope.ts'
import { parseScanCursor, renderScanCursor, type ScanCursor, type Told } from './scan-cursor.ts'
import type { LinkedScope } from './scope-index.ts'
import { type Settled, settleMatch } from './settle-match.ts'
import { byFacility, chunksOf, tellAgain, tellFacilities } from './units-matched.ts'
import { type Walked, walkKeys, walkUnreached } from './walk-units.ts'

/** Units judged at once: writes of one moment share a commit, and reads across a network share their wait. */
const atOnce = 64

/**
 * One bounded step of a scan: stores the verdicts of the next units, then the job with its place, its counts and the
 * events that tell them, in one write. Killed before that write, the step is repeated and finds the verdicts stored;
 * killed after it, the scan goes on behind it. Of two workers on one step, the second's write is refused.
 */
export async function stepMatchJob(
  deps: Matching,
  { version, document: job }: Stored<MatchJob>,
): Promise<void> {
  const cursor = parseScanCursor(job.cursor)
  await lookBack(deps, cursor.told)
  // The look of the scope at the catalogue: the scope is stored by now, so a record written later finds it.
  if (job.cursor === undefined) await relinkScope(deps, job.recallId)
  await deps.index.refresh()
  const scope = deps.index.get(job.recallId)
  if (scope?.open !== true) return supersedeJob(deps, job.jobId)
  if (scope.revision !== job.revision || scope.linking !== job.linking) {
    // Opened first, so that a kill in between leaves no scope without its scan.
    await openMatchJob(deps, scope, job.openedAt)
    return supersedeJob(deps, job.jobId)
  }
  if (cursor.phase === 'end') return finish(deps, version, job)
  const walked = await (cursor.phase === 'keys' ? walkKeys : walkUnreached)(deps, scope, cursor)
  const settled = await settleAll(deps, walked.units)
  const told = settled.filter(await newsOf(deps, scope))
  const writer = `${job.jobId}@${version + 1}`
  const events = tellFacilities(deps, { recallId: job.recallId, revision: job.revision, writer }, told)
  const next = {
    ...job,
    ...counted(job, settled),
    cursor: renderScanCursor(cursorAfter(cursor, scope, walked, told)),
  }
  await deps.matching.jobs.save({ id: job.jobId, expectedVersion: version, next, events })
}

/**
 * The look after the store: whoever changed a verdict between its reading and the event that told it may have told the
 * newer one first. Such a match is told again, after both.
 */
async function lookBack(deps: Matching, told: readonly Told[]): Promise<void> {
  const tell = tellAgain(deps, 'notice')
  await inBatches(told, async ({ unit, version }) => {
    const looked = await settleMatch(deps, unit, { trigger: 'notice', tell })
    if (looked === undefined) return
    const isOvertaken = !looked.changed && looked.version !== version
    if (isOvertaken) await settleMatch(deps, unit, { trigger: 'notice', tell, always: true })
    await lookAtOthers(deps, looked)
  })
}

const settleAll = async (deps: Matching, units: readonly Unit[]): Promise<readonly Settled[]> =>
  (await inBatches(units, (unit) => settleMatch(deps, unit, { trigger: 'notice' }))).filter(
    (settled) => settled !== undefined,
  )

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const batch of chunksOf(items, atOnce)) results.push(...(await Promise.all(batch.map(work))))
  return results
}

/**
 * Which verdicts are told. After a scan that ended, what was told is known: only what this revision, or this reading of
 * the links, changed is news, and a match carries both, so that a repeated step finds the same. After a scan that did
 * not end, and on the first revision, everything is told: too much is harmless, a case knows what it knows.
 */
async function newsOf(deps: Matching, scope: LinkedScope): Promise<(settled: Settled) => boolean> {
  const { recallId, revision, linking, follows } = scope
  const previous = follows && (await deps.matching.jobs.get(matchJobIdOf(recallId, follows)))
  const tellsAll = previous?.document.status !== 'done'
  return (settled) =>
    (tellsAll || (settled.match.revision === revision && settled.match.linking === linking)) &&
    (settled.match.verdict.value !== 'outside' || mayHaveBeenTold(settled))
}

const mayHaveBeenTold = ({ changed, before, version }: Settled): boolean =>
  changed ? before !== undefined && before.value !== 'outside' : version > 1

function cursorAfter(
  cursor: ScanCursor,
  scope: LinkedScope,
  { next }: Walked,
  settled: readonly Settled[],
): ScanCursor {
  const told = settled.map(({ match, version }): Told => {
    const { recallId, holdingId, custodyId } = match
    return { unit: { recallId, holdingId, custodyId }, version }
  })
  if (next !== undefined) return { phase: cursor.phase, ...next, told }
  return {
    phase: cursor.phase === 'keys' && (scope.revision > 1 || scope.linking > 0) ? 'rest' : 'end',
    told,
  }
}

/** A facility counts once it holds an affected or a possible unit; one that is read in several steps counts once. */
function counted(job: MatchJob, settled: readonly Settled[]): Pick<MatchJob, 'counts' | 'lastFacilityId'> {
  const counts = { ...job.counts }
  for (const { match } of settled) counts[match.verdict.value] += 1
  const concerned = [...byFacility(settled.filter(({ match }) => match.verdict.value !== 'outside')).keys()]
  counts.facilities += concerned.filter((facilityId) => facilityId !== job.lastFacilityId).length
  const lastFacilityId = concerned.at(-1) ?? job.lastFacilityId
  return lastFacilityId === undefined ? { counts } : { counts, lastFacilityId }
}

async function finish(deps: Matching, version: number, job: MatchJob): Promise<void> {
  const { recallId, revision, counts, jobId } = job
  const completed: OutgoingEvent = outgoing(recallId, {
    id: eventIdOf('/matcher', `${jobId}@${version + 1}`, 0),
    source: '/matcher',
    type: 'recallwire.matching-completed.v1',
    subject: recallId,
    at: deps.clock.now(),
    actor: deps.actor,
    data: { recallId, revision, ...counts },
  })
  const next: MatchJob = { ...job, status: 'done' }
  const saved = await deps.matching.jobs.save({
    id: jobId,
    expectedVersion: version,
    next,
    events: [completed],
  })
  if (saved.kind !== 'saved') return
  deps.logger.info('registry scan completed', { recallId, revision, jobId, ...counts })
  deps.metrics.jobSeconds.observe(secondsBetween(job.openedAt, deps.clock.now()))
}

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000)
