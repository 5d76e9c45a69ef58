import type { Reach } from '@recallwire/domain/views/recall-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

export function renderReach(reference: string, reach: Reach): string {
  const { facilities, affected, possible, outside, unknownAccounts } = reach
  const unreachable = facilities.filter(({ usable }) => usable === 0).length
  const rows = facilities.map((facility) => [
    facility.name,
    facility.city,
    `${facility.affected}`,
    `${facility.possible}`,
    facility.addressed ? 'yes' : 'no',
    facility.usable === 0 ? 'none: phone' : `${facility.usable} of ${facility.contacts}`,
    facility.grade,
  ])
  return [
    `${reference} would reach ${counted(facilities.length, 'facility', 'facilities')} with ${affected} affected and ${possible} possible units; ${outside} of the same products are outside its scope.`,
    '',
    renderTable(
      ['FACILITY', 'CITY', 'AFFECTED', 'POSSIBLE', 'ADDRESSED', 'USABLE CONTACTS', 'GRADE'],
      rows,
      'Nobody.',
    ),
    ...(unreachable > 0
      ? [
          '',
          `${counted(unreachable, 'facility has', 'facilities have')} no usable contact: a person must phone.`,
        ]
      : []),
    ...(unknownAccounts.length > 0
      ? ['', `Accounts that your consignee list does not have: ${unknownAccounts.join(', ')}.`]
      : []),
  ].join('\n')
}
