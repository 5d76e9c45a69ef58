import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { Clause } from '@recallwire/domain/scope/scope.ts'
import {
  deviceObserved,
  noticePublished,
  otherDi,
  pumpDi,
  recall,
  recallClosed,
  secondRecall,
} from './fixtures/events.ts'
import { serials, sites } from './people-act.test-support.ts'
import type { Choice } from './seeded-choice.test-support.ts'

export const recalls = [recall, secondRecall]
const clauses: readonly Clause[] = [
  { all: true },
  { serials: ['1001', 'O100'] },
  { serials: ['1001', '1002', '5005'] },
  { serialPrefix: ['10'] },
  { allOf: [{ serials: ['1001', '1002'] }, { software: { startsWith: '6' } }] },
  { lots: ['L1'] },
]

/** What the log keeps in order: the revisions of a recall, the observations of a facility. */
export function streamsOf(choice: Choice): readonly (readonly RecallEvent[])[] {
  const revisions = recalls.map((recallId) =>
    Array.from({ length: 1 + choice.below(3) }, (_, index) => {
      const dis = choice.of([[pumpDi], [pumpDi, otherDi], [otherDi]])
      return noticePublished(index + 1, choice.of(clauses), { recallId, dis })
    }),
  )
  const observations = sites.map((site) =>
    Array.from({ length: 2 + choice.below(6) }, (_, index) => {
      // Now and then a report that is older than the one before it.
      const day = choice.chance(0.2) ? index : index + 2
      return deviceObserved(site, day + 1, {
        ...(choice.chance(0.3) ? { di: otherDi } : {}),
        ...(choice.chance(0.75) ? { serial: choice.of(serials) } : { assetTag: choice.of(['T-1', 'T-2']) }),
        ...(choice.chance(0.3) ? { assetTag: choice.of(['T-1', 'T-2']) } : {}),
        ...(choice.chance(0.4) ? { softwareVersion: choice.of(['6.02', '8.1']) } : {}),
        ...(choice.chance(0.3) ? { lot: choice.of(['L1', 'L2']) } : {}),
        ...(choice.chance(0.2) ? { presence: 'removed' as const } : {}),
      })
    }),
  )
  if (choice.chance(0.2)) revisions[1]?.push(recallClosed(secondRecall))
  return [...revisions, ...observations]
}
