import type { Actor } from '@recallwire/domain/access/actor.ts'
import { outgoing, parseEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventData } from '@recallwire/domain/events/event-catalogue.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import type { ParkedRecord, Settling } from '@recallwire/ports/parked-records.ts'
import type { ParkedDeps } from './parked-deps.ts'

type Settled = EventData<'recallwire.parked-settled.v1'>

/** Hands one record on again, by the word of this actor; the ledger hears of it. Done twice, it is handed on once. */
export async function redriveOne(
  deps: ParkedDeps,
  parkedId: string,
  actor: Actor,
  bulk?: Settled['bulk'],
): Promise<'redriven' | 'settled-before' | 'absent'> {
  const record = await deps.backEnd.parked.get(parkedId)
  if (record === undefined) return 'absent'
  return deps.backEnd.parked.redrive(parkedId, settlingOf(deps, record, actor, { change: 'redriven', bulk }))
}

/** When and by whom, and the event that says so. Its id derives from the record, which is settled once. */
export function settlingOf(
  { clock, realNow }: Pick<ParkedDeps, 'clock' | 'realNow'>,
  record: ParkedRecord,
  actor: Actor,
  how: Pick<Settled, 'change' | 'bulk'>,
): Settling {
  const { parkedId, headers } = record
  const event = outgoing(actor.organisationId, {
    id: eventIdOf('/auditor', parkedId, 'settled'),
    source: '/auditor',
    type: 'recallwire.parked-settled.v1',
    subject: parkedId,
    at: clock.now(),
    actor,
    data: {
      parkedId,
      group: headers[parkedHeaders.group] ?? 'unknown',
      change: how.change,
      ...(how.bulk === undefined ? {} : { bulk: how.bulk }),
      ...recallOf(record),
    },
  })
  return { at: realNow(), by: actor.by, events: [event] }
}

function recallOf({ value }: ParkedRecord): { readonly recallId?: string | undefined } {
  const read = parseEvent(value)
  if (read.kind === 'problem' || !('recallId' in read.event.data)) return {}
  const { recallId } = read.event.data
  return recallId === undefined ? {} : { recallId }
}
