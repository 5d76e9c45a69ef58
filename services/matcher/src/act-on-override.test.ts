import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { OverrideCommand } from '@recallwire/domain/verdict-override/decide-override.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { actOnOverride } from './act-on-override.ts'
import { deviceObserved, firmId, noticePublished, recall, recallClosed } from './fixtures/events.ts'
import {
  createTestMatcher,
  matchesOf,
  now,
  ofType,
  published,
  type TestMatcher,
  told,
} from './matcher.test-support.ts'
import { sweep } from './sweep.ts'

let backEnd: BackEnd
let matcher: TestMatcher
let matchId: string

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  matcher = createTestMatcher(backEnd)
  await matcher.handle(noticePublished(1, { serials: ['1001'] }), deviceObserved('a', 1, { serial: '1001' }))
  await matcher.scan()
  matchId = (await theMatch()).matchId
})
afterEach(() => backEnd.close())

const theMatch = async () => {
  const [match] = await matchesOf(backEnd, recall)
  if (match === undefined) throw new Error('there is no match')
  return match
}
const reason = 'Rebuilt at the depot.'
let requests = 0
const act = (command: OverrideCommand, by: string, requestKey?: string) => {
  requests += 1
  return actOnOverride(matcher.deps, {
    recallId: recall,
    matchId,
    firmName: 'Northwind Devices',
    command,
    actor: { organisationId: firmId, role: 'manufacturer-approver', by },
    requestKey: requestKey ?? `request-${requests}`,
  })
}
async function decideThat(value: 'outside' | 'possible') {
  await act({ kind: 'ProposeOverride', value, reason }, 'one')
  await act({ kind: 'ConfirmOverride' }, 'two')
}
const lapses = async () => ofType(await published(backEnd), 'recallwire.verdict-override-lapsed.v1')
const toldOfIt = async () => (await told(backEnd)).get(matchId)
const swept = () => sweep(matcher.deps, new AbortController().signal)

describe('a verdict that people decided', () => {
  test('is stored and told to the facility in the write of the confirmation', async () => {
    await act({ kind: 'ProposeOverride', value: 'outside', reason }, 'one')
    expect((await theMatch()).verdict.value).toBe('affected')
    expect(await toldOfIt()).toMatchObject({ value: 'affected' })
    await act({ kind: 'ConfirmOverride' }, 'two')
    const { verdict, override, proposal } = await theMatch()
    expect(verdict).toMatchObject({ value: 'outside', because: expect.stringContaining('two people') })
    expect([override?.basis.verdict.value, proposal]).toEqual(['affected', undefined])
    expect(await toldOfIt()).toEqual(verdict)
    const events = await published(backEnd)
    const [decided] = ofType(events, 'recallwire.verdict-override-decided.v1')
    expect(decided).toMatchObject({ actor: { by: 'two' }, data: { outcome: 'confirmed', matchId } })
    const matched = ofType(events, 'recallwire.units-matched.v1').at(-1)
    expect(matched).toMatchObject({
      id: eventIdOf('/matcher', `${matchId}@3`, 0),
      data: { trigger: 'people' },
    })
  })

  test('is not repaired by the sweep', async () => {
    await decideThat('outside')
    expect(await swept()).toBe(0)
    expect((await theMatch()).verdict.value).toBe('outside')
  })

  test('outlives a new location and a revision that leaves the unit alone', async () => {
    await decideThat('outside')
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', location: 'Ward 9' }))
    await matcher.handle(noticePublished(2, { serials: ['1001'] }))
    await matcher.scan()
    expect((await theMatch()).verdict.value).toBe('outside')
    expect(await lapses()).toEqual([])
  })

  test('lapses when the facts of the unit change, and the facility is told the computed verdict', async () => {
    await decideThat('outside')
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', softwareVersion: '6.2' }))
    expect(await theMatch()).toMatchObject({ verdict: { value: 'affected' } })
    expect(await theMatch()).not.toHaveProperty('override')
    expect(await toldOfIt()).toMatchObject({ value: 'affected' })
    const [lapsed] = await lapses()
    expect(lapsed?.data).toMatchObject({ matchId, value: 'outside', changed: ['facts'], decidedAt: now })
    expect(lapsed?.actor.role).toBe('service')
    expect(await swept()).toBe(0)
  })

  test('lapses when a revision changes the clauses of its product, and the scan tells it', async () => {
    await decideThat('outside')
    await matcher.handle(noticePublished(2, { serials: ['1001', '1002'] }))
    await matcher.scan()
    expect(await toldOfIt()).toMatchObject({ value: 'affected' })
    expect((await lapses()).map(({ data }) => data.changed)).toEqual([['scope']])
  })

  test('does not come back when the facts do', async () => {
    await decideThat('outside')
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', softwareVersion: '6.2' }))
    await matcher.handle(deviceObserved('a', 3, { serial: '1001' }))
    expect((await theMatch()).verdict.value).toBe('affected')
    expect(await lapses()).toHaveLength(1)
  })

  test('is taken back by two people', async () => {
    await decideThat('possible')
    await act({ kind: 'ProposeWithdrawal', reason }, 'two')
    expect(await act({ kind: 'ConfirmOverride' }, 'two')).toMatchObject({ reason: 'same-person' })
    await act({ kind: 'ConfirmOverride' }, 'one')
    expect(await toldOfIt()).toMatchObject({ value: 'affected' })
    const decided = ofType(await published(backEnd), 'recallwire.verdict-override-decided.v1')
    expect(decided.map(({ data }) => data.outcome)).toEqual(['confirmed', 'withdrawn'])
  })
})

