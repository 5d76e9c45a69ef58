import type { FleetRow } from './fleet.ts'

const columns = [
  'facilityId',
  'assetTag',
  'di',
  'serial',
  'lot',
  'quantity',
  'softwareVersion',
  'location',
  'observedAt',
] as const

/** A maintenance system's export: the way most facilities hand in their inventory. No value here needs quotes. */
export function renderInventoryCsv(
  facilityId: string,
  rows: readonly FleetRow[],
  observedAt: string,
): string {
  const lines = rows.map((row) => {
    const record: Record<string, unknown> = { ...row, facilityId, observedAt }
    return columns.map((column) => record[column] ?? '').join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}
