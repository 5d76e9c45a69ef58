import { addMs } from '@recallwire/domain/time.ts'
import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import type { Matching } from './matching.ts'
import { stepMatchJob } from './step-match-job.ts'

/** What a worker under leases is known by; leases run on real time. */
export type Worker = {
  readonly leases: LeaseStore
  readonly owner: string
  readonly realNow: () => string
}

/** Longer than a step takes; a step that overstays it loses nothing but its own work. */
const leaseMs = 30_000

/** One step of every open scan that no other worker has: a large scan does not hold up a small one. */
export async function runMatchJobs(
  deps: Matching,
  { leases, owner, realNow }: Worker,
  signal: AbortSignal,
): Promise<'busy' | 'idle'> {
  let worked = false
  for (const { document } of await deps.matching.jobs.open()) {
    if (signal.aborted) return 'idle'
    const { jobId } = document
    const lease = `match-job/${jobId}`
    const now = realNow()
    if (!(await leases.take(lease, owner, now, addMs(now, leaseMs)))) continue
    // Read under the lease: another worker may have gone on with it since the listing.
    const job = await deps.matching.jobs.get(jobId)
    if (job?.document.status === 'open') {
      await stepMatchJob(deps, job)
      worked = true
    }
    await leases.release(lease, owner)
  }
  return worked ? 'busy' : 'idle'
}
