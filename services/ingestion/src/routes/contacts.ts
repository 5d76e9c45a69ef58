import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import {
  type Contact,
  contactInputSchema,
  contactSchema,
  contactsInOrder,
} from '@recallwire/domain/directory/facility.ts'
import { type ContactView, contactViewSchema, viewContact } from '@recallwire/domain/views/contact-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { saveContact } from '../directory/save-contact.ts'
import { standingAt } from '../directory/visible-facilities.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { mapInOrder } from '../map-in-order.ts'

const route = defineRoute<Actor>()

export const contactRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/contacts',
    summary: 'Add or correct a contact of your own site, or of a site you shipped to',
    action: 'contacts.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: contactInputSchema,
    reply: { 200: contactSchema, 201: contactSchema },
    handle: async ({ actor, body }) => {
      const standing = await standingAt(deps.backEnd.directory, actor, body.facilityId)
      if (standing !== 'own' && standing !== 'supplier') return absent('facility')
      const saved = await saveContact(deps, actor, body, standing === 'own' ? 'facility' : 'firm')
      return { status: saved.kind === 'changed' ? 200 : 201, body: saved.record }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/facilities/:facilityId/contacts',
    summary:
      'List the contacts of a site in the order in which they are written to, and what is known of each address',
    action: 'contacts.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ facilityId: z.string().max(80) }),
    reply: { 200: z.array(contactViewSchema) },
    handle: async ({ actor, params }) => {
      const { directory } = deps.backEnd
      const standing = await standingAt(directory, actor, params.facilityId)
      if (standing === undefined) return absent('facility')
      const contacts = await directory.contacts.ofFacility(params.facilityId)
      // A firm sees what it supplied itself; whom the site or another firm named is not its business.
      const shown =
        standing === 'supplier'
          ? contacts.filter((contact) => contact.organisationId === actor.organisationId)
          : contacts
      const standings = await deps.backEnd.standings.ofFacility(params.facilityId)
      return { status: 200, body: await viewContacts(deps, shown, standings) }
    },
  }),
]

async function viewContacts(
  deps: IngestionDeps,
  contacts: readonly Contact[],
  standings: readonly ContactStanding[],
): Promise<readonly ContactView[]> {
  const known = new Map(standings.map((standing) => [standing.contactId, standing]))
  return mapInOrder(contactsInOrder(contacts, standings), async (contact) => {
    const standing = known.get(contact.contactId)
    const kept = standing?.answer && (await deps.backEnd.personal.get(standing.answer.personalRef))
    return viewContact(contact, standing, kept?.value.name)
  })
}
