import { expect, test } from 'vitest'
import { at, facilityId, organisationId, recallId } from '../casework/case.test-support.ts'
import type { CaseEvent } from '../casework/case-event.ts'
import type { RecallEvent } from '../events/envelope.ts'
import { listed, proposalWith } from '../verdict-override/override.test-support.ts'
import { eventSentence } from './event-sentence.ts'
import { eventOf } from './report.test-support.ts'

const id = (letter: string) => letter.repeat(26)
const place = { caseId: id('c'), recallId, facilityId, organisationId }
const onUnit = { recallId, facilityId, organisationId, custodyId: id('u'), matchId: id('m') }
const ofCase = (event: CaseEvent) => eventOf('recallwire.case-changed.v1', at(0), { ...place, event })
const gone = { disposition: 'destroyed', at: at(-1) } as const
const decided = (
  outcome: 'confirmed' | 'declined' | 'withdrawn',
  kind: 'override' | 'withdrawal' = 'override',
) =>
  eventOf('recallwire.verdict-override-decided.v1', at(0), {
    ...onUnit,
    outcome,
    proposal: proposalWith({ kind, value: kind === 'override' ? 'outside' : 'affected' }),
  })

test.each<[RecallEvent, string]>([
  [
    eventOf('recallwire.unit-surfaced.v1', at(1), { ...onUnit, earlier: gone, seenAt: at(0) }),
    'A serial that was reported destroyed on 2025-06-01 15:00 UTC was seen here on 2025-06-02 15:00 UTC.',
  ],
  [
    ofCase({ kind: 'UnitSurfaced', custodyId: id('u'), earlier: gone }),
    'A unit here had been reported destroyed on 2025-06-01.',
  ],
  [
    ofCase({ kind: 'SurfacedTaskDone', taskId: id('t'), at: at(0), outcome: 'label-misread' }),
    'The firm looked into a unit that had been reported gone: label misread.',
  ],
  [
    eventOf('recallwire.verdict-override-proposed.v1', at(0), { ...onUnit, proposal: proposalWith() }),
    'Someone of Northwind Devices proposed that a unit is not affected, where the notice itself makes it affected: Rebuilt at the depot with the new latch.',
  ],
  [
    decided('confirmed'),
    'A second person of Northwind Devices confirmed that a unit is not affected, where the notice itself makes it affected: Rebuilt at the depot with the new latch.',
  ],
  [
    decided('declined', 'withdrawal'),
    'The proposal was declined: that the decision of people on a unit be taken back, where the notice itself makes it affected.',
  ],
  [
    decided('withdrawn', 'withdrawal'),
    'A second person of Northwind Devices took the decision on a unit back; the notice itself makes it affected: Rebuilt at the depot with the new latch.',
  ],
  [
    eventOf('recallwire.verdict-override-lapsed.v1', at(0), {
      ...onUnit,
      value: 'outside',
      decidedAt: at(0),
      changed: ['facts', 'scope'],
      verdict: listed,
    }),
    "The decision that a unit is not affected no longer holds, because the unit's facts and the notice's scope changed: it is affected (serial 1001 is on the list).",
  ],
])('%# about one unit is told as a sentence', (event, sentence) => {
  expect(eventSentence(event)).toBe(sentence)
})
