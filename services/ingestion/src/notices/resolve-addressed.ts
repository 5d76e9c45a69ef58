import type { EventData } from '@recallwire/domain/events/event-catalogue.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { mapInOrder } from '../map-in-order.ts'

export type Addressed = EventData<'recallwire.notice-published.v1'>['addressed']

/** The facilities behind the accounts a notice addresses, and the accounts that the firm's list does not have. */
export async function resolveAddressed(
  directory: Pick<BackEnd['directory'], 'consignees' | 'facilities'>,
  firmOrganisationId: string,
  content: Pick<NoticeContent, 'addressedAccounts'>,
): Promise<{ readonly addressed: Addressed; readonly unknownAccounts: readonly string[] }> {
  const accounts = [...new Set(content.addressedAccounts)]
  if (accounts.length === 0) return { addressed: [], unknownAccounts: [] }
  const consignees = await directory.consignees.ofFirm(firmOrganisationId)
  const facilityOf = new Map(consignees.map(({ accountNumber, facilityId }) => [accountNumber, facilityId]))
  const resolved = await mapInOrder(accounts, async (accountNumber) => {
    const facilityId = facilityOf.get(accountNumber)
    const facility =
      facilityId === undefined ? undefined : (await directory.facilities.get(facilityId))?.document
    return { accountNumber, facility }
  })
  return {
    addressed: resolved.flatMap(({ accountNumber, facility }) =>
      facility === undefined
        ? []
        : [{ accountNumber, facilityId: facility.facilityId, organisationId: facility.organisationId }],
    ),
    unknownAccounts: resolved.flatMap(({ accountNumber, facility }) =>
      facility === undefined ? [accountNumber] : [],
    ),
  }
}
