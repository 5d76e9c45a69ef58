import { type StuckLetter, stuckLetterSchema } from '@recallwire/domain/views/stuck-view.ts'
import { eastCaseId, eastId } from './sample-cases.ts'
import { recallId } from './sample-recall.ts'

/** The first letter to Eastfield, which nobody got. */
export const stuckLetter = (change: object = {}): StuckLetter =>
  stuckLetterSchema.parse({
    letterId: 'l'.repeat(26),
    caseId: eastCaseId,
    recallId,
    facilityId: eastId,
    facilityName: 'Eastfield Hospital',
    kind: 'initial',
    queuedAt: '2031-03-03T15:59:00.000Z',
    attempts: 8,
    because: 'no such address',
    ...change,
  })
