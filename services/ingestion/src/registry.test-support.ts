import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import { factsOf, type UnitFacts } from '@recallwire/domain/device/holding.ts'
import { eventsOfRecords } from '@recallwire/domain/events/handle-records.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { handleEvents } from '../../matcher/src/handle-event.ts'
import { createTestMatcher } from '../../matcher/src/matcher.test-support.ts'
import { rowsOnTheWay } from './devices/rows-on-the-way.ts'

const reader: Reader = serviceReader('test')

export type TestRegistry = {
  /** Until everything that was committed has reached the registry. */
  catchUp(): Promise<void>
  /** The live units of a facility, by holding. */
  unitsOf(facilityId: string): Promise<ReadonlyMap<string, UnitFacts>>
  /** From here on nothing reaches the registry. */
  stop(): Promise<void>
}

/** The matcher behind a house of ingestion, so that what is imported comes to be registered. */
export async function startRegistry(backEnd: BackEnd): Promise<TestRegistry> {
  const matcher = createTestMatcher(backEnd)
  const subscription = await backEnd.log.subscribe({
    topics: ['registry.events'],
    group: 'matcher',
    handle: (records, signal) => handleEvents(matcher.deps, eventsOfRecords(records), signal),
  })
  return {
    catchUp: async () => {
      const never = new AbortController().signal
      for (let round = 0; round < 400; round += 1) {
        while ((await backEnd.outbox.relay(1_000)) > 0);
        if ((await rowsOnTheWay(backEnd, 25, never)) === 0) return
      }
      throw new Error('the rows did not reach the registry')
    },
    unitsOf: async (facilityId) => {
      const { items } = await backEnd.registry.ofFacility(reader, facilityId, 5_000)
      return new Map(items.map((holding) => [holding.holdingId, factsOf(holding)]))
    },
    stop: () => subscription.stop(),
  }
}
