import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { CaseCommand, CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import type { CaseEvent } from '@recallwire/domain/casework/case-event.ts'
import { decideCase } from '@recallwire/domain/casework/decide-case.ts'
import type { CaseIds } from '@recallwire/domain/casework/evolve-case.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { caseIdOf, eventIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { CaseworkDeps } from './casework-deps.ts'

/** Cases at work at once: as many writes share one commit. */
export const casesAtOnce = 64

export type CaseOrder = {
  readonly ids: CaseIds
  readonly command: CaseCommand
  readonly actor: Actor
  /**
   * What asks for the change: an event, a request, the steps that fell due. One cause may give a case several commands;
   * each kind of command is applied once per cause, so that whatever is delivered again changes nothing.
   */
  readonly causeId?: string | undefined
  /** When a person acted, for what is entered later than it happened. */
  readonly occurredAt?: string | undefined
}

export type SavedCase = {
  readonly kind: 'saved' | 'nothing' | 'already-applied'
  /** The case as it is now; as it was read, when the cause had been applied before. */
  readonly document: Case | undefined
}

export const caseIdsOf = (recallId: string, facilityId: string): CaseIds => ({
  caseId: caseIdOf(recallId, facilityId),
  recallId,
  facilityId,
})

/** The one place where a case changes: decides, and stores the case with its events in one write. */
export async function saveCase(
  deps: Pick<CaseworkDeps, 'backEnd' | 'clock'>,
  order: CaseOrder,
): Promise<SavedCase | CaseRefusal> {
  const { cases } = deps.backEnd
  const { ids, command, actor, causeId } = order
  const act = { actor, at: deps.clock.now() }
  const once = causeId === undefined ? undefined : `${causeId}/${command.kind}`
  let version = 0
  const read = async () => {
    const stored = await cases.get(serviceReader('notifier'), ids.caseId)
    version = stored?.version ?? 0
    return stored
  }
  const decided = await decideAndSave<Case, CaseRefusal>(
    { read, save: (change) => cases.save(change) },
    { id: ids.caseId, causeId: once },
    (current) => {
      const decision = decideCase(current, ids, command, act)
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      const { events, next } = decision
      if (events.length === 0 || next === undefined) return { kind: 'nothing' }
      const change = once ?? String(version + 1)
      return { kind: 'save', next, events: outgoingCaseEvents(next, events, { ...order, ...act, change }) }
    },
  )
  return decided.kind === 'refused' ? decided.refusal : { kind: decided.kind, document: decided.document }
}

type Stamp = Pick<CaseOrder, 'actor' | 'causeId' | 'occurredAt'> & {
  readonly at: string
  /** Names the change of the case: the same change gives the same event ids. */
  readonly change: string
}

function outgoingCaseEvents(on: Case, events: readonly CaseEvent[], stamp: Stamp): readonly OutgoingEvent[] {
  const { caseId, recallId, facilityId, organisationId } = on
  return events.map((event, index) =>
    outgoing(caseId, {
      id: eventIdOf('/notifier', `${caseId}@${stamp.change}`, index),
      source: '/notifier',
      type: 'recallwire.case-changed.v1',
      subject: caseId,
      at: stamp.at,
      occurredAt: stamp.occurredAt,
      actor: stamp.actor,
      causeId: stamp.causeId,
      data: { caseId, recallId, facilityId, organisationId, event },
    }),
  )
}
