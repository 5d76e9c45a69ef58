import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { mapInOrder } from '../map-in-order.ts'

type Directory = Pick<BackEnd['directory'], 'facilities' | 'consignees'>

export const isFirm = (actor: Actor): boolean =>
  actor.role === 'manufacturer-editor' || actor.role === 'manufacturer-approver'

/** The facilities this actor may know of: his own, for a firm those it shipped to, for a regulator all. */
export async function visibleFacilities(directory: Directory, actor: Actor): Promise<readonly Facility[]> {
  if (reachOf(actor, 'directory.read') === 'all') return directory.facilities.list()
  if (!isFirm(actor)) return directory.facilities.ofOrganisation(actor.organisationId)
  const consignees = await directory.consignees.ofFirm(actor.organisationId)
  const ids = [...new Set(consignees.map((consignee) => consignee.facilityId))]
  const facilities = await mapInOrder(ids, async (id) => (await directory.facilities.get(id))?.document)
  return facilities.filter((facility) => facility !== undefined)
}

/** How this actor stands to one facility; undefined when for him it does not exist. */
export async function standingAt(
  directory: Directory,
  actor: Actor,
  facilityId: string,
): Promise<'own' | 'supplier' | 'overseer' | undefined> {
  const facility = (await directory.facilities.get(facilityId))?.document
  if (facility === undefined) return undefined
  if (isFirm(actor)) {
    const consignees = await directory.consignees.ofFirm(actor.organisationId)
    return consignees.some((consignee) => consignee.facilityId === facilityId) ? 'supplier' : undefined
  }
  if (facility.organisationId === actor.organisationId) return 'own'
  return mayAct(actor, 'contacts.read', { owners: [facility.organisationId] }) ? 'overseer' : undefined
}
