import type { WorldRecall } from '../../faults/world/world.ts'
import type { Customers } from './enrol-customers.ts'
import type { BenchInstallation } from './open-installation.ts'

export const serialAt = (recall: Pick<WorldRecall, 'index'>, site: number): string =>
  `R${recall.index}F${site}`

/** One unit of the recall's product at each of the first so many sites, by one file. */
export async function handInUnits(
  installation: BenchInstallation,
  { manager, facilities }: Customers,
  recall: WorldRecall,
  sites: number,
): Promise<void> {
  const rows = facilities
    .slice(0, sites)
    .map(
      ({ facilityId }, site) =>
        `${facilityId},${recall.di},${serialAt(recall, site)},2025-06-01T06:00:00.000Z`,
    )
  const csv = `${['facilityId,di,serial,observedAt', ...rows].join('\n')}\n`
  await installation.as(manager).postText('/v1/devices/import', `units-${recall.index}`, 'text/csv', csv)
  await installation.settled()
}
