import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { box, carton, catalogueImported, recordOf } from './catalogue.test-support.ts'
import { deviceObserved, noticePublished, otherDi, pumpDi, recall } from './fixtures/events.ts'
import { createTestMatcher, matchesOf, now, type TestMatcher, told } from './matcher.test-support.ts'
import { sweep } from './sweep.ts'

type Act = (backEnd: BackEnd, matcher: TestMatcher) => Promise<void>
const says =
  (event: RecallEvent): Act =>
  (_, matcher) =>
    matcher.handle(event)
/** As ingestion does it: the records are stored, then the event comes. */
const imports =
  (name: string, ...records: readonly CatalogueRecord[]): Act =>
  async (backEnd, matcher) => {
    await backEnd.catalogue.put(records)
    await matcher.handle(catalogueImported(name))
  }

/** Every way to merge streams that each keep their own order. */
function interleavings<Item>(streams: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  const open = streams.filter((stream) => stream.length > 0)
  if (open.length === 0) return [[]]
  return open.flatMap((stream) => {
    const rest = open.map((other) => (other === stream ? other.slice(1) : other))
    return interleavings(rest).map((merged) => stream.slice(0, 1).concat(merged))
  })
}

async function outcomeOf(run: (backEnd: BackEnd, matcher: TestMatcher) => Promise<void>) {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  try {
    const matcher = createTestMatcher(backEnd)
    await run(backEnd, matcher)
    await matcher.scan()
    const found = await sweep(matcher.deps, new AbortController().signal)
    const lastTold = await told(backEnd)
    const matches = await matchesOf(backEnd, recall)
    const verdicts = matches.map(({ matchId, verdict }) => [matchId, verdict] as const)
    const mistold = matches.filter(
      ({ matchId, verdict }) => (lastTold.get(matchId)?.value ?? 'outside') !== verdict.value,
    )
    return { found, mistold, verdicts: new Map(verdicts) }
  } finally {
    await backEnd.close()
  }
}

/** What is left of a verdict once a unit is out of scope is history, and there is none where it never was in scope. */
const speaking = (verdicts: ReadonlyMap<string, { readonly value: string; readonly because: string }>) =>
  [...verdicts.values()]
    .filter(({ value }) => value !== 'outside')
    .map(({ value, because }) => `${value}: ${because}`)
    .sort()

describe('notice, device and catalogue', () => {
  const notices = [
    says(noticePublished(1, { serials: ['1001', '1002'] })),
    says(noticePublished(2, { serials: ['1001', '1003'] })),
  ]
  const devices = [
    says(deviceObserved('a', 1, { di: box, serial: '1001' })),
    says(deviceObserved('a', 1, { di: carton, serial: '1003' })),
  ]

  test.each<[string, readonly Act[], readonly string[]]>([
    [
      'a link that is added',
      [imports('1', recordOf('K1', 1, [pumpDi])), imports('2', recordOf('K1', 2, [pumpDi, box]))],
      [
        `affected: serial 1001 is on the notice's list; ${box} stands for the product through the package link of GUDID record K1`,
      ],
    ],
    [
      'a link that is removed',
      [
        imports('1', recordOf('K1', 1, [pumpDi, box, carton])),
        imports('2', recordOf('K1', 2, [pumpDi, box])),
      ],
      [
        `affected: serial 1001 is on the notice's list; ${box} stands for the product through the package link of GUDID record K1`,
      ],
    ],
    [
      'a link that becomes unsure',
      [imports('1', recordOf('K1', 1, [pumpDi, box])), imports('2', recordOf('K2', 1, [otherDi, box]))],
      [
        `possible: serial 1001 is on the notice's list; ${box} stands for the product through the package link of GUDID record K1, but the DIs of that link are in more than one record: check the product`,
      ],
    ],
  ])('end in the same verdicts in every order, with %s', async (_what, catalogue, expected) => {
    const orders = interleavings([notices, devices, catalogue])
    expect(orders).toHaveLength(90)
    for (const [index, order] of orders.entries()) {
      for (const scansBetween of [true, false]) {
        const outcome = await outcomeOf(async (backEnd, matcher) => {
          for (const act of order) {
            await act(backEnd, matcher)
            if (scansBetween) await matcher.step()
          }
        })
        const named = `order ${index}, ${scansBetween ? 'with' : 'without'} scans in between`
        expect(speaking(outcome.verdicts), named).toEqual(expected)
        expect(outcome.mistold, `${named}: a facility was last told another verdict`).toEqual([])
        expect(outcome.found, `${named}: the sweep found something`).toBe(0)
      }
    }
  })

  test('end in the same verdicts when two matchers handle them at once, with redeliveries', async () => {
    const catalogue = [
      imports('1', recordOf('K1', 1, [pumpDi, carton])),
      imports('2', recordOf('K1', 2, [pumpDi, box, carton])),
    ]
    const orders = interleavings([notices, devices, catalogue])
    for (const [index, order] of orders.entries()) {
      const outcome = await outcomeOf(async (backEnd, one) => {
        const two = createTestMatcher(backEnd)
        for (let at = 0; at < order.length; at += 2) {
          const pair = order.slice(at, at + 2)
          await Promise.all([
            ...pair.map((act, nth) => act(backEnd, nth === 0 ? one : two)),
            one.step(),
            two.step(),
          ])
          await Promise.all(pair.map((act, nth) => act(backEnd, nth === 0 ? two : one)))
        }
        await two.scan()
      })
      expect(speaking(outcome.verdicts), `order ${index}`).toHaveLength(2)
      expect(outcome.mistold, `order ${index}`).toEqual([])
      expect(outcome.found, `order ${index}`).toBe(0)
    }
  })
})
