import type { NoticeEvent } from './decide-notice.ts'
import type { Notice } from './notice.ts'

/** What a first draft starts from. */
export type NewNotice = Pick<Notice, 'recallId' | 'firmOrganisationId' | 'reference' | 'aliases'>

export const emptyNotice = (start: NewNotice): Notice => ({ ...start, status: 'draft', revisions: [] })

export function evolveNotice(notice: Notice, event: NoticeEvent): Notice {
  switch (event.kind) {
    case 'NoticeDrafted':
      return { ...without(notice, 'closing'), draft: event.draft }
    case 'SourceAttached':
      return { ...notice, aliases: [...new Set([...notice.aliases, ...event.aliases])] }
    case 'ClosingAsked':
      return { ...without(notice, 'draft'), closing: event.closing }
    case 'NoticePublished':
      return {
        ...without(notice, 'draft'),
        status: 'published',
        revisions: [...notice.revisions, event.revision],
      }
    case 'RecallClosed':
      return { ...without(notice, 'closing'), status: event.outcome, closedAt: event.at }
    default:
      return event satisfies never
  }
}

function without(notice: Notice, member: 'draft' | 'closing'): Notice {
  const { [member]: _gone, ...rest } = notice
  return rest
}
