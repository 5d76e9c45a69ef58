import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Registry } from '@recallwire/ports/registry.ts'
import type { Comparison, Scenario } from '../scenario.ts'
import { keyOfProduct, unitsPerProduct } from './fill-registry.ts'
import { openFilled, prepareRecallToUnits } from './recall-to-units.ts'

/**
 * The same at ten million devices, and every one of them streamed in the pages of a scan: each comes once, and the memory stays
 * what it was. It fills some ten gigabytes, so that it runs where it is named.
 */
export const registryTenMillion: Scenario = {
  name: 'registry-10m',
  unit: 'ms',
  measures: 'duration',
  onlyByName: true,
  prepare: (quick) => prepareStreaming(quick ? 20 : 1_000, quick ? 20 : 100),
}

const pageSize = 500
/** What garbage may pile up between two collections; half of ten million places would take some twenty times as much. */
const mostGrowth = 64

export async function prepareStreaming(products: number, recalls: number): Promise<Comparison> {
  const filled = await openFilled(products)
  const streamed = await streamAll(filled.backEnd.registry, products)
  const comparison = prepareRecallToUnits(filled, recalls)
  const isEachOnce = streamed.units === products * unitsPerProduct && streamed.isInOrder
  return {
    ...comparison,
    agrees: async () =>
      isEachOnce && streamed.mebibytesMore < mostGrowth && ((await comparison.agrees?.()) ?? true),
    figures: (readValue) => ({
      ...comparison.figures?.(readValue),
      streamedPerSecond: Math.round((streamed.units * 1000) / streamed.ms),
      streamedMebibytesMore: streamed.mebibytesMore,
    }),
  }
}

/** Every unit by its product's key, page after page, with how much more memory the process took for the second half than for the first. */
async function streamAll(registry: Registry, products: number) {
  const reader = serviceReader('bench')
  const startedAt = performance.now()
  let [units, isInOrder] = [0, true]
  const most = [0, 0]
  for (let product = 0; product < products; product += 1) {
    let after: string | undefined
    let last = ''
    do {
      const page = await registry.placesByKeys(reader, [keyOfProduct(product)], pageSize, after)
      for (const { facilityId, holdingId } of page.items) {
        const place = `${facilityId}.${holdingId}`
        isInOrder &&= last < place
        last = place
      }
      units += page.items.length
      after = page.next
    } while (after !== undefined)
    const half = product < products / 2 ? 0 : 1
    most[half] = Math.max(most[half] ?? 0, process.memoryUsage().rss)
  }
  const ms = performance.now() - startedAt
  const [first = 0, second = 0] = most
  return { units, isInOrder, ms, mebibytesMore: Math.round((second - first) / 2 ** 20) }
}
