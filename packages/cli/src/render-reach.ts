import type { Reach } from '@recallwire/domain/views/recall-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

export function renderReach(reference: string, reach: Reach): string {
  const { facilities, affected, possible, outside, unknownAccounts } = reach
  const unreachable = facilities.filter(({ contacts }) => contacts === 0).length
  const rows = facilities.map((facility) => [
    facility.name,
    facility.city,
    `${facility.affected}`,
    `${facility.possible}`,
    facility.addressed ? 'yes' : 'no',
    facility.contacts === 0 ? 'none: phone' : `${facility.contacts}`,
  ])
  return [
    `${reference} would reach ${counted(facilities.length, 'facility', 'facilities')} with ${affected} affected and ${possible} possible units; ${outside} of the same products are outside its scope.`,
    '',
    renderTable(['FACILITY', 'CITY', 'AFFECTED', 'POSSIBLE', 'ADDRESSED', 'CONTACTS'], rows, 'Nobody.'),
    ...(unreachable > 0
      ? ['', `${counted(unreachable, 'facility has', 'facilities have')} no contact: a person must phone.`]
      : []),
    ...(unknownAccounts.length > 0
      ? ['', `Accounts that your consignee list does not have: ${unknownAccounts.join(', ')}.`]
      : []),
  ].join('\n')
}
