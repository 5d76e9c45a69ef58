import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../time.ts'
import { materialChanges } from './material-change.ts'
import { type Draft, type Notice, newestRevision, type Revision } from './notice.ts'
import type { NoticeContent } from './notice-content.ts'

export type NoticeCommand =
  | { readonly kind: 'DraftNotice'; readonly reference: string; readonly content: NoticeContent }
  | {
      readonly kind: 'DraftRevision'
      readonly revisionKind: Exclude<Draft['kind'], 'initial'>
      readonly content: NoticeContent
      /** The revision the author looked at (`If-Match`). */
      readonly basedOn: number
    }
  | { readonly kind: 'Approve' }
  /** Regulators' numbers of the same recall, found in records that were imported. They change nothing a notice says. */
  | { readonly kind: 'AttachSource'; readonly sourceId: string; readonly aliases: readonly string[] }
  | { readonly kind: 'AskToClose'; readonly outcome: 'terminated' | 'withdrawn'; readonly reason: string }

export type NoticeEvent =
  | { readonly kind: 'NoticeDrafted'; readonly draft: Draft }
  | { readonly kind: 'SourceAttached'; readonly sourceId: string; readonly aliases: readonly string[] }
  | { readonly kind: 'ClosingAsked'; readonly closing: NonNullable<Notice['closing']> }
  | { readonly kind: 'NoticePublished'; readonly revision: Revision }
  | {
      readonly kind: 'RecallClosed'
      readonly outcome: 'terminated' | 'withdrawn'
      readonly reason: string
      readonly at: Instant
      readonly approvedBy: string
    }

export type NoticeRefusal = {
  readonly kind: 'refused'
  readonly reason:
    | 'already-exists'
    | 'closed'
    | 'nothing-to-approve'
    | 'same-person'
    | 'not-published'
    | 'stale'
    | 'nothing-changed'
  readonly message: string
}

export type NoticeDecision =
  | { readonly kind: 'accepted'; readonly events: readonly NoticeEvent[] }
  | NoticeRefusal

const refused = (reason: NoticeRefusal['reason'], message: string): NoticeRefusal => ({
  kind: 'refused',
  reason,
  message,
})
const accepted = (...events: readonly NoticeEvent[]): NoticeDecision => ({ kind: 'accepted', events })

/** The rules of publishing: two people, revisions in order, nothing after the end. */
export function decideNotice(
  notice: Notice | undefined,
  command: NoticeCommand,
  act: { readonly actor: Actor; readonly at: Instant },
): NoticeDecision {
  if (command.kind === 'DraftNotice') return draftNotice(notice, command, act)
  if (notice === undefined) return refused('not-published', 'There is no such notice.')
  if (command.kind === 'AttachSource') {
    const { sourceId, aliases } = command
    return accepted({ kind: 'SourceAttached', sourceId, aliases })
  }
  if (notice.status === 'terminated' || notice.status === 'withdrawn') {
    return refused('closed', `The recall was ${notice.status}; a closed recall is final.`)
  }
  switch (command.kind) {
    case 'DraftRevision':
      return draftRevision(notice, command, act)
    case 'AskToClose':
      if (newestRevision(notice) === undefined)
        return refused('not-published', 'A draft cannot be closed: it was never published.')
      return accepted({
        kind: 'ClosingAsked',
        closing: { outcome: command.outcome, reason: command.reason, askedBy: act.actor.by, askedAt: act.at },
      })
    case 'Approve':
      return approve(notice, act)
  }
}

type Act = { readonly actor: Actor; readonly at: Instant }

function draftNotice(
  notice: Notice | undefined,
  command: { readonly content: NoticeContent },
  act: Act,
): NoticeDecision {
  if (notice !== undefined && notice.status !== 'draft') {
    return refused(
      'already-exists',
      'A recall with this reference is published already: send a revision of it.',
    )
  }
  return accepted({
    kind: 'NoticeDrafted',
    draft: { kind: 'initial', content: command.content, draftedBy: act.actor.by, draftedAt: act.at },
  })
}

function draftRevision(
  notice: Notice,
  command: Extract<NoticeCommand, { kind: 'DraftRevision' }>,
  act: Act,
): NoticeDecision {
  const newest = newestRevision(notice)
  if (newest === undefined)
    return refused('not-published', 'The notice is still a draft: change the draft itself.')
  if (newest.revision !== command.basedOn) {
    return refused(
      'stale',
      `The notice is at revision ${newest.revision}; you looked at ${command.basedOn}. Read it again.`,
    )
  }
  if (canonicalJson(newest.content) === canonicalJson(command.content)) {
    return refused('nothing-changed', 'The revision says exactly what the published notice says.')
  }
  return accepted({
    kind: 'NoticeDrafted',
    draft: {
      kind: command.revisionKind,
      content: command.content,
      draftedBy: act.actor.by,
      draftedAt: act.at,
    },
  })
}

/** The second pair of eyes: whoever asked cannot approve, whichever key he uses. */
function approve(notice: Notice, act: Act): NoticeDecision {
  const { draft, closing } = notice
  const askedBy = closing?.askedBy ?? draft?.draftedBy
  if (askedBy === undefined) return refused('nothing-to-approve', 'Nothing waits for approval.')
  if (askedBy === act.actor.by)
    return refused('same-person', 'A second person must approve what you drafted.')
  if (closing !== undefined) {
    return accepted({
      kind: 'RecallClosed',
      outcome: closing.outcome,
      reason: closing.reason,
      at: act.at,
      approvedBy: act.actor.by,
    })
  }
  if (draft === undefined) return refused('nothing-to-approve', 'Nothing waits for approval.')
  return accepted({ kind: 'NoticePublished', revision: revisionFrom(notice, draft, act) })
}

function revisionFrom(notice: Notice, draft: Draft, act: Act): Revision {
  const newest = newestRevision(notice)
  const revision = (newest?.revision ?? 0) + 1
  const changed = newest === undefined ? [] : materialChanges(newest.content, draft.content)
  const material = newest === undefined || changed.length > 0
  return {
    revision,
    materialRevision: material ? revision : newest.materialRevision,
    kind: draft.kind,
    changed: [...changed],
    content: draft.content,
    draftedBy: draft.draftedBy,
    approvedBy: act.actor.by,
    publishedAt: act.at,
  }
}
