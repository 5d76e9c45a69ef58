import { monday, recallId } from '../casework/case.test-support.ts'
import type { Case } from '../casework/case.ts'
import { addMs } from '../time.ts'
import { type Stood, standFacility } from './stand-facility.ts'
import type { FacilityRecord, GapRecall, LetterRecord, MatchedCustody } from './standing.ts'

export const published: GapRecall = { revisions: [{ revision: 1, changed: [], publishedAt: monday }] }

/** So many minutes after Monday 10:00 in Chicago. */
export const minutes = (count: number): string => addMs(monday, count * 60_000)

/** The matches of everything the case knows, as the matcher's store would have them. */
export const matchesOf = (on: Case, judgedAt = monday): readonly MatchedCustody[] =>
  on.units.map(({ custodyId, verdict }) => ({
    custodyId,
    facilityId: on.facilityId,
    verdict: verdict.value,
    released: false,
    judgedAt,
  }))

export const recordOf = (on: Case, more: Partial<FacilityRecord> = {}): FacilityRecord => ({
  facilityId: on.facilityId,
  matches: matchesOf(on),
  on,
  letters: [],
  ...more,
})

/** The letters of a case that the mail service has not taken, in one state. */
export const lettersIn = (on: Case, state: LetterRecord['state']): readonly LetterRecord[] =>
  on.letters.map(({ letterId, plannedAt: queuedAt }) => ({ letterId, state, queuedAt }))

export const place = { alarmId: 'a'.repeat(26), recallId, facilityId: 's'.repeat(26) }

export const stand = (record: FacilityRecord, now: string, recall = published): readonly Stood[] =>
  standFacility(record, recall, undefined, now)

export const kindsOf = (stood: readonly Stood[]): readonly string[] =>
  stood.map(({ standing }) => standing.kind)
