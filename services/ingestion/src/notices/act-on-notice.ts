import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  decideNotice,
  type NoticeCommand,
  type NoticeRefusal,
} from '@recallwire/domain/notice/decide-notice.ts'
import { emptyNotice, evolveNotice, type NewNotice } from '@recallwire/domain/notice/evolve-notice.ts'
import { type Notice, newestRevision } from '@recallwire/domain/notice/notice.ts'
import type { Change, SaveResult, Stored } from '@recallwire/ports/aggregate-store.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import { noticeEvents } from './notice-events.ts'
import { type Addressed, resolveAddressed } from './resolve-addressed.ts'

export type NoticeAct = {
  /** What the notice is, should it not exist yet; its aliases hold from now on. */
  readonly start: NewNotice
  readonly firmName: string
  readonly command: NoticeCommand
  readonly actor: Actor
  readonly requestKey: string
  /** What the person looked at, where he said so: another person may have changed it since. */
  readonly lookedAt?: { readonly revision?: number | undefined; readonly waitingSince?: string | undefined }
}

export type NoticeActed =
  | { readonly kind: 'done'; readonly notice: Notice; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly refusal: NoticeRefusal }

export type ActDeps = {
  readonly backEnd: Pick<BackEnd, 'notices' | 'directory'>
  readonly clock: Clock
}

/** Decides a command on a notice and stores what it brings about. The same request key brings it about once. */
export async function actOnNotice(deps: ActDeps, act: NoticeAct): Promise<NoticeActed> {
  const { notices, directory } = deps.backEnd
  const { recallId, firmOrganisationId } = act.start
  const causeId = derivedId('cause', [act.actor.organisationId, act.command.kind, act.requestKey])
  let stored: Stored<Notice> | undefined
  let addressed: Addressed = []
  const read = async () => {
    stored = await notices.get(recallId)
    const draft = act.command.kind === 'Approve' ? stored?.document.draft : undefined
    addressed =
      draft === undefined
        ? []
        : (await resolveAddressed(directory, firmOrganisationId, draft.content)).addressed
    return stored
  }
  const decided = await decideAndSave<Notice, NoticeRefusal>(
    { read, save: (change) => saveNotice(notices, change) },
    { id: recallId, causeId },
    (current) => {
      const at = deps.clock.now()
      const stale = staleness(current, act)
      const decision = stale ?? decideNotice(current, act.command, { actor: act.actor, at })
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      const base = { ...(current ?? emptyNotice(act.start)), ...aliasesFrom(act) }
      return {
        kind: 'save',
        next: decision.events.reduce(evolveNotice, base),
        events: noticeEvents(decision.events, {
          notice: act.start,
          firmName: act.firmName,
          addressed,
          actor: act.actor,
          at,
          version: (stored?.version ?? 0) + 1,
        }),
      }
    },
  )
  if (decided.kind !== 'refused') {
    if (decided.document === undefined) throw new Error(`notice ${recallId} was saved and is not there`)
    return { kind: 'done', notice: decided.document, isNew: decided.version === 1 }
  }
  if (stored !== undefined && (await wasApplied(deps, stored.document, causeId)))
    return { kind: 'done', notice: stored.document, isNew: stored.version === 1 }
  return decided
}

async function saveNotice(notices: BackEnd['notices'], change: Change<Notice>): Promise<SaveResult> {
  failpoint('ingest.before-commit')
  const saved = await notices.save(change)
  failpoint('ingest.after-commit')
  return saved
}

/** A draft says its aliases anew. Whatever else is done keeps those that were recorded meanwhile. */
const aliasesFrom = ({ command, start }: NoticeAct): { readonly aliases?: string[] } =>
  command.kind === 'DraftNotice' ? { aliases: [...start.aliases] } : {}

/** A person decides on what he has read. If it was changed since, he has to read it again. */
function staleness(current: Notice | undefined, { lookedAt }: NoticeAct): NoticeRefusal | undefined {
  if (current === undefined || lookedAt === undefined) return undefined
  const revision = newestRevision(current)?.revision ?? 0
  const waitingSince = current.closing?.askedAt ?? current.draft?.draftedAt
  const moved =
    (lookedAt.revision !== undefined && lookedAt.revision !== revision) ||
    (lookedAt.waitingSince !== undefined &&
      waitingSince !== undefined &&
      lookedAt.waitingSince !== waitingSince)
  if (!moved) return undefined
  const message = `The notice changed since you looked at it; it is at revision ${revision}. Read it again.`
  return { kind: 'refused', reason: 'stale', message }
}

/**
 * A retry of a request that had been carried out before its answer was lost finds nothing left to do, and would be refused. A
 * save that expects no document can never change one that is there; it only tells whether the cause is known.
 */
async function wasApplied(deps: ActDeps, notice: Notice, causeId: string): Promise<boolean> {
  const { recallId: id } = notice
  const result = await deps.backEnd.notices.save({
    id,
    expectedVersion: 0,
    next: notice,
    events: [],
    causeId,
  })
  return result.kind === 'already-applied'
}
