import type { FacilityFacts } from '@recallwire/domain/casework/case-command.ts'
import { contactsInOrder, type Facility } from '@recallwire/domain/directory/facility.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/**
 * The site of a case. Throws RecallError `upstream-unavailable` while the directory does not show it: a case is only ever
 * opened for a facility that was registered.
 */
export async function readFacility(
  backEnd: Pick<BackEnd, 'directory'>,
  facilityId: string,
): Promise<Facility> {
  const facility = (await backEnd.directory.facilities.get(facilityId))?.document
  if (facility) return facility
  throw new RecallError(
    'upstream-unavailable',
    `Facility ${facilityId} is not readable yet; wait for ingestion to store it`,
  )
}

/** Where the facility is and who is written to there, in order. */
export async function readFacilityFacts(
  backEnd: Pick<BackEnd, 'directory' | 'standings'>,
  facilityId: string,
): Promise<FacilityFacts> {
  const { organisationId, timeZone } = await readFacility(backEnd, facilityId)
  const [contacts, standings] = await Promise.all([
    backEnd.directory.contacts.ofFacility(facilityId),
    backEnd.standings.ofFacility(facilityId),
  ])
  return { organisationId, timeZone, contacts: contactsInOrder(contacts, standings) }
}
