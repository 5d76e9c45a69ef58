import type { Holding } from '@recallwire/domain/device/holding.ts'
import { custodyIdOf, holdingIdOf, unitKeyOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { RecallScope } from '@recallwire/ports/scope-store.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { contentOf, facility, pumpDi, recall } from './fixtures/events.ts'
import { createTestMatcher, now } from './matcher.test-support.ts'
import { type WalkFrom, walkKeys } from './walk-units.ts'

let backEnd: BackEnd
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
})
afterEach(() => backEnd.close())

const scope: RecallScope = {
  recallId: recall,
  revision: 1,
  open: true,
  links: [],
  linking: 0,
  products: contentOf({ all: true }).products,
}

function holdingAt(where: 'a' | 'b' | 'c' | 'd' | 'e', serial: string): Holding {
  const site = facility(where)
  const unitKey = unitKeyOf({ product: { di: pumpDi }, mark: { serial } })
  return {
    ...site,
    holdingId: holdingIdOf(unitKey, site.facilityId),
    unitKey,
    facts: { di: pumpDi, serial },
    answered: {},
    custody: { custodyId: custodyIdOf(unitKey, site.facilityId, serial), openedAt: now },
    lastObserved: { observedAt: now, sourceVersion: 0 },
  }
}

test.each([
  [[3, 1, 2, 0, 4], [10]],
  [
    [199, 1, 200, 1, 3],
    [200, 200, 4],
  ],
  [
    [201, 199, 0, 401, 1],
    [201, 199, 401, 1],
  ],
  [
    [2_300, 5, 0, 0, 0],
    [2_000, 300, 5],
  ],
] as const)('walks facilities of %j units in whole facilities, each unit once', async (sizes, steps) => {
  const sites = ['a', 'b', 'c', 'd', 'e'] as const
  const holdings = sites.flatMap((site, index) =>
    Array.from({ length: sizes[index] ?? 0 }, (_, serial) => holdingAt(site, `${site}${serial}`)),
  )
  await Promise.all(
    holdings.map((next) =>
      backEnd.registry.save({ id: next.holdingId, expectedVersion: 0, next, events: [] }),
    ),
  )
  const { deps } = createTestMatcher(backEnd)
  const walked: string[][] = []
  let from: WalkFrom | undefined = {}
  while (from !== undefined) {
    const { units, next }: Awaited<ReturnType<typeof walkKeys>> = await walkKeys(deps, scope, from)
    walked.push(units.map(({ holdingId }) => holdingId))
    from = next
  }
  expect(walked.flat().toSorted()).toEqual(holdings.map(({ holdingId }) => holdingId).toSorted())
  expect(walked.map((units) => units.length)).toEqual(steps)
})
