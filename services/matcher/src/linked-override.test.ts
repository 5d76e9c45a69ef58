import type { OverrideCommand } from '@recallwire/domain/verdict-override/decide-override.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { actOnOverride } from './act-on-override.ts'
import { box, carton, catalogueImported, recordOf } from './catalogue.test-support.ts'
import { deviceObserved, firmId, noticePublished, pumpDi, recall } from './fixtures/events.ts'
import { createTestMatcher, matchesOf, now, type TestMatcher } from './matcher.test-support.ts'
import { matchItem } from './routes/match-item.ts'

let backEnd: BackEnd
let matcher: TestMatcher

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
  await linkedBy(1, box)
  await matcher.handle(noticePublished(1, { serials: ['1001'] }))
  await matcher.handle(deviceObserved('a', 1, { di: box, serial: '1001' }))
  await matcher.scan()
})
afterEach(() => backEnd.close())

async function linkedBy(version: number, ...dis: readonly string[]) {
  await backEnd.catalogue.put([recordOf('K1', version, [pumpDi, ...dis])])
  await matcher.handle(catalogueImported(String(version)))
  await matcher.scan()
}
const theMatch = async () => {
  const [match] = await matchesOf(backEnd, recall)
  if (match === undefined) throw new Error('the unit was not found through the catalogue')
  return match
}
const act = async (command: OverrideCommand, by: string) =>
  actOnOverride(matcher.deps, {
    recallId: recall,
    matchId: (await theMatch()).matchId,
    firmName: 'Northwind Devices',
    command,
    actor: { organisationId: firmId, role: 'manufacturer-approver', by },
    requestKey: command.kind,
  })
const propose = { kind: 'ProposeOverride', value: 'outside', reason: 'Rebuilt at the depot.' } as const

test('a proposal on a unit that only the catalogue leads to is not shown as out of date', async () => {
  await act(propose, 'one')
  const [item] = await matchItem({ backEnd }, await theMatch(), true)
  expect(item?.proposal?.changed).toEqual([])
  await linkedBy(2)
  const [later] = await matchItem({ backEnd }, await theMatch(), true)
  expect(later?.proposal?.changed).toEqual(['verdict', 'scope'])
})

test('a decision outlives a link to another package level, and not the loss of its own', async () => {
  await act(propose, 'one')
  await act({ kind: 'ConfirmOverride' }, 'two')
  await linkedBy(2, box, carton)
  expect((await theMatch()).override).toBeDefined()
  await linkedBy(3, carton)
  const { override, verdict } = await theMatch()
  expect([override, verdict.value]).toEqual([undefined, 'outside'])
  expect(verdict.because).toContain('no package link')
})
