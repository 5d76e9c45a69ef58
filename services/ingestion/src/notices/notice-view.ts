import type { Actor } from '@recallwire/domain/access/actor.ts'
import { isPublished, type Notice, newestRevision } from '@recallwire/domain/notice/notice.ts'
import { noticeHeading } from '@recallwire/domain/notice/notice-content.ts'
import type { NoticeAnswer, RecallSummary, RecallView } from '@recallwire/domain/views/recall-view.ts'

/** A recall as others see it: its newest revision. Its own firm also sees what only waits for approval. */
export function renderRecall(notice: Notice, firmName: string, reader: Actor): RecallView {
  const content = contentOf(notice)
  const own = notice.firmOrganisationId === reader.organisationId
  return {
    ...renderSummary(notice, firmName),
    content,
    revisions: notice.revisions.map(({ content: _content, ...revision }) => revision),
    ...(own && notice.draft !== undefined ? { draft: notice.draft } : {}),
    ...(own && notice.closing !== undefined ? { closing: notice.closing } : {}),
  }
}

export function renderSummary(notice: Notice, firmName: string): RecallSummary {
  const content = contentOf(notice)
  const newest = newestRevision(notice)
  const { recallId, firmOrganisationId, reference, aliases, status } = notice
  return {
    recallId,
    firmOrganisationId,
    firmName,
    reference,
    aliases,
    status,
    revision: newest?.revision ?? 0,
    title: content.title,
    heading: noticeHeading(content),
    recallClass: content.recallClass,
    action: content.action,
    sourceStatus: content.sourceStatus,
    initiatedOn: content.initiatedOn,
    ...(newest === undefined ? {} : { publishedAt: newest.publishedAt }),
  }
}

export function renderAnswer(notice: Notice): NoticeAnswer {
  return {
    recallId: notice.recallId,
    status: notice.status,
    revision: newestRevision(notice)?.revision ?? 0,
    waiting: notice.closing !== undefined ? 'closing' : notice.draft !== undefined ? 'draft' : 'nothing',
  }
}

/** Whether this actor may know of the notice at all: a draft that never went out is its own firm's alone. */
export const isShownTo = (notice: Notice, reader: Actor): boolean =>
  isPublished(notice) || notice.firmOrganisationId === reader.organisationId

/** What the recall says now; before the first approval, what it would say. */
function contentOf(notice: Notice) {
  const content = newestRevision(notice)?.content ?? notice.draft?.content
  if (content === undefined) throw new Error(`notice ${notice.recallId} has neither a revision nor a draft`)
  return content
}
