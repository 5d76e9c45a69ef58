import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { MatchJob } from '@recallwire/ports/match-store.ts'
import type { RecallScope } from '@recallwire/ports/scope-store.ts'
import type { Matching } from './matching.ts'

type JobDeps = Pick<Matching, 'matching' | 'logger'>
/** Which state of a scope a scan is for: its revision, and how often its links have changed. */
type ScopeState = Pick<RecallScope, 'revision' | 'linking'>

export const matchJobIdOf = (recallId: string, { revision, linking }: ScopeState): string =>
  derivedId('match-job', linking === 0 ? [recallId, revision] : [recallId, revision, linking])

/**
 * The scan for the scope as it is. Opened again by a redelivered event or a step that was repeated, it is the same job: a
 * scan that ended stays ended. What was being scanned for an older state ends.
 */
export async function openMatchJob(deps: JobDeps, scope: RecallScope, openedAt: string): Promise<void> {
  const { jobs } = deps.matching
  const { recallId, revision, linking } = scope
  const jobId = matchJobIdOf(recallId, scope)
  const counts = { facilities: 0, affected: 0, possible: 0, outside: 0 }
  const next: MatchJob = { jobId, recallId, revision, linking, status: 'open', counts, openedAt }
  const opened = await jobs.save({ id: jobId, expectedVersion: 0, next, events: [] })
  if (opened.kind !== 'saved') return
  deps.logger.info('registry scan opened', { recallId, revision, linking, jobId })
  for (const { document } of await jobs.open()) {
    if (document.recallId === recallId && isOlder(document, scope)) await supersedeJob(deps, document.jobId)
  }
}

/** Ends a scan that another state of the scope, or the end of the recall, has made pointless. */
export async function supersedeJob(deps: JobDeps, jobId: string): Promise<void> {
  const { jobs } = deps.matching
  await decideAndSave<MatchJob>(
    { read: () => jobs.get(jobId), save: (change) => jobs.save(change) },
    { id: jobId },
    (current) =>
      current?.status === 'open'
        ? { kind: 'save', next: { ...current, status: 'superseded' }, events: [] }
        : { kind: 'nothing' },
  )
}

/** Revisions only grow, and so does the number of the links. */
const isOlder = (one: ScopeState, other: ScopeState): boolean =>
  one.revision < other.revision || (one.revision === other.revision && one.linking < other.linking)
