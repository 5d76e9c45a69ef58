import { whereaboutsOf } from '@recallwire/domain/device/meet-holding.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import type { Observed } from './apply-observations.ts'
import { deviceObserved, noticePublished, otherDi, pumpDi } from './fixtures/events.ts'
import { createTestMatcher, matchesOf, now, ofType, published } from './matcher.test-support.ts'
import { type Choice, createChoice } from './seeded-choice.test-support.ts'

async function open(): Promise<BackEnd> {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  onTestFinished(() => backEnd.close())
  return backEnd
}

const isObserved = (event: RecallEvent): event is Observed => event.type === 'recallwire.device-observed.v1'

/** Few serials, lots and tags for many reports, so that rows are met, renamed, removed and come back. */
function reportsOf(choice: Choice): readonly Observed[] {
  return Array.from({ length: 40 }, (_, index) =>
    deviceObserved(choice.of(['a', 'b']), choice.chance(0.2) ? choice.below(20) + 1 : (index % 28) + 1, {
      ...(choice.chance(0.3)
        ? { ref: 'EX-100', manufacturer: 'Example Devices' }
        : { di: choice.of([pumpDi, otherDi]) }),
      ...(choice.chance(0.6) ? { serial: choice.of(['1001', '1002', '1003']) } : {}),
      ...(choice.chance(0.2) ? { lot: choice.of(['L1', 'L2']) } : {}),
      assetTag: choice.of(['T-1', 'T-2', 'T-3', 'T-4']),
      ...(choice.chance(0.2) ? { presence: 'removed' as const } : {}),
      sourceVersion: index,
    }),
  ).filter(isObserved)
}

async function rowsAfter(batches: readonly (readonly Observed[])[]) {
  const backEnd = await open()
  const matcher = createTestMatcher(backEnd)
  await matcher.handle(noticePublished(1, { serials: ['1001'] }))
  await matcher.scan()
  for (const batch of batches) await matcher.handle(...batch)
  const asked = batches.flat().map(({ data }) => whereaboutsOf(data.observation))
  const rows = await backEnd.registry.metBy(matcher.deps.reader, asked)
  const matches = await matchesOf(backEnd, noticePublished(1, { all: true }).subject)
  return { rows: rows.map(({ document }) => document), matches }
}

test('a batch leaves the rows and verdicts that its events would leave one after the other', async () => {
  let renamed = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const choice = createChoice(seed)
    const reports = reportsOf(choice)
    const single = await rowsAfter(reports.map((report) => [report]))
    const whole = await rowsAfter([reports])
    expect(whole, `seed ${seed}`).toEqual(single)
    const cut = choice.below(reports.length)
    expect(await rowsAfter([reports.slice(0, cut), reports.slice(cut)]), `seed ${seed}, in two`).toEqual(
      single,
    )
    renamed += single.rows.filter(
      ({ facts }) => facts.serial !== undefined && facts.assetTag !== undefined,
    ).length
  }
  expect(renamed).toBeGreaterThan(20)
})

test('a batch of which every row is new goes to the store in one call', async () => {
  const backEnd = await open()
  let calls = 0
  const registry: BackEnd['registry'] = {
    ...backEnd.registry,
    saveAll: (changes) => {
      calls += 1
      return backEnd.registry.saveAll(changes)
    },
  }
  const matcher = createTestMatcher(backEnd, { registry })
  const reports = Array.from({ length: 200 }, (_, index) => deviceObserved('a', 1, { serial: `S${index}` }))
  await matcher.handle(...reports)
  expect(calls).toBe(1)
  await matcher.handle(...reports, ...reports)
  // A report that comes again is no news, but what it speaks of was just looked at: it waits for that.
  expect(calls).toBe(3)
})

test('a row that another process writes meanwhile is stored from what it has become', async () => {
  const backEnd = await open()
  const other = createTestMatcher(backEnd)
  let raced = false
  const registry: BackEnd['registry'] = {
    ...backEnd.registry,
    saveAll: async (changes) => {
      if (!raced) {
        raced = true
        await other.handle(deviceObserved('a', 9, { serial: '1001', location: 'Ward 9' }))
      }
      return backEnd.registry.saveAll(changes)
    },
  }
  const matcher = createTestMatcher(backEnd, { registry })
  await matcher.handle(noticePublished(1, { serials: ['1001'] }))
  await matcher.handle(
    deviceObserved('a', 1, { serial: '1001', location: 'Ward 1' }),
    deviceObserved('a', 1, { serial: '1002' }),
  )
  const { items } = await backEnd.registry.ofFacility(
    matcher.deps.reader,
    deviceObserved('a', 1, { serial: '1' }).subject,
    10,
  )
  expect(items.map(({ facts }) => [facts.serial, facts.location]).sort()).toEqual([
    ['1001', 'Ward 9'],
    ['1002', undefined],
  ])
  const told = ofType(await published(backEnd), 'recallwire.units-matched.v1')
  expect(told.flatMap(({ data }) => data.units.map(({ verdict }) => verdict.value))).toEqual(['affected'])
})
