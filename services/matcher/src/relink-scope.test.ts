import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { box, catalogueImported, recordOf } from './catalogue.test-support.ts'
import { deviceObserved, noticePublished, pumpDi, recall, recallClosed } from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
} from './matcher.test-support.ts'
import { relinkScope } from './relink-scope.ts'
import { sweepInTurn } from './sweep.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
})
afterEach(() => backEnd.close())

const boxed = deviceObserved('a', 1, { di: box, serial: '1001' })
const put = (version: number, ...dis: readonly string[]) =>
  backEnd.catalogue.put([recordOf('K1', version, [pumpDi, ...dis])])
const values = async () => (await matchesOf(backEnd, recall)).map(({ verdict }) => verdict.value)
const saidOfUnits = async () => ofType(await published(backEnd), 'recallwire.units-matched.v1')

test('a scan sees the import that came between the reading of the links and the writing of the scope', async () => {
  await matcher.handle(boxed)
  const { linksOf } = backEnd.catalogue
  const overtaken: typeof linksOf = async (dis) => {
    const links = await linksOf(dis)
    await put(1, box)
    await matcher.handle(catalogueImported('1'))
    await matcher.scan()
    return links
  }
  const slow = createTestMatcher(backEnd, { catalogue: { ...backEnd.catalogue, linksOf: overtaken } })
  await slow.handle(noticePublished(1, { all: true }))
  await matcher.scan()
  expect(await values()).toEqual(['affected'])
})

test('a scan that was killed after it wrote new links opens the scan for them', async () => {
  await matcher.handle(boxed, noticePublished(1, { all: true }))
  await matcher.scan()
  await matcher.handle(noticePublished(2, { serials: ['1001'] }))
  await put(1, box)
  await relinkScope(matcher.deps, recall)
  await matcher.scan()
  expect(await values()).toEqual(['affected'])
})

test('a link that is gone releases the units it had found, once', async () => {
  await put(1, box)
  await matcher.handle(noticePublished(1, { all: true }), boxed, catalogueImported('1'))
  await matcher.scan()
  expect(await values()).toEqual(['affected'])
  await put(2)
  await matcher.handle(catalogueImported('2'), catalogueImported('2'))
  await matcher.scan()
  expect((await matchesOf(backEnd, recall))[0]?.verdict).toMatchObject({
    value: 'outside',
    because: "no package link of the catalogue leads to the notice's products any longer",
  })
  const last = (await saidOfUnits()).at(-1)
  expect(last?.data.units.map(({ verdict }) => verdict.value)).toEqual(['outside'])
})

test('an import that changes no link of a recall opens no scan and tells nothing', async () => {
  await put(1, box)
  await matcher.handle(noticePublished(1, { all: true }), boxed, deviceObserved('b', 1, { serial: '7' }))
  await matcher.scan()
  const before = await published(backEnd)
  await backEnd.catalogue.put([recordOf('K9', 1, ['09506000134369'])])
  await matcher.handle(catalogueImported('9'))
  await matcher.scan()
  expect(await published(backEnd)).toEqual(before)
})

test('after new links only what they changed is told', async () => {
  await matcher.handle(noticePublished(1, { all: true }), boxed, deviceObserved('b', 1, { serial: '7' }))
  await matcher.scan()
  const before = (await saidOfUnits()).length
  await put(1, box)
  await matcher.handle(catalogueImported('1'))
  await matcher.scan()
  const units = (await saidOfUnits()).slice(before).flatMap(({ data }) => data.units)
  expect(units.map(({ facts, verdict }) => [facts.di, verdict.value])).toEqual([[box, 'affected']])
})

test('a recall that is over keeps the links it had', async () => {
  await matcher.handle(noticePublished(1, { all: true }), recallClosed())
  await put(1, box)
  expect(await relinkScope(matcher.deps, recall)).toMatchObject({ open: false, links: [] })
})

test('what a killed import had stored is found by the next sweep, though nobody was told of it', async () => {
  await matcher.handle(noticePublished(1, { all: true }), boxed)
  await matcher.scan()
  await put(1, box)
  await sweepInTurn(matcher.deps, matcher.worker, 600_000, new AbortController().signal)
  await matcher.scan()
  expect(await values()).toEqual(['affected'])
})
