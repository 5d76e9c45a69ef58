import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { contactHealthSchema } from '@recallwire/domain/directory/contact-health.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { readContactHealth } from '../directory/read-contact-health.ts'
import { standingAt, visibleFacilities } from '../directory/visible-facilities.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { mapInOrder } from '../map-in-order.ts'

const route = defineRoute<Actor>()

/** How well letters to a site can be relied on to find a reader: a grade, and what made it. */
export const contactHealthRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/contact-health',
    summary: 'Grade the contacts of every site you may see',
    action: 'contacts.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(contactHealthSchema) },
    handle: async ({ actor }) => {
      const facilities = await visibleFacilities(deps.backEnd.directory, actor)
      const [reader, now] = [readerOf(actor), deps.clock.now()]
      const graded = await mapInOrder(facilities, ({ facilityId }) =>
        readContactHealth(deps, reader, facilityId, now),
      )
      return { status: 200, body: graded }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/facilities/:facilityId/contact-health',
    summary: 'Grade the contacts of one site, with the reasons',
    action: 'contacts.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ facilityId: z.string().max(80) }),
    reply: { 200: contactHealthSchema },
    handle: async ({ actor, params: { facilityId } }) => {
      if ((await standingAt(deps.backEnd.directory, actor, facilityId)) === undefined)
        return absent('facility')
      const health = await readContactHealth(deps, readerOf(actor), facilityId, deps.clock.now())
      return { status: 200, body: health }
    },
  }),
]
