import type { Case } from '@recallwire/domain/casework/case.ts'
import { letterIdsToRead } from '@recallwire/domain/gaps/letters-about.ts'
import type { GapRecall, LetterRecord, MatchedCustody } from '@recallwire/domain/gaps/standing.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { LetterStore } from '@recallwire/ports/letter-store.ts'
import type { Match } from '@recallwire/ports/match-store.ts'

export const recallOf = ({ status, revisions }: Notice): GapRecall => ({
  over: status === 'terminated' || status === 'withdrawn' ? status : undefined,
  revisions,
})

export function custodyOf({ custodyId, facilityId, verdict, override, judgedAt }: Match): MatchedCustody {
  const released =
    verdict.value === 'outside' && override !== undefined && override.basis.verdict.value !== 'outside'
  return { custodyId, facilityId, verdict: verdict.value, released, judgedAt }
}

/** Of most cases none: what they know of their letters is enough. */
export async function readLetterRecords(letters: LetterStore, on: Case): Promise<readonly LetterRecord[]> {
  const stored = await Promise.all(letterIdsToRead(on).map((letterId) => letters.get(letterId)))
  return stored.flatMap((one) => one?.document ?? [])
}
