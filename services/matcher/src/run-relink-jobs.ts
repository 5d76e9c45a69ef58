import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { RelinkJob } from '@recallwire/ports/match-store.ts'
import { openMatchJob } from './match-job.ts'
import type { Matching } from './matching.ts'
import { relinkScope } from './relink-scope.ts'
import type { Worker } from './run-match-jobs.ts'

/** Scopes of one step: each reads the links of its DIs, and writes only where they changed. */
const scopesAtOnce = 50
const leaseMs = 30_000

/**
 * Lets the links of every open recall be read again. `cause` is what changed the catalogue: told of twice, it is one job.
 * The third side of store-then-look: the records are written by now, so whatever scope was written before this is seen by
 * the job, and a scope written after it reads its links when its own scan begins.
 */
export async function openRelinkJob(deps: Matching, cause: string, openedAt: string): Promise<void> {
  const relinkId = derivedId('relink-job', [cause])
  const next: RelinkJob = { relinkId, status: 'open', openedAt }
  const saved = await deps.matching.relinks.save({ id: relinkId, expectedVersion: 0, next, events: [] })
  if (saved.kind === 'saved') deps.logger.info('links are read again', { relinkId })
}

/** One step of every open relink job that no other worker has. */
export async function runRelinkJobs(
  deps: Matching,
  { leases, owner, realNow }: Worker,
  signal: AbortSignal,
): Promise<'busy' | 'idle'> {
  const { relinks } = deps.matching
  let worked = false
  for (const { document } of await relinks.open()) {
    if (signal.aborted) return 'idle'
    const lease = `relink-job/${document.relinkId}`
    const now = realNow()
    if (!(await leases.take(lease, owner, now, addMs(now, leaseMs)))) continue
    const job = await relinks.get(document.relinkId)
    if (job?.document.status === 'open') {
      await stepRelinkJob(deps, job)
      worked = true
    }
    await leases.release(lease, owner)
  }
  return worked ? 'busy' : 'idle'
}

/**
 * Relinks the next scopes, then stores the place. The scan of a scope is opened whether or not this step changed its links:
 * the step may have been killed between the two. Repeating it changes nothing.
 */
async function stepRelinkJob(deps: Matching, { version, document: job }: Stored<RelinkJob>): Promise<void> {
  await deps.index.refresh()
  const open = deps.index.open().map(({ recallId }) => recallId)
  const first = open.findIndex((recallId) => recallId > (job.after ?? ''))
  const waiting = first < 0 ? [] : open.slice(first)
  const step = waiting.slice(0, scopesAtOnce)
  for (const recallId of step) {
    const scope = await relinkScope(deps, recallId)
    if (scope?.open === true) await openMatchJob(deps, scope, job.openedAt)
  }
  const after = step.at(-1)
  const isDone = waiting.length <= scopesAtOnce
  const next: RelinkJob = {
    ...job,
    status: isDone ? 'done' : 'open',
    ...(after === undefined ? {} : { after }),
  }
  await deps.matching.relinks.save({ id: job.relinkId, expectedVersion: version, next, events: [] })
}
