import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { type Holding, isLive } from '@recallwire/domain/device/holding.ts'
import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import { matchIdOf } from '@recallwire/domain/ids.ts'
import { judge, travellingFacts, type Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import type { Matching, Trigger, Unit } from './matching.ts'

/** A stored match with what it rests on. */
export type Settled = {
  readonly match: Match
  readonly version: number
  readonly holding: Holding
  /** This call wrote it; else it was stored like this already. */
  readonly changed: boolean
  /** The verdict that this call replaced. */
  readonly before: Verdict | undefined
}

type Telling = (settled: Settled) => readonly OutgoingEvent[]

/**
 * Brings the stored verdict of one unit to what scope and registry say now. `tell` gives the events that go with a
 * write; `always` writes even an unchanged verdict, to tell it again. Undefined when there is nothing to judge.
 *
 * The match is read first and what it is judged from after it. So a verdict saved on top of another rests on a scope and
 * a row at least as new: two processes that judge one unit at once cannot leave the older verdict standing.
 */
export async function settleMatch(
  deps: Matching,
  unit: Unit,
  how: { readonly trigger: Trigger; readonly tell?: Telling; readonly always?: boolean },
): Promise<Settled | undefined> {
  const id = matchIdOf(unit.recallId, unit.custodyId)
  const { matches } = deps.matching
  let settled: Settled | undefined
  const decided = await decideAndSave<Match>(
    {
      read: async () => {
        const stored = await matches.get(id)
        settled = await compare(deps, unit, stored, how.always === true)
        return stored
      },
      save: (change) => matches.save(change),
    },
    { id },
    () => {
      if (settled?.changed !== true) return { kind: 'nothing' }
      return { kind: 'save', next: settled.match, events: how.tell?.(settled) ?? [] }
    },
  )
  if (decided.kind === 'saved' && settled !== undefined) {
    deps.metrics.verdicts.inc({ value: settled.match.verdict.value, trigger: how.trigger })
  }
  return settled
}

/** Whether the stored verdict differs from what scope and registry say now, or is missing. Writes nothing. */
export async function isUnsettled(deps: Matching, unit: Unit): Promise<boolean> {
  const stored = await deps.matching.matches.get(matchIdOf(unit.recallId, unit.custodyId))
  return (await compare(deps, unit, stored, false))?.changed === true
}

async function compare(
  deps: Matching,
  unit: Unit,
  stored: Stored<Match> | undefined,
  always: boolean,
): Promise<Settled | undefined> {
  const current = stored?.document
  const holding = (await deps.registry.get(deps.reader, unit.holdingId))?.document
  await deps.index.refresh()
  const scope = deps.index.get(unit.recallId)
  if (holding === undefined || scope?.open !== true) return undefined
  if (current === undefined && !isHeld(holding, unit)) return undefined
  const verdict = judge(scope.products, holding) ?? leftScope(current)
  if (verdict === undefined) return undefined
  const match = matchOf(unit, holding, scope.revision, verdict)
  const version = stored?.version ?? 0
  if (current !== undefined && isSame(current, match) && !always) {
    return { match: current, version, holding, changed: false, before: undefined }
  }
  return { match, version: version + 1, holding, changed: true, before: current?.verdict }
}

/** A custody that has ended makes no new match; one it made before is judged on, so that its case can be released. */
export const isHeld = (holding: Holding, unit: Unit): boolean =>
  isLive(holding) && holding.custody.custodyId === unit.custodyId

/**
 * `revision` is the one under which the verdict was reached. A revision that changes neither verdict nor facts does not
 * rewrite the match, so the number also tells a scan what its revision changed.
 */
function matchOf(unit: Unit, holding: Holding, revision: number, verdict: Verdict): Match {
  return {
    ...unit,
    matchId: matchIdOf(unit.recallId, unit.custodyId),
    unitKey: holding.unitKey,
    facilityId: holding.facilityId,
    organisationId: holding.organisationId,
    revision,
    verdict,
    factsHash: sha256Hex(canonicalJson(travellingFacts(holding))),
  }
}

const isSame = (current: Match, match: Match): boolean =>
  current.factsHash === match.factsHash && canonicalJson(current.verdict) === canonicalJson(match.verdict)

function leftScope(current: Match | undefined): Verdict | undefined {
  if (current === undefined) return undefined
  const { productId, matchedBy } = current.verdict
  return { value: 'outside', productId, matchedBy, because: "the product is no longer in the notice's scope" }
}
