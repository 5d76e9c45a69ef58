import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { InventoryPage } from '@recallwire/domain/views/device-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

type Device = InventoryPage['items'][number]

/** `more`: there are others that were not asked for. */
export function renderDevices(
  devices: readonly Device[],
  more: boolean,
  facilities: readonly Pick<Facility, 'facilityId' | 'code'>[],
): string {
  const codes = new Map(facilities.map(({ facilityId, code }) => [facilityId, code]))
  const rows = devices.map(({ facilityId, facts, verdicts }) => [
    codes.get(facilityId) ?? facilityId,
    facts.di ?? [facts.manufacturer, facts.ref].filter(Boolean).join(' '),
    markOf(facts),
    facts.assetTag ?? '',
    facts.softwareVersion ?? '',
    facts.location ?? '',
    verdicts.map(({ verdict }) => verdict.value).join(', '),
    verdicts.map(({ verdict }) => verdict.because).join('; '),
  ])
  return [
    renderTable(
      ['SITE', 'PRODUCT', 'UNIT', 'ASSET TAG', 'SOFTWARE', 'LOCATION', 'VERDICT', 'WHY'],
      rows,
      'No devices are on record.',
    ),
    ...(more ? ['', `These are the first ${counted(devices.length, 'device')}: --limit shows more.`] : []),
  ].join('\n')
}

function markOf({ serial, lot, quantity }: Device['facts']): string {
  if (serial !== undefined) return `serial ${serial}`
  if (lot !== undefined) return `lot ${lot}${quantity === undefined ? '' : ` x ${quantity}`}`
  return 'no serial or lot'
}