describe('deciding', () => {
  test('is refused on a proposal whose unit has changed, and the proposal can be declined', async () => {
    await act({ kind: 'ProposeOverride', value: 'outside', reason }, 'one')
    await matcher.handle(deviceObserved('a', 2, { serial: '1001', softwareVersion: '6.2' }))
    expect(await act({ kind: 'ConfirmOverride' }, 'two')).toMatchObject({ kind: 'refused', reason: 'stale' })
    expect((await theMatch()).verdict.value).toBe('affected')
    expect(await act({ kind: 'DeclineOverride' }, 'two')).toMatchObject({ kind: 'done' })
    expect(await theMatch()).not.toHaveProperty('proposal')
  })

  test('twice with one request key is deciding once', async () => {
    await act({ kind: 'ProposeOverride', value: 'outside', reason }, 'one', 'key-1')
    await act({ kind: 'ConfirmOverride' }, 'two', 'key-2')
    expect(await act({ kind: 'ConfirmOverride' }, 'two', 'key-2')).toMatchObject({ kind: 'done' })
    expect(await act({ kind: 'ProposeOverride', value: 'outside', reason }, 'one', 'key-1')).toMatchObject({
      kind: 'done',
    })
    const types = (await published(backEnd)).map(({ type }) => type)
    expect(types.filter((type) => type.includes('verdict-override'))).toHaveLength(2)
  })

  test('is over when the recall is', async () => {
    await act({ kind: 'ProposeOverride', value: 'outside', reason }, 'one')
    await matcher.handle(recallClosed())
    expect(await act({ kind: 'ConfirmOverride' }, 'two')).toMatchObject({ kind: 'refused', reason: 'closed' })
  })

  test('on a match of another recall finds nothing', async () => {
    const order = {
      matchId,
      firmName: 'Northwind',
      requestKey: 'k',
      command: { kind: 'ConfirmOverride' },
    } as const
    const actor = { organisationId: firmId, role: 'manufacturer-approver', by: 'two' } as const
    const acted = await actOnOverride(matcher.deps, { ...order, recallId: 'z'.repeat(26), actor })
    expect(acted).toEqual({ kind: 'absent' })
  })
})
