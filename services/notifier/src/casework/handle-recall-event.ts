import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { CaseCommand } from '@recallwire/domain/casework/case-command.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { sideBySide } from '@recallwire/runtime/side-by-side.ts'
import { readLadders } from '../ladders/read-ladders.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { readFacility } from './read-facility.ts'
import { readRecall } from './read-recall.ts'
import { caseIdsOf, casesAtOnce, saveCase } from './save-case.ts'

export type RecallTopicEvent =
  | EventOf<'recallwire.notice-drafted.v1'>
  | EventOf<'recallwire.notice-published.v1'>
  | EventOf<'recallwire.closing-asked.v1'>
  | EventOf<'recallwire.source-attached.v1'>
  | EventOf<'recallwire.recall-closed.v1'>
  | EventOf<'recallwire.units-matched.v1'>
  | EventOf<'recallwire.matching-completed.v1'>
  | EventOf<'recallwire.unit-reported-elsewhere.v1'>
  | EventOf<'recallwire.review-opened.v1'>
  | EventOf<'recallwire.review-confirmed.v1'>
  | EventOf<'recallwire.review-dismissed.v1'>
  | EventOf<'recallwire.unit-surfaced.v1'>
  | EventOf<'recallwire.verdict-override-proposed.v1'>
  | EventOf<'recallwire.verdict-override-decided.v1'>
  | EventOf<'recallwire.verdict-override-lapsed.v1'>

/** The longest a letter waits for the scan of the registry, so that it can name every unit at once. */
const matchingWaitMs = 60_000

/** What the firm and the matcher say about a recall becomes commands to its cases. */
export async function handleRecallEvent(
  deps: CaseworkDeps,
  event: RecallTopicEvent,
  signal: AbortSignal,
): Promise<void> {
  switch (event.type) {
    case 'recallwire.notice-published.v1':
      await reviseCases(deps, event, signal)
      return addressConsignees(deps, event, signal)
    case 'recallwire.units-matched.v1':
      return judgeUnits(deps, event)
    case 'recallwire.matching-completed.v1': {
      const { recallId, revision } = event.data
      return tellCases(deps, event.id, recallId, { kind: 'MatchingCompleted', revision }, signal)
    }
    case 'recallwire.unit-reported-elsewhere.v1':
      return questionLocation(deps, event)
    case 'recallwire.unit-surfaced.v1':
      return noteSurfaced(deps, event)
    case 'recallwire.recall-closed.v1': {
      const { recallId, outcome } = event.data
      return tellCases(deps, event.id, recallId, { kind: 'CloseCase', outcome }, signal)
    }
    case 'recallwire.notice-drafted.v1':
    case 'recallwire.closing-asked.v1':
    case 'recallwire.review-opened.v1':
    case 'recallwire.review-confirmed.v1':
    case 'recallwire.review-dismissed.v1':
      // Nobody outside the firm is told before a second person approved.
      return
    case 'recallwire.verdict-override-proposed.v1':
    case 'recallwire.verdict-override-decided.v1':
    case 'recallwire.verdict-override-lapsed.v1':
      // What it means for a facility comes as the matcher's word on the unit.
      return
    case 'recallwire.source-attached.v1':
      // FDA's records of a recall are no reason to write to anybody.
      return
    default:
      return event satisfies never
  }
}

type Published = EventOf<'recallwire.notice-published.v1'>

async function reviseCases(deps: CaseworkDeps, event: Published, signal: AbortSignal): Promise<void> {
  if (event.data.revision.revision === 1) return
  const { changed, content } = event.data.revision
  const ladders = await readLadders(deps.backEnd, event.data.recallId)
  await sideBySide(await casesOf(deps, event.data.recallId), casesAtOnce, async (on) => {
    signal.throwIfAborted()
    const { timeZone } = await readFacility(deps.backEnd, on.facilityId)
    const command: CaseCommand = {
      kind: 'ReviseNotice',
      recall: factsOf(event),
      changed,
      tellAt: addMs(deps.clock.now(), matchingWaitMs),
      timeZone,
      replyWithinBusinessDays: content.replyWithinBusinessDays,
      ladders,
    }
    await saveCase(deps, { ids: on, command, actor: actorOf(deps), causeId: event.id })
  })
}

