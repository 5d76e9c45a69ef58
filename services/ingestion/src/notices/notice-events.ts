import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { NoticeEvent } from '@recallwire/domain/notice/decide-notice.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Addressed } from './resolve-addressed.ts'

export type NoticeEventContext = {
  readonly notice: Pick<Notice, 'recallId' | 'firmOrganisationId' | 'reference'>
  readonly firmName: string
  readonly addressed: Addressed
  readonly actor: Actor
  readonly at: string
  /** The version of the notice that the events bring about. */
  readonly version: number
}

/** What others are told of a change to a notice. */
export function noticeEvents(
  events: readonly NoticeEvent[],
  context: NoticeEventContext,
): readonly OutgoingEvent[] {
  return events.map((event, index) => noticeEvent(event, index, context))
}

function noticeEvent(event: NoticeEvent, index: number, context: NoticeEventContext): OutgoingEvent {
  const { firmName, addressed, actor, at, version } = context
  const { recallId, firmOrganisationId, reference } = context.notice
  const recall = { recallId, firmOrganisationId, firmName, reference }
  const head = {
    id: eventIdOf('/ingestion', `${recallId}@${version}`, index),
    source: '/ingestion',
    subject: recallId,
    at,
    actor,
  }
  switch (event.kind) {
    case 'NoticeDrafted': {
      const { kind, content } = event.draft
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.notice-drafted.v1',
        data: { ...recall, kind, contentHash: contentHash(content) },
      })
    }
    case 'SourceAttached': {
      const { sourceId, aliases } = event
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.source-attached.v1',
        data: { ...recall, sourceId, aliases: [...aliases] },
      })
    }
    case 'ClosingAsked':
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.closing-asked.v1',
        data: { ...recall, closing: event.closing },
      })
    case 'NoticePublished': {
      const { revision } = event
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.notice-published.v1',
        data: { ...recall, revision, contentHash: contentHash(revision.content), addressed },
      })
    }
    case 'RecallClosed': {
      const { outcome, reason } = event
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.recall-closed.v1',
        data: { ...recall, outcome, reason },
      })
    }
    default:
      return event satisfies never
  }
}

/** SHA-256 over the canonical JSON of what the notice says. */
const contentHash = (content: NoticeContent): string => sha256Hex(canonicalJson(content))
