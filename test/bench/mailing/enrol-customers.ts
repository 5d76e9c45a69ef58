import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import { organisationSchema, personSchema } from '@recallwire/domain/directory/organisation.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { noticeOf } from '../../faults/world/notice.ts'
import { createWorld, labellerPrefixes, type World, type WorldRecall } from '../../faults/world/world.ts'
import type { BenchInstallation } from './open-installation.ts'

/** A firm with its two people, and a hospital group with so many sites. */
export type Customers = {
  readonly editor: Actor
  readonly approver: Actor
  /** Of every site. */
  readonly manager: Actor
  readonly facilities: readonly Facility[]
  readonly recalls: readonly WorldRecall[]
}

const enrolledSchema = z.object({ organisation: organisationSchema, person: personSchema })
const createdAt = '2025-06-01T06:00:00.000Z'
const address = {
  street: '1 Main Street',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
}

/** Organisations enrol through the API; sites and contacts are put where it puts them, since there are thousands. */
export async function enrolCustomers(
  installation: BenchInstallation,
  facilityCount: number,
  recallCount: number,
): Promise<Customers> {
  const { as, operator } = installation
  const enrol = async (key: string, organisation: object, name: string, role: string): Promise<Actor> => {
    const tenant = { organisation, firstPerson: { name, role } }
    return actorOf(enrolledSchema.parse(await as(operator).post('/v1/organisations', key, tenant)).person)
  }
  const firm = { kind: 'manufacturer', name: 'Sample Devices', labellerPrefixes }
  const approver = await enrol('firm', firm, 'Ada Approver', 'manufacturer-approver')
  const second = { name: 'Eve Editor', role: 'manufacturer-editor' }
  const editor = actorOf(personSchema.parse(await as(approver).post('/v1/people', 'editor', second)))
  const manager = await enrol('group', { kind: 'provider', name: 'Group' }, 'Max Manager', 'facility-manager')
  const { facilities, recalls } = createWorld(facilityCount, recallCount)
  const sites = facilities.slice(0, facilityCount)
  return { editor, approver, manager, recalls, facilities: await putSites(installation, manager, sites) }
}

const actorOf = ({ personId, organisationId, role }: z.infer<typeof personSchema>): Actor => ({
  organisationId,
  role,
  by: personId,
})

async function putSites(
  { backEnd: { directory } }: BenchInstallation,
  { organisationId }: Actor,
  sites: World['facilities'],
): Promise<readonly Facility[]> {
  return Promise.all(
    sites.map(async ({ code, name, timeZone, contacts: [contact] }) => {
      if (contact === undefined) throw new RangeError(`nobody is written to at ${code}`)
      const facilityId = directoryIdOf('facility', organisationId, code)
      const facility: Facility = {
        ...{ code, name, timeZone, address, facilityId, organisationId, createdAt },
        provisional: false,
      }
      const contactId = directoryIdOf('contact', organisationId, `${code} ${contact.role}`)
      const person: Contact = {
        ...{ ...contact, facilityId, contactId, organisationId, createdAt },
        ...{ order: 1, suppliedBy: 'facility' },
      }
      await Promise.all([
        directory.facilities.save({ id: facilityId, expectedVersion: 0, next: facility, events: [] }),
        directory.contacts.save({ id: contactId, expectedVersion: 0, next: person, events: [] }),
      ])
      return facility
    }),
  )
}

/** Where the contact of a site is written to. */
export const addressOf = (site: number): string => `recalls@f${site}.example.org`

/** Drafts a recall of every unit of its product; the answer publishes it. */
export async function draft(
  { as }: BenchInstallation,
  { editor, approver }: Customers,
  recall: WorldRecall,
): Promise<{ readonly recallId: string; publish(): Promise<unknown> }> {
  const { reference } = recall
  // Of class I, which no quiet hours hold up.
  const content = { ...noticeOf(recall), recallClass: 'I' as const }
  const answer = await as(editor).post('/v1/notices', `draft-${reference}`, { reference, content })
  const { recallId } = noticeAnswerSchema.parse(answer)
  const approve = as(approver)
  return {
    recallId,
    publish: () => approve.post(`/v1/notices/${recallId}/approve`, `approve-${reference}`, {}),
  }
}
