import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { travellingFacts } from '@recallwire/domain/scope/verdict.ts'
import { basisOf, changedParts } from '@recallwire/domain/verdict-override/rests-on.ts'
import type { MatchItem } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { withLinks } from '../scope-index.ts'
import { computedVerdict } from '../settle-match.ts'

export type MatchItemDeps = { readonly backEnd: Pick<BackEnd, 'registry' | 'scopes'> }

/**
 * One unit as the API shows it, or nothing when its row is gone. `showsPeople`: with what people decided and propose; a
 * facility is told what was decided in the verdict's own sentence, and never what is only proposed.
 */
export async function matchItem(
  { backEnd }: MatchItemDeps,
  match: Match,
  showsPeople: boolean,
): Promise<readonly MatchItem[]> {
  const { matchId, custodyId, facilityId, holdingId, revision, verdict, override, proposal } = match
  // The match was found on the reader's behalf; the row it rests on lends its facts, without the location.
  const holding = (await backEnd.registry.get(serviceReader('matcher'), holdingId))?.document
  if (holding === undefined) return []
  const item = { matchId, custodyId, facilityId, facts: travellingFacts(holding), revision, verdict }
  if (!showsPeople || (override === undefined && proposal === undefined)) return [item]
  const stored = (await backEnd.scopes.get(match.recallId))?.document
  const scope = stored && withLinks(stored)
  const computed = scope && computedVerdict(scope, holding, match)
  const now = scope && computed && basisOf(scope, holding, computed)
  return [
    {
      ...item,
      ...(override ? { override } : {}),
      ...(proposal && now
        ? { proposal: { ...proposal, changed: [...changedParts(proposal.basis, now)] } }
        : {}),
    },
  ]
}
