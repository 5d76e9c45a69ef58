import type { Reader } from '@recallwire/domain/access/actor.ts'
import {
  type ContactHealth,
  gradeContacts,
  unansweredInARow,
} from '@recallwire/domain/directory/contact-health.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

export type ContactHealthDeps = {
  readonly backEnd: Pick<BackEnd, 'cases' | 'standings'> & {
    readonly directory: Pick<BackEnd['directory'], 'contacts'>
  }
}

/**
 * How well letters to a facility can be relied on, in counts that name nobody. Of its answers a reader is told of those alone
 * that he may read: what the facility owes to others is not his business.
 */
export async function readContactHealth(
  { backEnd }: ContactHealthDeps,
  reader: Reader,
  facilityId: string,
  now: string,
): Promise<ContactHealth> {
  const [contacts, standings, cases] = await Promise.all([
    backEnd.directory.contacts.ofFacility(facilityId),
    backEnd.standings.ofFacility(facilityId),
    backEnd.cases.ofFacility(reader, facilityId),
  ])
  const unanswered = unansweredInARow(
    cases.map(({ document }) => document),
    now,
  )
  return gradeContacts({ facilityId, contacts, standings, unanswered }, now)
}
