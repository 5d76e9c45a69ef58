import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import type { EventData } from '@recallwire/domain/events/event-catalogue.ts'
import { type Alarm, decideAlarm, type Overdue } from '@recallwire/domain/gaps/alarm.ts'
import { alarmIdOf, eventIdOf } from '@recallwire/domain/ids.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { Instant } from '@recallwire/domain/time.ts'
import type { AlarmStore } from '@recallwire/ports/alarm-store.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { StoodFacility } from './walk-standings.ts'

/**
 * Stores what a person is told of one facility, with its time; says whether something new was told or the last was settled. Of
 * two processes that tell at once one is refused, and sees the other's word at its next look.
 */
export async function tellOverdue(
  deps: {
    readonly backEnd: { readonly alarms: AlarmStore }
    readonly clock: Clock
    readonly installationId: string
  },
  { recallId }: Pick<Notice, 'recallId'>,
  { facilityId, alarm }: Pick<StoodFacility, 'facilityId' | 'alarm'>,
  overdue: readonly Overdue[],
): Promise<'raised' | 'cleared' | undefined> {
  const { alarms } = deps.backEnd
  const place = { alarmId: alarmIdOf(recallId, facilityId), recallId, facilityId }
  const stored = alarm ?? (overdue.length === 0 ? undefined : await alarms.get(place.alarmId))
  const at = deps.clock.now()
  const next = decideAlarm(stored?.document, place, overdue, at)
  if (next === undefined) return undefined
  const change = changeIn(next, at)
  const expectedVersion = stored?.version ?? 0
  const actor = serviceActor('notifier', deps.installationId)
  const event = (data: EventData<'recallwire.letters-overdue.v1'>) =>
    outgoing(recallId, {
      id: eventIdOf('/notifier', `${place.alarmId}@${expectedVersion + 1}`, 0),
      source: '/notifier',
      type: 'recallwire.letters-overdue.v1',
      subject: recallId,
      at,
      actor,
      data,
    })
  const saved = await alarms.save({
    id: place.alarmId,
    expectedVersion,
    next,
    events: change === undefined ? [] : [event(dataOf(next, change))],
  })
  return saved.kind === 'saved' ? change : undefined
}

/** Undefined for an alarm of which only a part was settled: nobody need hear of it. */
function changeIn({ clearedAt, subjects }: Alarm, at: Instant): 'raised' | 'cleared' | undefined {
  if (clearedAt !== undefined) return 'cleared'
  return subjects.some(({ toldAt }) => toldAt === at) ? 'raised' : undefined
}

function dataOf(
  { alarmId, recallId, facilityId, subjects }: Alarm,
  change: 'raised' | 'cleared',
): EventData<'recallwire.letters-overdue.v1'> {
  const named = { alarmId, recallId, facilityId, change }
  if (change === 'cleared') return { ...named, custodies: 0, stages: [] }
  const since = subjects.map((subject) => subject.since).toSorted()[0]
  return {
    ...named,
    custodies: subjects.filter(({ custodyId }) => custodyId !== undefined).length,
    stages: [...new Set(subjects.map(({ stage }) => stage))],
    ...(since === undefined ? {} : { since }),
  }
}
