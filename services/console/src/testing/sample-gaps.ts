import { type GapReport, gapReportSchema } from '@recallwire/domain/views/gap-view.ts'
import { eastCaseId, eastId, westId } from './sample-cases.ts'
import { content, recallId } from './sample-recall.ts'

const none = { owed: 0, notified: 0, told: 0, waived: 0, onItsWay: 0, gaps: 0 }
const leftOutSince = '2031-03-06T14:00:00.000Z'

/** Three units: one written about, one stuck, and one that nobody was told of. */
export const gapReport = (change: object = {}): GapReport =>
  gapReportSchema.parse({
    recallId,
    reference: 'FA-2031-007',
    title: content.title,
    recallClass: content.recallClass,
    status: 'published',
    at: '2031-03-06T15:00:00.000Z',
    counts: {
      custodies: { ...none, owed: 3, notified: 1, told: 1, gaps: 1 },
      addressed: { ...none, owed: 1, notified: 1 },
      oldestGapSince: leftOutSince,
    },
    items: [
      {
        facilityId: eastId,
        facilityName: 'Eastfield Hospital',
        caseId: eastCaseId,
        custodyId: 'c'.repeat(26),
        standing: { kind: 'told', at: leftOutSince, by: 'stuck', because: 'no such address' },
      },
      {
        facilityId: westId,
        facilityName: 'Westfield Clinic',
        custodyId: 'd'.repeat(26),
        standing: { kind: 'gap', since: leftOutSince, stage: 'case' },
      },
    ],
    ...change,
  })

/** What the list of all recalls says of it. */
export function gapSummary(report: GapReport = gapReport()) {
  const { at, items: _items, next: _next, ...recall } = report
  return { at, recalls: [recall] }
}
