import type { EventData } from '@recallwire/domain/events/event-catalogue.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { Notice, Revision } from '@recallwire/domain/notice/notice.ts'
import type { MatchedUnit } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import {
  coordinator,
  engineer,
  facility,
  facilityId,
  firmName,
  firmOrganisationId,
  notice,
  organisationId,
  publishedAt,
  recallId,
  reference,
  revision,
} from '../letters/testing/sample-recall.ts'

const stored = <Document>(id: string, next: Document, expectedVersion = 0) => ({
  id,
  expectedVersion,
  next,
  events: [],
})

/** The firm, one hospital with two contacts, and the published notice. */
export async function seedRecall({
  directory,
  notices,
}: Pick<BackEnd, 'directory' | 'notices'>): Promise<void> {
  const createdAt = publishedAt
  const organisation = { labellerPrefixes: [], createdAt }
  await directory.organisations.save(
    stored(firmOrganisationId, {
      ...organisation,
      organisationId: firmOrganisationId,
      kind: 'manufacturer',
      name: firmName,
    }),
  )
  await directory.organisations.save(
    stored(organisationId, { ...organisation, organisationId, kind: 'provider', name: 'Lakeside Health' }),
  )
  await directory.facilities.save(stored(facilityId, facility))
  for (const contact of [coordinator, engineer])
    await directory.contacts.save(stored(contact.contactId, contact))
  await notices.save(stored(recallId, notice))
}

/** More sites of the same kind, each with one contact; `index` counts from 1. */
export async function seedSite({ directory }: Pick<BackEnd, 'directory'>, index: number) {
  const site = {
    ...facility,
    facilityId: directoryIdOf('facility', organisationId, `site ${index}`),
    code: `s${index}`,
  }
  const contactId = directoryIdOf('contact', site.facilityId, 'recalls')
  const email = `recalls${index}@lakeside.example.org`
  await directory.facilities.save(stored(site.facilityId, site))
  await directory.contacts.save(
    stored(contactId, { ...coordinator, contactId, email, facilityId: site.facilityId }),
  )
  return { accountNumber: `A${index}`, facilityId: site.facilityId, organisationId }
}

/** The matcher's write of one verdict. */
export async function saveMatch(
  { matching }: Pick<BackEnd, 'matching'>,
  { matchId, custodyId, unitKey, verdict }: MatchedUnit,
  where: Pick<Match, 'recallId' | 'facilityId' | 'organisationId' | 'judgedAt'>,
): Promise<void> {
  const judged = { matchId, custodyId, unitKey, verdict, holdingId: unitKey, factsHash: 'f'.repeat(64) }
  const version = (await matching.matches.get(matchId))?.version ?? 0
  await matching.matches.save(stored(matchId, { ...where, ...judged, revision: 1, linking: 0 }, version))
}

/** Ingestion's write of the notice, as it is before its event is handled. */
export async function saveNotice({ notices }: Pick<BackEnd, 'notices'>, next: Notice): Promise<void> {
  await notices.save(stored(recallId, next, (await notices.get(recallId))?.version ?? 0))
}

const recall = { recallId, firmOrganisationId, firmName, reference }

export const publishedData = (
  published: Revision = revision,
  addressed: EventData<'recallwire.notice-published.v1'>['addressed'] = [],
): EventData<'recallwire.notice-published.v1'> => ({
  ...recall,
  revision: published,
  contentHash: 'unused',
  addressed,
})

export const matchedData = (
  units: MatchedUnit[],
  trigger: 'notice' | 'device' | 'answer' = 'notice',
): EventData<'recallwire.units-matched.v1'> => ({
  recallId,
  revision: 1,
  facilityId,
  organisationId,
  trigger,
  part: 1,
  of: 1,
  units,
})

export const completedData: EventData<'recallwire.matching-completed.v1'> = {
  recallId,
  revision: 1,
  facilities: 1,
  affected: 1,
  possible: 0,
  outside: 0,
}

export const withdrawnData: EventData<'recallwire.recall-closed.v1'> = {
  ...recall,
  outcome: 'withdrawn',
  reason: 'The serial numbers were wrong.',
}
