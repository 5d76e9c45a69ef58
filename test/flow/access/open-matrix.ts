import { type Actor, type Role, roles, serviceActor } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { type Installation, openInstallation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'
import { nameContact } from './name-contact.ts'
import { parkRecords } from './park-records.ts'
import { enrolStrangers, type Strangers } from './strangers.ts'
import { absentTarget, issueKey, knownDi, personOf, type Target, targetAt } from './targets.ts'

const dayMs = 86_400_000

/** Who of the demonstration has a role. */
export const names: Partial<Record<Role, string>> = {
  'manufacturer-editor': 'Dana Whitlock',
  'manufacturer-approver': 'Priya Raman',
  'facility-staff': 'Ines Duarte',
  'facility-manager': 'Marcus Hale',
  distributor: 'Karl Petrov',
  regulator: 'Judith Osei',
}

export type GuardedRoute = { readonly method: string; readonly path: string; readonly action: Action }

export type Matrix = {
  readonly installation: Installation
  readonly strangers: Strangers
  actorOf(role: Role): Actor
  /** What is this role's own. */
  own(role: Role): Target
  routes(credential: 'key' | 'session'): readonly GuardedRoute[]
  /** The entries of the ledger that say somebody was refused. */
  denialsInLedger(): Promise<number>
}

/** Four days into the demonstration, when the firm has calls to make; beside it, strangers with a recall of their own. */
export async function openMatrix(): Promise<Matrix> {
  const installation = await openInstallation('2025-06-23T14:00:00.000Z')
  const { http, backEnd, keys } = installation.running
  const operator: Actor = { ...serviceActor('test', keys.installationId), role: 'operator' }
  // A role nobody of the demonstration has acts for its hospital, so that nothing but the role can be what refuses it.
  const actorOf = (role: Role): Actor =>
    role === 'operator' ? operator : { ...personOf(installation, names[role] ?? 'Marcus Hale'), role }
  await fillCatalogue(installation, operator)
  await installation.pass(4 * dayMs)
  const northmere = await targetAt(installation, 'NGH', 'Marcus Hale')
  const warehouse = await targetAt(installation, 'WH1', 'Karl Petrov')
  const strangers = await enrolStrangers(installation, operator)
  const parked = await parkRecords(installation, operator)
  const own = new Map<Role, Target>()
  for (const role of roles) {
    const site = role === 'distributor' ? warehouse : northmere
    const target = role === 'operator' ? { ...site, ...parked } : site
    const actor = actorOf(role)
    const isFirm = reachOf(actor, 'notice.draft') === 'own'
    const isManager = reachOf(actor, 'keys.manage') === 'own'
    own.set(role, {
      ...target,
      ...(isManager ? { personId: actor.by, credentialId: await issueKey(installation, actor) } : {}),
      // Of a site it shipped to, a firm's own is the contact that it named itself.
      ...(isFirm ? { contactId: await nameContact(installation, actor, target.facilityId) } : {}),
    })
  }
  return {
    installation,
    strangers,
    actorOf,
    own: (role) => own.get(role) ?? absentTarget,
    routes: (wanted) =>
      http.routes.flatMap(({ method, path, credential, action }) =>
        credential === wanted && isAction(action) ? [{ method, path, action }] : [],
      ),
    denialsInLedger: async () => {
      await installation.quiet()
      const rows = await backEnd.ledger.rows(0, 100_000)
      return rows.filter(({ line }) => line.includes('recallwire.access-denied.v1')).length
    },
  }
}

async function fillCatalogue(installation: Installation, operator: Actor): Promise<void> {
  const body = { identifiers: [{ deviceId: knownDi, deviceIdType: 'Primary', deviceIdIssuingAgency: 'GS1' }] }
  const { status } = await askAs(installation, operator, {
    method: 'POST',
    path: '/v1/catalogue/import',
    body,
  })
  if (status !== 202) throw new Error(`the catalogue was not imported: ${status}`)
}

export const isAction = (action: string): action is Action => Object.hasOwn(roleTable, action)

/** A route's path with ids in the place of its parameters. */
export function fillPath(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`no target has a ${name}, which ${path} asks for`)
    return id
  })
}
