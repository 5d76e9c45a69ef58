import type { Actor } from '@recallwire/domain/access/actor.ts'
import { facilitySchema } from '@recallwire/domain/directory/facility.ts'
import { organisationSchema, personSchema } from '@recallwire/domain/directory/organisation.ts'
import { z } from 'zod'
import { type Authorise, createApi } from './api.ts'
import { accounts, distributor, distributorAccounts, firm, type Player, players, type Site } from './cast.ts'

/** Who is who once enrolled: actors by person, facility ids by the site's code. */
export type Enrolled = {
  readonly people: readonly { readonly name: string; readonly organisation: string; readonly actor: Actor }[]
  readonly facilities: Readonly<Record<string, string>>
}

const enrolledSchema = z.object({ organisation: organisationSchema, person: personSchema })

/** Creates every organisation, person, site and contact, and the two lists of customers. */
export async function enrol(baseUrl: string, authorise: Authorise, operator: Actor): Promise<Enrolled> {
  const people: Enrolled['people'][number][] = []
  const facilities: Record<string, string> = {}
  for (const player of players) {
    const members = await enrolPeople(baseUrl, authorise, operator, player)
    people.push(...members)
    const manager = createApi(baseUrl, authorise, actorOf(members, player.people[0]?.name))
    for (const site of player.sites) facilities[site.code] = await enrolSite(manager, site)
  }
  const known = { people, facilities }
  await listAccounts(baseUrl, authorise, known, firm, accounts)
  await listAccounts(baseUrl, authorise, known, distributor, distributorAccounts)
  return known
}

export function actorOf(people: Enrolled['people'], name: string | undefined): Actor {
  const person = people.find((candidate) => candidate.name === name)
  if (person === undefined) throw new Error(`the demonstration has no ${name}`)
  return person.actor
}

async function enrolPeople(baseUrl: string, authorise: Authorise, operator: Actor, player: Player) {
  const [first, ...others] = player.people
  const { kind, name, labellerPrefixes = [] } = player
  const tenant = { organisation: { kind, name, labellerPrefixes }, firstPerson: first }
  const answer = await createApi(baseUrl, authorise, operator).post(
    '/v1/organisations',
    `demonstration-${player.key}`,
    tenant,
  )
  const { organisation, person } = enrolledSchema.parse(answer)
  const memberOf = ({ personId, organisationId, name, role }: z.infer<typeof personSchema>) => ({
    name,
    organisation: organisation.name,
    actor: { organisationId, role, by: personId },
  })
  const members = [memberOf(person)]
  const api = createApi(baseUrl, authorise, memberOf(person).actor)
  for (const other of others) {
    members.push(
      memberOf(
        personSchema.parse(
          await api.post('/v1/people', `demonstration-person-${other.name.replaceAll(' ', '-')}`, other),
        ),
      ),
    )
  }
  return members
}

async function enrolSite(api: ReturnType<typeof createApi>, site: Site): Promise<string> {
  const { contacts, ...facility } = site
  const { facilityId } = facilitySchema.parse(
    await api.post('/v1/facilities', `demonstration-${site.code}`, facility),
  )
  for (const contact of contacts) {
    await api.post('/v1/contacts', `demonstration-${site.code}-${contact.role}`, { ...contact, facilityId })
  }
  return facilityId
}

async function listAccounts(
  baseUrl: string,
  authorise: Authorise,
  known: Enrolled,
  sender: Player,
  list: readonly { readonly accountNumber: string; readonly siteCode: string }[],
): Promise<void> {
  const api = createApi(baseUrl, authorise, actorOf(known.people, sender.people[0]?.name))
  const sites = new Map(players.flatMap((player) => player.sites).map((site) => [site.code, site.name]))
  const consignees = list.map(({ accountNumber, siteCode }) => ({
    accountNumber,
    name: sites.get(siteCode),
    facilityId: known.facilities[siteCode],
  }))
  await api.post('/v1/consignees', `demonstration-accounts-${sender.key}`, consignees)
}
