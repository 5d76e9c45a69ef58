import type { Actor } from '../access/actor.ts'
import {
  at,
  facilityId,
  firmOrganisationId,
  judge,
  openStory,
  organisationId,
  type Recorded,
  recallId,
  reply,
} from '../casework/case.test-support.ts'
import type { SubmitReply } from '../casework/case-command.ts'
import { outgoing, type RecallEvent } from '../events/envelope.ts'
import type { EventData, EventType } from '../events/event-catalogue.ts'
import { caseIdOf } from '../ids.ts'
import { contentWith } from '../notice/notice.test-support.ts'
import type { NoticeContentInput } from '../notice/notice-content.ts'
import type { MatchedUnit } from '../scope/verdict.ts'
import type { RecallEntry } from './recall-entry.ts'

type Story = ReturnType<typeof openStory>
export type Site = {
  readonly ids: { readonly caseId: string; readonly recallId: string; readonly facilityId: string }
  readonly story: Story
}

const service: Actor = { organisationId: 'i'.repeat(26), role: 'service', by: 'notifier' }
const person: Actor = { organisationId, role: 'facility-staff', by: 'person' }
export const end = at(25)

/** A facility named by a letter, with a case of its own. */
export function openSite(letter = facilityId.charAt(0)): Site {
  const site = letter.repeat(26)
  const ids = { caseId: caseIdOf(recallId, site), recallId, facilityId: site }
  return { ids, story: openStory(ids) }
}

/** A facility whose units matched and whose first letter was accepted at `time`. */
export function openTold(letter: string, units: readonly MatchedUnit[], time = at(0)): Site {
  const site = openSite(letter)
  site.story.act(judge(units, time), time)
  site.story.mail(time)
  return site
}

export function answer(site: Site, name: string, more: Partial<SubmitReply>, time: string): void {
  const dutyIds = site.story.current().duties.map((duty) => duty.dutyId)
  site.story.act(reply(name, { occurredAt: time, dutyIds, ...more }), time)
}

export const eventOf = <T extends EventType>(
  type: T,
  time: string,
  data: EventData<T>,
  more: { readonly occurredAt?: string; readonly actor?: Actor } = {},
): RecallEvent =>
  outgoing('key', {
    id: 'e',
    source: '/notifier',
    type,
    subject: recallId,
    at: time,
    actor: service,
    data,
    ...more,
  }).event

const caseEventOf = (site: Site, { event, at: time }: Recorded): RecallEvent =>
  eventOf(
    'recallwire.case-changed.v1',
    time,
    { ...site.ids, organisationId, event },
    {
      ...(event.kind === 'ReplyReceived' ? { occurredAt: event.reply.at, actor: person } : {}),
    },
  )

export const published = (
  change: Partial<NoticeContentInput> = {},
  revision = 1,
  time = at(0, '14:00'),
): RecallEvent =>
  eventOf('recallwire.notice-published.v1', time, {
    recallId,
    firmOrganisationId,
    firmName: 'Northwind Devices',
    reference: 'FA-1',
    contentHash: 'a'.repeat(64),
    addressed: [],
    revision: {
      revision,
      materialRevision: 1,
      kind: revision === 1 ? 'initial' : 'correct',
      changed: [],
      content: contentWith(change),
      draftedBy: 'editor',
      approvedBy: 'approver',
      publishedAt: time,
    },
  })

/** The ledger of these events: case by case in their own order, otherwise by time. */
export function entriesOf(
  sites: readonly Site[],
  others: readonly RecallEvent[] = [published()],
): readonly RecallEntry[] {
  const events = [
    ...others,
    ...sites.flatMap((site) => site.story.history.map((one) => caseEventOf(site, one))),
  ]
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) =>
      a.event.time === b.event.time ? a.index - b.index : a.event.time < b.event.time ? -1 : 1,
    )
    .map(({ event }, seq) => ({ seq, event }))
}
