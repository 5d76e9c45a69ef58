import { countStandings, type GapCounts, noCounts } from '@recallwire/domain/gaps/count-standings.ts'
import type { Stood } from '@recallwire/domain/gaps/stand-facility.ts'
import type { StandingKind } from '@recallwire/domain/gaps/standing.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { GapStores } from './gap-deps.ts'
import { walkStandings } from './walk-standings.ts'

export type ListedStanding = Stood & { readonly caseId: string | undefined }

export type ReadGaps = {
  readonly counts: GapCounts
  readonly listed: readonly ListedStanding[]
  /** The last facility that is listed, where more follow. */
  readonly next?: string | undefined
}

/** Counts all of a recall, and lists those of certain kinds behind a facility: whole facilities, until there are `limit`. */
export async function readGaps(
  stores: GapStores,
  notice: Notice,
  now: () => string,
  list: { readonly kinds: readonly StandingKind[]; readonly after: string; readonly limit: number },
): Promise<ReadGaps> {
  let counts = noCounts
  let next: string | undefined
  const listed: ListedStanding[] = []
  for await (const { facilityId, caseId, stood } of walkStandings(stores, notice, now)) {
    counts = countStandings(counts, stood)
    if (facilityId <= list.after) continue
    const wanted = stood.filter(({ standing }) => list.kinds.includes(standing.kind))
    if (wanted.length === 0) continue
    if (listed.length >= list.limit) next ??= listed.at(-1)?.facilityId
    else listed.push(...wanted.map((one) => ({ ...one, caseId })))
  }
  return { counts, listed, next }
}
