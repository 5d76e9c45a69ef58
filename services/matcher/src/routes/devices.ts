import type { Actor } from '@recallwire/domain/access/actor.ts'
import { readerOf } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { factsOf, type Holding } from '@recallwire/domain/device/holding.ts'
import { eventBytes, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { idSchema, lineOf } from '@recallwire/domain/text.ts'
import { type InventoryPage, inventoryPageSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'

export type DeviceRouteDeps = {
  readonly backEnd: Pick<BackEnd, 'registry' | 'matching' | 'directory' | 'log'>
  readonly clock: Clock
}

const pageSize = 100

const querySchema = z.strictObject({
  facilityId: idSchema,
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
  /** Why a regulator looks; recorded. */
  reason: lineOf(300).optional(),
})

const noSuchFacility = () => problem(404, 'No such facility')

/** The inventory of one facility, for itself; a regulator's look is recorded before it is answered. */
export const deviceRoutes = (deps: DeviceRouteDeps): readonly Route<Actor>[] => [
  defineRoute<Actor>()({
    method: 'GET',
    path: '/v1/devices',
    summary: 'Live devices of a facility with their verdicts, in pages',
    action: 'inventory.read',
    credential: 'key',
    answers: 'json',
    query: querySchema,
    reply: { 200: inventoryPageSchema },
    handle: async ({ actor, query, requestId }) => {
      const facility = (await deps.backEnd.directory.facilities.get(query.facilityId))?.document
      if (facility === undefined) return noSuchFacility()
      const { organisationId } = facility
      if (!mayAct(actor, 'inventory.read', { owners: [organisationId] })) return noSuchFacility()
      if (actor.role === 'regulator' && query.reason === undefined) return reasonMissing()
      const { facilityId, after, reason } = query
      const page = await deps.backEnd.registry.ofFacility(readerOf(actor), facilityId, pageSize, after)
      if (actor.role === 'regulator' && reason !== undefined) {
        await recordRead(deps, actor, requestId, {
          organisationId,
          facilityId,
          reason,
          rows: page.items.length,
        })
      }
      const items = await Promise.all(page.items.map((holding) => itemOf(deps, actor, holding)))
      const body: InventoryPage = page.next === undefined ? { items } : { items, next: page.next }
      return { status: 200, body }
    },
  }),
]

const reasonMissing = () =>
  problem(400, 'The query is not acceptable', {
    kind: 'query-invalid',
    detail: 'Nothing was read. Say why you look: the reason is recorded in the ledger.',
    errors: [{ pointer: '/reason', detail: 'is required of a regulator' }],
  })

async function itemOf(
  deps: DeviceRouteDeps,
  actor: Actor,
  holding: Holding,
): Promise<InventoryPage['items'][number]> {
  const { holdingId, facilityId, custody } = holding
  const matches = await deps.backEnd.matching.matches.ofCustody(readerOf(actor), custody.custodyId)
  return {
    holdingId,
    custodyId: custody.custodyId,
    facilityId,
    facts: factsOf(holding),
    openedAt: custody.openedAt,
    verdicts: matches.map(({ document }) => ({ recallId: document.recallId, verdict: document.verdict })),
  }
}

/**
 * Published and durable before the answer leaves. There is no document it belongs to, so it goes to the log directly; a
 * crash in between records a read whose answer was never seen, which errs on the right side.
 */
async function recordRead(
  { backEnd, clock }: DeviceRouteDeps,
  actor: Actor,
  requestId: string,
  read: {
    readonly organisationId: string
    readonly facilityId: string
    readonly reason: string
    readonly rows: number
  },
): Promise<void> {
  const { topic, key, event } = outgoing(read.organisationId, {
    id: eventIdOf('/matcher', requestId, 'inventory-read'),
    source: '/matcher',
    type: 'recallwire.inventory-read.v1',
    subject: read.facilityId,
    at: clock.now(),
    actor,
    data: read,
  })
  await backEnd.log.publish(topic, key, eventBytes(event))
}
