import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import { outgoing, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventData, EventType } from '@recallwire/domain/events/event-catalogue.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { pump, secondPump } from '../letters/testing/sample-case.ts'
import { organisationId, publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import { createDesk } from '../testing/create-desk.ts'
import { matchedData, seedRecall, seedSite, withdrawnData } from '../testing/seed-recall.ts'
import { handleEvents } from './handle-events.ts'

const signal = new AbortController().signal
const actor = serviceActor('matcher', organisationId)
let backEnd: BackEnd
let said = 0
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
})
afterEach(() => backEnd.close())

function event<T extends EventType>(type: T, data: EventData<T>): RecallEvent {
  said += 1
  const id = String(said).padStart(26, 'e')
  return outgoing(recallId, { id, source: '/matcher', type, subject: recallId, at: publishedAt, actor, data })
    .event as RecallEvent
}
const matched = (facilityId: string, unit: typeof pump) =>
  event('recallwire.units-matched.v1', { ...matchedData([unit], 'device'), facilityId })

/** The real store, which also says how many cases were being stored at once, and that no case ever was twice. */
function watched() {
  const underWay = new Set<string>()
  const seen = { most: 0, twice: false }
  const cases: BackEnd['cases'] = {
    ...backEnd.cases,
    save: async (change) => {
      seen.twice ||= underWay.has(change.id)
      underWay.add(change.id)
      seen.most = Math.max(seen.most, underWay.size)
      const saved = await backEnd.cases.save(change)
      underWay.delete(change.id)
      return saved
    },
  }
  return { seen, backEnd: { ...backEnd, cases } }
}
const noMail: Mailer = {
  settles: 'never',
  send: async () => ({ kind: 'unclear', reason: 'nothing is sent' }),
}

test('cases are stored side by side, what concerns one in its order, and an end of the recall after all before it', async () => {
  const sites = await Promise.all([1, 2, 3, 4].map((index) => seedSite(backEnd, index)))
  const { seen, backEnd: store } = watched()
  const { deps } = createDesk(store, noMail)
  const events = [
    ...sites.map(({ facilityId }) => matched(facilityId, pump)),
    ...sites.map(({ facilityId }) => matched(facilityId, secondPump)),
    event('recallwire.recall-closed.v1', withdrawnData),
  ]
  await handleEvents(deps, events, signal)
  expect(seen).toEqual({ most: 4, twice: false })
  const cases = await backEnd.cases.ofRecall(serviceReader('test'), recallId)
  expect(
    cases.map(({ document: { status, units } }) => [status, units.map(({ unitKey }) => unitKey)]),
  ).toEqual(sites.map(() => ['closed', [pump.unitKey, secondPump.unitKey]]))
})

test('a batch of which one case fails is thrown once the others are stored', async () => {
  const sites = await Promise.all([1, 2].map((index) => seedSite(backEnd, index)))
  const { deps } = createDesk(backEnd, noMail)
  const unknown = event('recallwire.units-matched.v1', {
    ...matchedData([pump], 'device'),
    recallId: 'x'.repeat(26),
  })
  const events = [unknown, ...sites.map(({ facilityId }) => matched(facilityId, pump))]
  await expect(handleEvents(deps, events, signal)).rejects.toThrow('not readable yet')
  expect(await backEnd.cases.ofRecall(serviceReader('test'), recallId)).toHaveLength(2)
})
