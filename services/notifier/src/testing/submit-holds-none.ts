import { submitReply } from '../casework/submit-reply.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { firmOrganisationId } from '../letters/testing/sample-recall.ts'
import type { Desk } from './create-desk.ts'

/** Someone of the hospital told the firm on the phone that it holds none, for every sender at once. */
export async function submitHoldsNone(desk: Desk) {
  const [on] = await desk.cases()
  return submitReply(desk.deps, {
    caseId,
    channel: 'phone',
    actor: { organisationId: firmOrganisationId, role: 'manufacturer-editor', by: 'p1' },
    occurredAt: desk.deps.clock.now(),
    requestId: 'call 1',
    person: { name: 'Dana Whitfield', role: 'Recall coordinator' },
    holdsNone: true,
    units: [],
    dutyIds: on?.duties.map(({ dutyId }) => dutyId) ?? [],
    statement: 'We hold none of these units.',
  })
}
