import { factsOf, type Holding } from '@recallwire/domain/device/holding.ts'
import { lookAtEndedRecalls, lookAtOthers } from './look-at-others.ts'
import type { Matching, Trigger } from './matching.ts'
import { settleMatch } from './settle-match.ts'
import { tellOne } from './units-matched.ts'

/**
 * The second half of store-then-look: the row is written, now the index tells which open recalls name its product, and
 * which of them cover it. Each of these gets its stored verdict, which must be what the index found. A scope written
 * before this look is seen by it; a scope written after it scans the registry after the row was there. Repeating the
 * look changes nothing, so a redelivered event ends what a crash left half done.
 */
export async function lookAtScopes(
  deps: Matching,
  holding: Holding,
  by: { readonly trigger: Trigger; readonly causeId: string },
): Promise<void> {
  const { holdingId, custody } = holding
  const { custodyId } = custody
  await deps.index.refresh()
  const known = await deps.matching.matches.ofCustody(deps.reader, custodyId)
  const look = deps.index.look(factsOf(holding))
  const recalls = new Set([...look.recallIds, ...known.map(({ document }) => document.recallId)])
  const tell = tellOne(deps, by.trigger, by.causeId)
  for (const recallId of recalls) {
    const unit = { recallId, holdingId, custodyId }
    const settled = await settleMatch(deps, unit, { trigger: by.trigger, tell, look })
    if (settled !== undefined) await lookAtOthers(deps, settled)
  }
  await lookAtEndedRecalls(deps, holding)
}
