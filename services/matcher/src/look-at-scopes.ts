import { factsOf, type Holding } from '@recallwire/domain/device/holding.ts'
import { lookAtEndedRecalls, lookAtOthers } from './look-at-others.ts'
import type { Matching, Trigger } from './matching.ts'
import type { Look } from './scope-index.ts'
import { settleMatch } from './settle-match.ts'
import { tellOne } from './units-matched.ts'

/** A row that was written, and the event that led to it. */
export type Looking = { readonly holding: Holding; readonly causeId: string }

/** Rows looked at side by side: writes of one moment share a commit, and reads across a network share their wait. */
const atOnce = 32

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
    if (recallIds.size + look.endedIds.length === 0) continue
    concerned.push(() => lookAtRecalls(deps, row, { recallIds, look, trigger }))
  }
  for (let from = 0; from < concerned.length; from += atOnce)
    await Promise.all(concerned.slice(from, from + atOnce).map((look) => look()))
}

async function lookAtRecalls(
  deps: Matching,
  { holding, causeId }: Looking,
  by: { readonly recallIds: ReadonlySet<string>; readonly look: Look; readonly trigger: Trigger },
): Promise<void> {
  const { look, trigger } = by
  const { holdingId, custody } = holding
  const tell = tellOne(deps, trigger, causeId)
  for (const recallId of by.recallIds) {
    const unit = { recallId, holdingId, custodyId: custody.custodyId }
    const settled = await settleMatch(deps, unit, { trigger, tell, look })
    if (settled !== undefined) await lookAtOthers(deps, settled)
  }
  await lookAtEndedRecalls(deps, holding, look.endedIds)
}
