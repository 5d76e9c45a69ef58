import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Registry } from '@recallwire/ports/registry.ts'
import { createRandom } from '../create-random.ts'
import type { Comparison, Contender, Scenario } from '../scenario.ts'
import { fillRegistry, keyOfProduct, unitsPerProduct } from './fill-registry.ts'

/** The other direction: from a published recall to the ten thousand units of its product in a full registry. */
export const recallToUnits: Scenario = {
  name: 'recall-to-units',
  unit: 'ms',
  measures: 'duration',
  prepare: async (quick) => prepareRecallToUnits(await openFilled(quick ? 20 : 500), quick ? 20 : 100),
}

const reader = serviceReader('matcher')

export type Filled = {
  readonly backEnd: BackEnd
  readonly file: string
  readonly products: number
  close(): Promise<void>
}

/** A registry of so many products' units. The file lies in a folder of its own under the system's temporary one until it is closed. */
export async function openFilled(products: number): Promise<Filled> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-bench-'))
  const file = join(folder, 'registry.sqlite')
  const realNow = () => new Date().toISOString()
  await (await openEmbedded({ file, realNow })).close()
  fillRegistry(file, products, 6_000)
  const backEnd = await openEmbedded({ file, realNow })
  return {
    backEnd,
    file,
    products,
    close: async () => {
      await backEnd.close()
      await rm(folder, { recursive: true })
    },
  }
}

export function prepareRecallToUnits(filled: Filled, recalls: number): Comparison {
  const { backEnd, products } = filled
  const bare = new DatabaseSync(filled.file, { readOnly: true })
  const random = createRandom(21)
  const keys = Array.from({ length: recalls }, () => keyOfProduct(random.below(products)))
  return {
    items: recalls,
    turns: { warmUps: 2, runs: 5 },
    ours: timeEach('ours', keys, placesIn(backEnd.registry)),
    peers: [timeEach('bare-select', keys, selectIn(bare))],
    agrees: () => isReadable(backEnd.registry, keys),
    figures: () => ({ devices: products * unitsPerProduct, unitsPerRecall: unitsPerProduct }),
    close: async () => {
      bare.close()
      await filled.close()
    },
  }
}

type FindUnits = (key: string) => Promise<readonly string[]>

/** As a scan asks the registry, in one page. */
const placesIn =
  (registry: Registry): FindUnits =>
  async (key) => {
    const { items } = await registry.placesByKeys(reader, [key], unitsPerProduct)
    return items.map(({ holdingId }) => holdingId)
  }

/** The same rows by one prepared statement on the same file. */
function selectIn(db: DatabaseSync): FindUnits {
  const select = db.prepare(
    'SELECT facility_id, holding_id, custody_id FROM holding_keys WHERE product_key = ? ORDER BY facility_id, holding_id',
  )
  return async (key) => select.all(key).map(({ holding_id }) => String(holding_id))
}

function timeEach(name: string, keys: readonly string[], find: FindUnits): Contender {
  let durations: number[] = []
  return {
    name,
    durations: () => durations,
    work: async () => {
      durations = []
      const hash = createHash('sha256')
      for (const key of keys) {
        const startedAt = performance.now()
        const units = await find(key)
        durations.push(performance.now() - startedAt)
        hash.update(`\n${key} ${units.length} ${units.join(' ')}`)
      }
      const digest = hash.digest('hex')
      return () => digest
    },
  }
}

/** Whether the store reads what was filled in past it as rows of its own. */
async function isReadable(registry: Registry, keys: readonly string[]): Promise<boolean> {
  for (const key of keys.slice(0, 3)) {
    const { items, next } = await registry.byKeys(reader, [key], 50)
    if (items.length !== 50 || next === undefined) return false
    if (items.some(({ facts }) => `di:${facts.di}` !== key)) return false
    const places = await registry.placesByKeys(reader, [key], unitsPerProduct)
    if (places.items.length !== unitsPerProduct || places.next !== undefined) return false
  }
  return true
}