async function addressConsignees(deps: CaseworkDeps, event: Published, signal: AbortSignal): Promise<void> {
  await sideBySide(event.data.addressed, casesAtOnce, async ({ facilityId, organisationId }) => {
    signal.throwIfAborted()
    const command: CaseCommand = {
      kind: 'AddressFacility',
      recall: factsOf(event),
      organisationId,
      tellAt: addMs(deps.clock.now(), matchingWaitMs),
    }
    const ids = caseIdsOf(event.data.recallId, facilityId)
    await saveCase(deps, { ids, command, actor: actorOf(deps), causeId: event.id })
  })
}

/**
 * A unit that appears after the recall was closed is recorded and its case closed at once: withdrawn and terminated are
 * final, and nobody is mailed about them.
 */
async function judgeUnits(deps: CaseworkDeps, event: EventOf<'recallwire.units-matched.v1'>): Promise<void> {
  const { recallId, facilityId, organisationId, trigger, units } = event.data
  const { notice, facts } = await readRecall(deps.backEnd, recallId)
  const waitMs = trigger === 'notice' ? matchingWaitMs : deps.config.RECALLWIRE_GATHER_MS
  const order = { ids: caseIdsOf(recallId, facilityId), actor: actorOf(deps), causeId: event.id }
  const tellAt = addMs(deps.clock.now(), waitMs)
  const judged = await saveCase(deps, {
    ...order,
    command: { kind: 'JudgeUnits', recall: facts, organisationId, units, tellAt },
  })
  if (judged.kind === 'refused' || judged.document === undefined) return
  if (notice.status === 'terminated' || notice.status === 'withdrawn')
    await saveCase(deps, { ...order, command: { kind: 'CloseCase', outcome: notice.status } })
}

async function questionLocation(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.unit-reported-elsewhere.v1'>,
): Promise<void> {
  const { recallId, facilityId, custodyId } = event.data
  const asked = await saveCase(deps, {
    ids: caseIdsOf(recallId, facilityId),
    command: { kind: 'QuestionLocation', custodyId },
    actor: actorOf(deps),
    causeId: event.id,
  })
  // The earlier holder's unit was outside the scope: there is nothing to confirm.
  if (asked.kind === 'refused')
    deps.logger.info('no case to question', { recallId, facilityId, because: asked.reason })
}

/** The matcher told of the unit before it told that it surfaced: a case without it has not read that yet. */
async function noteSurfaced(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.unit-surfaced.v1'>,
): Promise<void> {
  const { recallId, facilityId, custodyId, matchId, earlier, seenAt } = event.data
  const noted = await saveCase(deps, {
    ids: caseIdsOf(recallId, facilityId),
    command: { kind: 'NoteSurfaced', custodyId, earlier, seenAt },
    actor: actorOf(deps),
    causeId: event.id,
  })
  if (noted.kind !== 'refused') return
  const { notice } = await readRecall(deps.backEnd, recallId)
  // Under a recall that is over no case is opened any more: the ledger has the event, and nobody is asked anything.
  if (notice.status === 'published')
    throw new RecallError('upstream-unavailable', `No case knows the unit of match ${matchId} yet`)
}

async function tellCases(
  deps: CaseworkDeps,
  causeId: string,
  recallId: string,
  command: CaseCommand,
  signal: AbortSignal,
): Promise<void> {
  await sideBySide(await casesOf(deps, recallId), casesAtOnce, async (on) => {
    signal.throwIfAborted()
    await saveCase(deps, { ids: on, command, actor: actorOf(deps), causeId })
  })
}

async function casesOf(deps: CaseworkDeps, recallId: string): Promise<readonly Case[]> {
  const stored = await deps.backEnd.cases.ofRecall(serviceReader('notifier'), recallId)
  return stored.map(({ document }) => document)
}

const actorOf = (deps: CaseworkDeps) => serviceActor('notifier', deps.installationId)

const factsOf = ({ data: { revision, firmOrganisationId, firmName, reference } }: Published) => ({
  firmOrganisationId,
  firmName,
  reference,
  recallClass: revision.content.recallClass,
  revision: revision.revision,
  materialRevision: revision.materialRevision,
})
