import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { MatchJob } from '@recallwire/ports/match-store.ts'
import type { RecallScope } from '@recallwire/ports/scope-store.ts'
import type { Matching } from './matching.ts'

type NoticeDeps = Pick<Matching, 'scopes' | 'matching' | 'logger'>

export const matchJobIdOf = (recallId: string, revision: number): string =>
  derivedId('match-job', [recallId, revision])

/**
 * A revision was published: the scope is stored, then the scan of the registry is opened; what was being scanned for an
 * older revision ends. An older revision that arrives late changes nothing.
 */
export async function applyNotice(
  deps: NoticeDeps,
  event: EventOf<'recallwire.notice-published.v1'>,
): Promise<void> {
  const { recallId, revision } = event.data
  const { products } = revision.content
  const stored = await saveScope(deps, recallId, (current) =>
    current !== undefined && current.revision >= revision.revision
      ? undefined
      : { recallId, revision: revision.revision, open: current?.open ?? true, products },
  )
  if (stored?.revision !== revision.revision || !stored.open) return
  await openJob(deps, { recallId, revision: revision.revision, openedAt: event.time })
}

/** The recall is over: what is known stays, nothing new is matched. Final, even when it arrives before a revision. */
export async function applyClosing(
  deps: NoticeDeps,
  event: EventOf<'recallwire.recall-closed.v1'>,
): Promise<void> {
  const { recallId } = event.data
  await saveScope(deps, recallId, (current) => {
    if (current === undefined) return { recallId, revision: 0, open: false, products: [] }
    return current.open ? { ...current, open: false } : undefined
  })
}

async function saveScope(
  deps: NoticeDeps,
  recallId: string,
  next: (current: RecallScope | undefined) => RecallScope | undefined,
): Promise<RecallScope | undefined> {
  const { scopes } = deps
  const saved = await decideAndSave<RecallScope>(
    { read: () => scopes.get(recallId), save: (change) => scopes.save(change) },
    { id: recallId },
    (current) => {
      const scope = next(current)
      return scope === undefined ? { kind: 'nothing' } : { kind: 'save', next: scope, events: [] }
    },
  )
  return saved.kind === 'refused' ? undefined : saved.document
}

/** Opened again by a redelivered event, it is the same job: a scan that ended stays ended. */
async function openJob(
  deps: NoticeDeps,
  { recallId, revision, openedAt }: Pick<MatchJob, 'recallId' | 'revision' | 'openedAt'>,
): Promise<void> {
  const { jobs } = deps.matching
  const jobId = matchJobIdOf(recallId, revision)
  const counts = { facilities: 0, affected: 0, possible: 0, outside: 0 }
  const next: MatchJob = { jobId, recallId, revision, status: 'open', counts, openedAt }
  const opened = await jobs.save({ id: jobId, expectedVersion: 0, next, events: [] })
  if (opened.kind === 'saved') deps.logger.info('registry scan opened', { recallId, revision, jobId })
  const older = (await jobs.open()).filter(
    ({ document }) => document.recallId === recallId && document.revision < revision,
  )
  for (const { document } of older) await supersedeJob(deps, document.jobId)
}

/** Ends a scan that another revision, or the end of the recall, has made pointless. */
export async function supersedeJob(deps: NoticeDeps, jobId: string): Promise<void> {
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
