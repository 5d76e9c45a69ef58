import type { Role } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'

/** Which roles a person of each kind of organisation can have: nobody signs in as a link or as a service. */
const rolesOfKind: Readonly<Record<Organisation['kind'], readonly Role[]>> = {
  manufacturer: ['manufacturer-editor', 'manufacturer-approver'],
  provider: ['facility-staff', 'facility-manager'],
  distributor: ['distributor'],
  regulator: ['regulator'],
  operator: ['operator'],
}

/** Why a person of this kind of organisation cannot have the role, or undefined. */
export function roleProblem(kind: Organisation['kind'], role: Role): string | undefined {
  const roles = rolesOfKind[kind]
  return roles.includes(role)
    ? undefined
    : `does not fit an organisation of kind ${kind}: choose ${roles.join(' or ')}`
}

const manageKeys: Action = 'keys.manage'

/** The first person adds all others; one who may not would lock the organisation out. */
export function firstRoleProblem(kind: Organisation['kind'], role: Role): string | undefined {
  const wrong = roleProblem(kind, role)
  if (wrong !== undefined) return wrong
  const able = rolesOfKind[kind].filter(
    (candidate) => reachOf({ organisationId: '', role: candidate, by: '' }, manageKeys) !== undefined,
  )
  return able.includes(role)
    ? undefined
    : `cannot add other people: the first person must be ${able.join(' or ')}`
}
