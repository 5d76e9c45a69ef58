import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  at,
  firmOrganisationId,
  line,
  recallId,
  unit,
} from '@recallwire/domain/casework/case.test-support.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import { outgoing, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventData, EventType } from '@recallwire/domain/events/event-catalogue.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { type Notice, noticeSchema } from '@recallwire/domain/notice/notice.ts'
import { answer, entriesOf, openTold, published } from '@recallwire/domain/report/report.test-support.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

export const otherOrganisationId = 'n'.repeat(26)
export const distributorId = 'd'.repeat(26)
export const hospitalId = 's'.repeat(26)
export const clinicId = 'c'.repeat(26)
const service: Actor = { organisationId: 'i'.repeat(26), role: 'service', by: 'notifier' }

/** An event with an id of its own; `name` tells it apart. */
export const eventOf = <T extends EventType>(
  name: string,
  type: T,
  data: EventData<T>,
  time = at(0),
): RecallEvent =>
  outgoing('key', {
    id: eventIdOf('/test', name, 0),
    source: '/notifier',
    type,
    subject: name,
    at: time,
    actor: service,
    data,
  }).event

export const denied = (name: string): RecallEvent =>
  eventOf(name, 'recallwire.access-denied.v1', { action: 'report.read', route: 'GET /v1/x' })

/** Many facts without a recall. */
export const denials = (count: number, name = 'denied'): readonly RecallEvent[] =>
  Array.from({ length: count }, (_, index) => denied(`${name} ${index}`))

export const draftedOf = (name: string, reference = 'FA-1', recall = recallId): RecallEvent =>
  eventOf(
    name,
    'recallwire.notice-drafted.v1',
    {
      recallId: recall,
      firmOrganisationId,
      firmName: 'Northwind Devices',
      reference,
      kind: 'initial',
      contentHash: 'a'.repeat(64),
    },
    at(0, '13:00'),
  )

export type Sample = {
  readonly notice: Notice
  readonly cases: readonly Case[]
  /** What happened, in order: a draft, the publication, then both cases. */
  readonly events: readonly RecallEvent[]
}

/** A recall at a hospital that has replied, and to which a distributor and a supplier wrote as well, and at a silent clinic. */
export function createSample(): Sample {
  const hospital = openTold('s', [unit('1001'), unit('1002')])
  const clinic = openTold('c', [unit('2001')], at(0, '15:30'))
  const senders = [
    { kind: 'distributor', senderOrganisationId: distributorId, senderName: 'Meridian Supply' },
    { kind: 'outside-letter', senderName: 'Corner Supplies' },
  ] as const
  for (const sender of senders)
    hospital.story.act({ kind: 'AddSender', duty: { ...sender, reference: 'X-1' } }, at(0, '16:00'))
  answer(hospital, 'y', { units: [line('1001', 'returned'), line('1002', 'isolated')] }, at(1))
  const cases = [hospital.story.current(), { ...clinic.story.current(), organisationId: otherOrganisationId }]
  const revision = published()
  if (revision.type !== 'recallwire.notice-published.v1') throw new Error('no publication')
  const notice = noticeSchema.parse({
    recallId,
    firmOrganisationId,
    reference: 'FA-1',
    aliases: [],
    status: 'published',
    revisions: [revision.data.revision],
  })
  const told = entriesOf([hospital, clinic], [draftedOf('draft'), revision])
  const events = told.map(({ event, seq }) => withOwner({ ...event, id: eventIdOf('/test', 'story', seq) }))
  return { notice, cases, events }
}

/** The clinic belongs to another organisation than the hospital. */
function withOwner(event: RecallEvent): RecallEvent {
  if (event.type !== 'recallwire.case-changed.v1' || event.data.facilityId !== clinicId) return event
  return { ...event, data: { ...event.data, organisationId: otherOrganisationId } }
}

/** The stores other services write, as they are when these events were published. */
export async function seedSample(
  { notices, cases }: Pick<BackEnd, 'notices' | 'cases'>,
  sample: Sample,
): Promise<void> {
  const stored = { expectedVersion: 0, events: [], causeId: 'seed' }
  await notices.save({ ...stored, id: sample.notice.recallId, next: sample.notice })
  for (const next of sample.cases) await cases.save({ ...stored, id: next.caseId, next })
}
