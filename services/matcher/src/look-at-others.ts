import { factsOf } from '@recallwire/domain/device/holding.ts'
import { askEarlierHolder } from './ask-earlier-holder.ts'
import type { Matching } from './matching.ts'
import type { Settled } from './settle-match.ts'
import { tellSurfaced } from './tell-surfaced.ts'

/**
 * Compares a unit with every other row of its serial: one serial cannot be in two places, nor come back once it is gone.
 * Called after the match is stored and told, so that of two matches stored at the same moment the second look sees both.
 */
export async function lookAtOthers(deps: Matching, settled: Settled): Promise<void> {
  const { match, holding } = settled
  if (match.verdict.value === 'outside' || factsOf(holding).serial === undefined) return
  if (holding.custody.custodyId !== match.custodyId) return
  const rows = (await deps.registry.byUnit(deps.reader, holding.unitKey)).map(({ document }) => document)
  await askEarlierHolder(deps, settled, rows)
  await tellSurfaced(deps, settled, rows)
}
