import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { LaddersInForce } from '@recallwire/domain/casework/recall-ladders.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { readRecall } from '../casework/read-recall.ts'
import { saveCase } from '../casework/save-case.ts'
import { readLadders } from './read-ladders.ts'

/** The firm changed a ladder of its recall: every case that climbs one moves the steps it has not taken. */
export async function followLadders(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.ladder-changed.v1'>,
  signal: AbortSignal,
): Promise<void> {
  const { recallId } = event.data
  const ladders = await readLadders(deps.backEnd, recallId)
  const { newest } = await readRecall(deps.backEnd, recallId)
  for (const { document } of await deps.backEnd.cases.ofRecall(serviceReader('notifier'), recallId)) {
    signal.throwIfAborted()
    await followOne(deps, document, ladders, newest.content.replyWithinBusinessDays, event.id)
  }
}

/**
 * A case whose ladder was planned while the firm changed it: the change is written before the case is read by whoever tells it of
 * the change, and the case before the ladders are read again here. Whichever write comes second is seen.
 */
export async function followIfChanged(
  deps: CaseworkDeps,
  on: Case,
  planned: LaddersInForce,
  causeId: string,
): Promise<void> {
  const ladders = await readLadders(deps.backEnd, on.recallId)
  if (ladders.version === planned.version) return
  const { newest } = await readRecall(deps.backEnd, on.recallId)
  await followOne(deps, on, ladders, newest.content.replyWithinBusinessDays, causeId)
}

async function followOne(
  deps: CaseworkDeps,
  on: Case,
  ladders: LaddersInForce,
  replyWithinBusinessDays: number | undefined,
  causeId: string,
): Promise<void> {
  const { timeZone } = await readFacility(deps.backEnd, on.facilityId)
  await saveCase(deps, {
    ids: on,
    command: { kind: 'FollowLadders', ladders, timeZone, replyWithinBusinessDays },
    actor: serviceActor('notifier', deps.installationId),
    causeId,
  })
}
