import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import { facilitySchema } from '@recallwire/domain/directory/facility.ts'
import { organisationSchema, personSchema } from '@recallwire/domain/directory/organisation.ts'
import { z } from 'zod'
import { type Caller, createPatientApi, type PatientApi } from './patient-api.ts'
import { labellerPrefixes, serialOf, type World, type WorldFacility } from './world.ts'

/** Who is who in a data folder, once everyone has enrolled. */
export type Enrolled = {
  readonly editor: Actor
  readonly approver: Actor
  readonly regulator: Actor
  /** The manager of each organisation that owns sites. */
  readonly managers: readonly Actor[]
  /** By the index of the site. */
  readonly facilityIds: readonly string[]
}

const enrolledSchema = z.object({ organisation: organisationSchema, person: personSchema })
const observedAt = '2025-06-01T06:00:00.000Z'

/** Everyone enrols through the API and hands in an inventory: what every run begins with. */
export async function enrolWorld(caller: Caller, installationId: string, world: World): Promise<Enrolled> {
  const operator: Actor = { ...serviceActor('faults', installationId), role: 'operator' }
  const enrol = async (key: string, organisation: object, name: string, role: string): Promise<Actor> => {
    const tenant = { organisation, firstPerson: { name, role } }
    const answer = await createPatientApi(caller, operator).post('/v1/organisations', key, tenant)
    return actorOf(enrolledSchema.parse(answer).person)
  }
  const firm = { kind: 'manufacturer', name: 'Sample Devices', labellerPrefixes }
  const approver = await enrol('firm', firm, 'Ada Approver', 'manufacturer-approver')
  const second = { name: 'Eve Editor', role: 'manufacturer-editor' }
  const editor = actorOf(
    personSchema.parse(await createPatientApi(caller, approver).post('/v1/people', 'editor', second)),
  )
  const regulator = await enrol(
    'regulator',
    { kind: 'regulator', name: 'Agency' },
    'Ina Inspector',
    'regulator',
  )
  const owners = 1 + Math.max(...world.facilities.map(({ owner }) => owner))
  const managers: Actor[] = []
  const facilityIds: string[] = []
  for (let owner = 0; owner < owners; owner += 1) {
    const provider = { kind: 'provider', name: `Provider ${owner}` }
    const manager = await enrol(`provider-${owner}`, provider, `Manager ${owner}`, 'facility-manager')
    const api = createPatientApi(caller, manager)
    const sites = world.facilities.filter((facility) => facility.owner === owner)
    facilityIds.push(...(await Promise.all(sites.map((site) => enrolSite(api, site)))))
    await handInInventory(api, owner, sites, facilityIds, world)
    managers.push(manager)
  }
  return { editor, approver, regulator, managers, facilityIds }
}

const actorOf = ({ personId, organisationId, role }: z.infer<typeof personSchema>): Actor => ({
  organisationId,
  role,
  by: personId,
})

async function enrolSite(api: PatientApi, site: WorldFacility): Promise<string> {
  const { code, name, timeZone, contacts } = site
  const address = {
    street: '1 Main Street',
    city: 'Springfield',
    region: 'IL',
    postalCode: '62701',
    country: 'US',
  }
  const facility = { code, name, timeZone, address }
  const { facilityId } = facilitySchema.parse(await api.post('/v1/facilities', code, facility))
  for (const contact of contacts)
    await api.post('/v1/contacts', `${code}-${contact.role}`, { ...contact, facilityId, order: 1 })
  return facilityId
}

async function handInInventory(
  api: PatientApi,
  owner: number,
  sites: readonly WorldFacility[],
  facilityIds: readonly string[],
  world: World,
): Promise<void> {
  const own = new Set(sites.map(({ index }) => index))
  const rows = world.recalls.flatMap((recall) =>
    recall.holding
      .filter(({ index }) => own.has(index))
      .map((site) => [facilityIds[site.index], recall.di, serialOf(recall, site), observedAt].join(',')),
  )
  const csv = `${['facilityId,di,serial,observedAt', ...rows].join('\n')}\n`
  await api.postText('/v1/devices/import', `inventory-${owner}`, 'text/csv', csv)
}
