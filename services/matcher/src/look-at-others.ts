import { factsOf, type Holding } from '@recallwire/domain/device/holding.ts'
import { askEarlierHolder } from './ask-earlier-holder.ts'
import type { Matching } from './matching.ts'
import type { Settled } from './settle-match.ts'
import { surfacedUnder, tellSurfaced } from './tell-surfaced.ts'

/**
 * Compares a unit with every other row of its serial: one serial cannot be in two places, nor come back once it is gone.
 * Called after the match is stored and told, so that of two matches stored at the same moment the second look sees both.
 */
export async function lookAtOthers(deps: Matching, settled: Settled): Promise<void> {
  const { match, holding } = settled
  if (match.verdict.value === 'outside' || factsOf(holding).serial === undefined) return
  if (holding.custody.custodyId !== match.custodyId) return
  const rows = await rowsOf(deps, holding)
  await askEarlierHolder(deps, settled, rows)
  for (const pair of surfacedUnder(match.recallId, holding, rows)) await tellSurfaced(deps, pair, 'seen')
}

/**
 * Nothing is matched any more under a recall that is over, so there is no match of where a unit is seen now. That one which was
 * reported gone is seen again goes on record all the same, with the match of the unit that was.
 */
export async function lookAtEndedRecalls(
  deps: Matching,
  holding: Holding,
  endedIds: readonly string[],
): Promise<void> {
  if (endedIds.length === 0 || factsOf(holding).serial === undefined) return
  const rows = await rowsOf(deps, holding)
  for (const recallId of endedIds) {
    for (const pair of surfacedUnder(recallId, holding, rows)) await tellSurfaced(deps, pair, 'gone')
  }
}

const rowsOf = async (deps: Matching, { unitKey }: Holding): Promise<readonly Holding[]> =>
  (await deps.registry.byUnit(deps.reader, unitKey)).map(({ document }) => document)
