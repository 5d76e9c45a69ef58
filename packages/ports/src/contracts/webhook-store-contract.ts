import { describe, expect, test } from 'vitest'
import {
  minutesLater,
  sampleDelivery,
  sampleEndpoint,
  sampleId,
  sampleTime,
} from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeWebhookStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: webhooks`, () => {
    test(
      'endpoints are found by facility and organisation until they are removed',
      fresh(async ({ one, other }) => {
        const { endpoints } = one.webhooks
        const first = sampleEndpoint(sampleId('first'))
        const elsewhere = sampleEndpoint(sampleId('elsewhere'), { facilityId: sampleId('south') })
        for (const next of [first, elsewhere])
          await endpoints.save({ id: next.endpointId, expectedVersion: 0, next, events: [] })
        expect(await other.webhooks.endpoints.ofFacility(first.facilityId)).toEqual([first])
        const listed = await other.webhooks.endpoints.ofOrganisation(first.organisationId)
        expect(listed.map(({ endpointId }) => endpointId).toSorted()).toEqual(
          [first.endpointId, elsewhere.endpointId].toSorted(),
        )
        const removed = { ...first, state: 'removed' as const }
        await endpoints.save({ id: first.endpointId, expectedVersion: 1, next: removed, events: [] })
        expect(await other.webhooks.endpoints.ofFacility(first.facilityId)).toEqual([])
        expect((await endpoints.get(first.endpointId))?.document).toEqual(removed)
      }),
    )

    test(
      'deliveries are due once their time has come, the longest waiting first, and only while they are pending',
      fresh(async ({ one, other }) => {
        const { deliveries } = one.webhooks
        const late = sampleDelivery(sampleId('late'), { nextAttemptAt: minutesLater(2) })
        const early = sampleDelivery(sampleId('early'), { createdAt: minutesLater(1) })
        const given = sampleDelivery(sampleId('given'), { state: 'exhausted', createdAt: minutesLater(2) })
        for (const next of [late, early, given])
          await deliveries.save({ id: next.deliveryId, expectedVersion: 0, next, events: [] })
        const due = async (at: string, limit = 10) =>
          (await other.webhooks.deliveries.due(at, limit)).map(({ document }) => document.deliveryId)
        expect(await due(sampleTime)).toEqual([early.deliveryId])
        expect(await due(minutesLater(2))).toEqual([early.deliveryId, late.deliveryId])
        expect(await due(minutesLater(2), 1)).toEqual([early.deliveryId])
        expect(await other.webhooks.deliveries.exhausted()).toBe(1)
        const listed = await other.webhooks.deliveries.ofEndpoint(early.endpointId, 2)
        expect(listed.map(({ deliveryId }) => deliveryId)).toEqual([given.deliveryId, early.deliveryId])
      }),
    )
  })
}
