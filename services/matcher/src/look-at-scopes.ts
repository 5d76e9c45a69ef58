import { factsOf, type Holding } from '@recallwire/domain/device/holding.ts'
import { lookAtEndedRecalls, lookAtOthers } from './look-at-others.ts'
import type { Matching, Trigger } from './matching.ts'
import type { Look } from './scope-index.ts'
import { settleMatch } from './settle-match.ts'
import { tellOne } from './units-matched.ts'

/** A row that was written, and the event that led to it. */
export type Looking = { readonly holding: Holding; readonly causeId: string }

/** Verdicts settled side by side: writes of one moment share a commit, and reads across a network share their wait. */
const atOnce = 64

/**
 * The second half of store-then-look: the rows are written, now the index tells which open recalls name their products, and
 * which of them cover them. Each of these gets its stored verdict, which must be what the index found. A scope written
 * before this look is seen by it; a scope written after it scans the registry after the row was there. Repeating the
 * look changes nothing, so a redelivered event ends what a crash left half done.
 */
export async function lookAtScopes(
  deps: Matching,
  rows: readonly Looking[],
  trigger: Trigger,
): Promise<void> {
  await deps.index.refresh()
  const custodies = rows.map(({ holding }) => holding.custody.custodyId)
  const matches = await deps.matching.matches.ofCustodies(deps.reader, custodies)
  const recallsOf = Map.groupBy(matches, ({ document }) => document.custodyId)
  const concerned: (() => Promise<void>)[] = []
  for (const row of rows) {
    const look = deps.index.look(factsOf(row.holding))
    const known = recallsOf.get(row.holding.custody.custodyId) ?? []
    const recallIds = new Set([...look.recallIds, ...known.map(({ document }) => document.recallId)])
    for (const recallId of recallIds)
      concerned.push(() => lookAtRecall(deps, row, { recallId, look, trigger }))
    if (look.endedIds.length > 0) concerned.push(() => lookAtEndedRecalls(deps, row.holding, look.endedIds))
  }
  for (let from = 0; from < concerned.length; from += atOnce)
    await Promise.all(concerned.slice(from, from + atOnce).map((look) => look()))
}

async function lookAtRecall(
  deps: Matching,
  { holding, causeId }: Looking,
  { recallId, look, trigger }: { readonly recallId: string; readonly look: Look; readonly trigger: Trigger },
): Promise<void> {
  const unit = { recallId, holdingId: holding.holdingId, custodyId: holding.custody.custodyId }
  const settled = await settleMatch(deps, unit, { trigger, tell: tellOne(deps, trigger, causeId), look })
  if (settled !== undefined) await lookAtOthers(deps, settled)
}
