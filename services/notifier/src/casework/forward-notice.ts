import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import { dutyIdOf } from '@recallwire/domain/ids.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { readFacility } from './read-facility.ts'
import type { KnownRecall } from './read-recall.ts'
import { caseIdsOf, saveCase } from './save-case.ts'

export type Forward = {
  readonly recall: KnownRecall
  /** The distributor's own reference of its letter: with it the same forward is the same duty. */
  readonly reference: string
  readonly coverNote?: string | undefined
  readonly facilityId: string
  readonly sender: { readonly organisationId: string; readonly name: string }
  readonly actor: Actor
}

export type Forwarded =
  | { readonly kind: 'forwarded'; readonly caseId: string; readonly dutyId: string }
  | CaseRefusal

/**
 * A distributor passes the notice to a facility it supplied (21 CFR 7.49(d)): the facility owes it a reply of its own. A
 * facility without a case is opened as addressed: it owes a reply even if it holds nothing.
 */
export async function forwardNotice(deps: CaseworkDeps, forward: Forward): Promise<Forwarded> {
  const { recall, reference, coverNote, facilityId, sender, actor } = forward
  const ids = caseIdsOf(recall.notice.recallId, facilityId)
  const dutyId = dutyIdOf(ids.caseId, sender.organisationId, reference)
  const order = { ids, actor, causeId: dutyId }
  const { organisationId } = await readFacility(deps.backEnd, facilityId)
  const known = await deps.backEnd.cases.get({ kind: 'service', service: 'notifier' }, ids.caseId)
  if (known === undefined) {
    const opening = { kind: 'AddressFacility', recall: recall.facts, organisationId } as const
    const opened = await saveCase(deps, { ...order, command: { ...opening, tellAt: deps.clock.now() } })
    if (opened.kind === 'refused') return opened
  }
  const added = await saveCase(deps, {
    ...order,
    command: {
      kind: 'AddSender',
      duty: {
        kind: 'distributor',
        senderOrganisationId: sender.organisationId,
        senderName: sender.name,
        reference,
        coverNote,
      },
    },
  })
  return added.kind === 'refused' ? added : { kind: 'forwarded', caseId: ids.caseId, dutyId }
}
