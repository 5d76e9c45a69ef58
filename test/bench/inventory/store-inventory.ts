import { createHash } from 'node:crypto'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import { recallIdOf } from '@recallwire/domain/ids.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { judge } from '@recallwire/domain/scope/verdict.ts'
import { createRandom } from '../create-random.ts'
import { generateScopes } from '../matching/generate-scopes.ts'
import { aimUnits } from '../matching/generate-units.ts'
import type { Comparison, Contender, Scenario } from '../scenario.ts'
import { generateInventory, type InventoryRow } from './generate-inventory.ts'
import { createOneTableLoop, createRegistryLoop, type InsertLoop } from './insert-loops.ts'
import { openPipeline, type Pipeline } from './open-pipeline.ts'
import { commit, createRound, holdingsOf, type Round, stage } from './stage-round.ts'

/**
 * From a committed import to registered and judged devices: published to the log, taken by matcher and auditor, stored in the
 * registry, compared with the open recalls. The peers insert the same registry rows and do nothing else.
 */
export const csvImportStored: Scenario = {
  name: 'csv-import-stored',
  unit: 'rows/s/core',
  prepare: (quick) =>
    compareStoring({
      recalls: quick ? 1_000 : 10_000,
      rows: quick ? 10_000 : 100_000,
      turns: { warmUps: 1, runs: quick ? 2 : 4 },
    }),
}

const service = serviceReader('bench')

export async function compareStoring({
  recalls,
  rows,
  turns,
}: {
  readonly recalls: number
  readonly rows: number
  readonly turns: Comparison['turns']
}): Promise<Comparison> {
  const scopes = generateScopes(recalls, createRandom(11), 'R').map((scope) => ({
    ...scope,
    recallId: recallIdOf('bench', scope.recallId),
  }))
  const pipeline = await openPipeline(scopes)
  const loops = [await createRegistryLoop(pipeline.folder), createOneTableLoop(pipeline.folder)]
  const rounds = createRounds(rows)
  return {
    items: rows,
    turns,
    ours: storeEach(pipeline, rounds),
    peers: loops.map((loop) => insertEach(loop, rounds)),
    agrees: () => judgesAlike(pipeline, scopes),
    figures: () => ({ recalls, rows }),
    close: async () => {
      for (const loop of loops) loop.close()
      await pipeline.close()
    },
  }
}

/** What a round stores, and the digest of the rows as they must be then. */
type Expected = { readonly round: Round; readonly holdings: readonly Holding[]; readonly digest: string }

/** The same rounds for all, each made when someone first comes to it, and kept until someone comes to the next. */
function createRounds(rows: number): (number: number) => Expected {
  let last: (Expected & { readonly number: number }) | undefined
  return (number) => {
    if (last?.number === number) return last
    const round = createRound(number, generateInventory(rows, createRandom(100 + number), `AT${number}`))
    const holdings = holdingsOf(round)
    last = { number, round, holdings, digest: digestOf(holdings.map((holding) => JSON.stringify(holding))) }
    return last
  }
}

function storeEach({ backEnd, settled }: Pipeline, rounds: (number: number) => Expected): Contender {
  let number = 0
  let expected: Expected | undefined
  return {
    name: 'ours',
    ready: async () => {
      number += 1
      expected = rounds(number)
      await stage(backEnd, expected.round)
    },
    work: async () => {
      if (expected === undefined) throw new Error('nothing is staged')
      const stored = expected
      await commit(backEnd, stored.round)
      await settled()
      return async () => {
        const { facilityIds } = stored.round
        const holdings = await Promise.all(facilityIds.map((facilityId) => liveAt({ backEnd }, facilityId)))
        return answerOf(
          stored,
          holdings.flat().map((holding) => JSON.stringify(holding)),
        )
      }
    },
  }
}

function insertEach(loop: InsertLoop, rounds: (number: number) => Expected): Contender {
  let number = 0
  let expected: Expected | undefined
  return {
    name: loop.name,
    ready: async () => {
      number += 1
      expected = rounds(number)
    },
    work: () => {
      if (expected === undefined) throw new Error('nothing is ready')
      const stored = expected
      loop.insert(stored.holdings)
      return () =>
        answerOf(
          stored,
          stored.round.facilityIds.flatMap((facilityId) => loop.documentsOf(facilityId)),
        )
    },
  }
}

/** The same for every round whose rows are stored as they must be, since a round is stored once and the next is another. */
function answerOf(expected: Expected, documents: readonly string[]): string {
  const digest = digestOf(documents)
  return digest === expected.digest ? 'every row as it must be' : `${documents.length} rows, ${digest}`
}

const digestOf = (documents: readonly string[]): string =>
  createHash('sha256')
    .update([...documents].sort().join('\n'))
    .digest('hex')

async function liveAt(
  { backEnd }: Pick<Pipeline, 'backEnd'>,
  facilityId: string,
): Promise<readonly Holding[]> {
  const holdings: Holding[] = []
  let after: string | undefined
  do {
    const page = await backEnd.registry.ofFacility(service, facilityId, 500, after)
    holdings.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return holdings
}

/** Units of recalled products go the same way, and every verdict is what the project's own rule says of each recall. */
async function judgesAlike(pipeline: Pipeline, scopes: readonly IndexedScope[]): Promise<boolean> {
  const rows = aimUnits(500, scopes, createRandom(13)).map(
    (unit, index): InventoryRow => ({
      ...unit,
      serial: `${unit.serial}X${index}`,
      assetTag: `T${index}`,
      location: 'Ward 1',
    }),
  )
  const round = createRound(0, rows)
  await stage(pipeline.backEnd, round)
  await commit(pipeline.backEnd, round)
  await pipeline.settled()
  let found = 0
  for (const holding of (await Promise.all(round.facilityIds.map((id) => liveAt(pipeline, id)))).flat()) {
    const stored = await pipeline.backEnd.matching.matches.ofCustody(service, holding.custody.custodyId)
    const expected = scopes.flatMap(({ recallId, products }) => {
      const verdict = judge(products, holding)
      return verdict === undefined ? [] : [[recallId, verdict] as const]
    })
    const told = stored.map(({ document: { recallId, verdict } }) => [recallId, verdict] as const)
    if (canonicalJson(told.toSorted(byRecall)) !== canonicalJson(expected.toSorted(byRecall))) return false
    found += told.length
  }
  return found >= rows.length
}

const byRecall = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1
