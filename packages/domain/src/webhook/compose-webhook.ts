import type { Case, LetterPlan } from '../casework/case.ts'
import { activeUnits } from '../casework/case.ts'
import type { Instant } from '../time.ts'
import type { WebhookTopic } from './webhook-delivery.ts'

/** What a message says of the recall beside its case. */
export type WebhookFacts = {
  readonly reference: string
  readonly firmName: string
  readonly title: string
  readonly publicUrl: string
}

/** As many units as a message names; the page of the case has all. */
const unitsNamed = 1_000

/**
 * The body of a message, as Standard Webhooks has it: type, timestamp, data. It names units and no person, and says nothing that
 * the letter to the same facility does not say.
 */
export function composeWebhook(
  on: Case,
  about: WebhookTopic,
  plan: LetterPlan | undefined,
  facts: WebhookFacts,
  now: Instant,
): string {
  const { publicUrl, ...recall } = facts
  const spokenOf = new Set([...(plan?.newUnits ?? []), ...(plan?.releasedUnits ?? [])])
  const units =
    spokenOf.size > 0 ? on.units.filter(({ custodyId }) => spokenOf.has(custodyId)) : activeUnits(on)
  return JSON.stringify({
    type: `recall.${about}`,
    timestamp: now,
    data: {
      ...recall,
      recallId: on.recallId,
      recallClass: on.recallClass,
      revision: on.revision,
      caseId: on.caseId,
      facilityId: on.facilityId,
      replyDueAt: on.due?.at ?? null,
      replyOwed: on.status === 'open',
      units: units.slice(0, unitsNamed).map(({ custodyId, facts: unit, verdict }) => ({
        custodyId,
        ...unit,
        verdict: verdict.value,
        because: verdict.because,
      })),
      moreUnits: Math.max(0, units.length - unitsNamed),
      caseUrl: `${publicUrl}/cases/${on.caseId}`,
    },
  })
}
