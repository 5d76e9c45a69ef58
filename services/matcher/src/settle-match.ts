import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { factsOf, type Holding, isLive } from '@recallwire/domain/device/holding.ts'
import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import { matchIdOf } from '@recallwire/domain/ids.ts'
import { judge, type Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { Instant } from '@recallwire/domain/time.ts'
import { overriddenVerdict } from '@recallwire/domain/verdict-override/overridden-verdict.ts'
import type { BasisPart, Override, OverrideState } from '@recallwire/domain/verdict-override/override.ts'
import { basisOf, changedParts, factsHashOf } from '@recallwire/domain/verdict-override/rests-on.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { Matching, Trigger, Unit } from './matching.ts'
import { tellLapsed } from './override-events.ts'
import type { LinkedScope, Look } from './scope-index.ts'

/** A stored match with what it rests on. */
export type Settled = {
  readonly match: Match
  readonly version: number
  readonly holding: Holding
  /** This call wrote it; else it was stored like this already. */
  readonly changed: boolean
  /** The verdict that this call replaced. */
  readonly before: Verdict | undefined
  /** A decision of people that this write ends, with what changed under it. */
  readonly lapsed?: { readonly override: Override; readonly changed: readonly BasisPart[] } | undefined
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
  how: {
    readonly trigger: Trigger
    readonly tell?: Telling
    readonly always?: boolean
    /** By which the recall was found: the verdict must be the same. */
    readonly look?: Look
  },
): Promise<Settled | undefined> {
  const id = matchIdOf(unit.recallId, unit.custodyId)
  const { matches } = deps.matching
  let settled: Settled | undefined
  const decided = await decideAndSave<Match>(
    {
      read: async () => {
        const stored = await matches.get(id)
        settled = await compare(deps, unit, stored, how)
        return stored
      },
      save: (change) => {
        failpoint('match.before-commit')
        return matches.save(change)
      },
    },
    { id },
    () => {
      if (settled?.changed !== true) return { kind: 'nothing' }
      const events = [...tellLapsed(deps, settled), ...(how.tell?.(settled) ?? [])]
      return { kind: 'save', next: settled.match, events }
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
  return (await compare(deps, unit, stored, {}))?.changed === true
}

async function compare(
  deps: Matching,
  unit: Unit,
  stored: Stored<Match> | undefined,
  { always = false, look }: { readonly always?: boolean; readonly look?: Look },
): Promise<Settled | undefined> {
  const current = stored?.document
  const weighed = await weigh(deps, unit, current)
  if (weighed === undefined) return undefined
  look?.confirm(weighed.scope, factsOf(weighed.holding), weighed.computed)
  const settled = settledWith(unit, weighed, stored, { state: current ?? {}, at: deps.clock.now() })
  if (current !== undefined && isSame(current, settled.match) && !always) {
    return { ...settled, match: current, version: settled.version - 1, changed: false, before: undefined }
  }
  return settled
}

/** What a unit is judged from now, and the verdict that this gives by itself. */
export type Weighed = { readonly holding: Holding; readonly scope: LinkedScope; readonly computed: Verdict }

/** Reads row and scope; call it after the match was read. Undefined when there is nothing to judge, or the recall is over. */
export async function weigh(
  deps: Matching,
  unit: Unit,
  current: Match | undefined,
): Promise<Weighed | undefined> {
  const holding = (await deps.registry.get(deps.reader, unit.holdingId))?.document
  await deps.index.refresh()
  const scope = deps.index.get(unit.recallId)
  if (holding === undefined || scope?.open !== true) return undefined
  if (current === undefined && !isHeld(holding, unit)) return undefined
  const computed = computedVerdict(scope, holding, current)
  return computed && { holding, scope, computed }
}

/** What the notice's own rules say, whatever people decided. */
export const computedVerdict = (
  scope: LinkedScope,
  holding: Holding,
  current: Match | undefined,
): Verdict | undefined => judge(scope.products, holding) ?? leftScope(current)

/** The write that brings a match to what was weighed, with a decision of people where it still holds. */
export function settledWith(
  unit: Unit,
  weighed: Weighed,
  stored: Stored<Match> | undefined,
  { state, at }: { readonly state: OverrideState; readonly at: Instant },
): Settled {
  const { holding, scope, computed } = weighed
  const { override, proposal } = state
  const changed = override && changedParts(override.basis, basisOf(scope, holding, computed))
  const stands = changed?.length === 0
  const verdict = override && stands ? overriddenVerdict(override) : computed
  const people = { ...(override && stands ? { override } : {}), ...(proposal ? { proposal } : {}) }
  return {
    match: {
      ...matchOf(unit, holding, scope, verdict),
      judgedAt: judgedAt(stored?.document, verdict, at),
      ...people,
    },
    version: (stored?.version ?? 0) + 1,
    holding,
    changed: true,
    before: stored?.document.verdict,
    lapsed: override && changed && !stands ? { override, changed } : undefined,
  }
}

const judgedAt = (before: Match | undefined, { value }: Verdict, at: Instant): Instant =>
  before?.verdict.value === value ? before.judgedAt : at

/** A custody that has ended makes no new match; one it made before is judged on, so that its case can be released. */
export const isHeld = (holding: Holding, unit: Unit): boolean =>
  isLive(holding) && holding.custody.custodyId === unit.custodyId

/**
 * `revision` and `linking` are those under which the verdict was reached. A revision or a link that changes neither verdict
 * nor facts does not rewrite the match, so the numbers also tell a scan what its state of the scope changed.
 */
function matchOf(
  { recallId, holdingId, custodyId }: Unit,
  holding: Holding,
  { revision, linking }: Pick<LinkedScope, 'revision' | 'linking'>,
  verdict: Verdict,
): Omit<Match, 'judgedAt'> {
  return {
    recallId,
    holdingId,
    custodyId,
    matchId: matchIdOf(recallId, custodyId),
    unitKey: holding.unitKey,
    facilityId: holding.facilityId,
    organisationId: holding.organisationId,
    revision,
    linking,
    verdict,
    factsHash: factsHashOf(holding),
  }
}

const isSame = (current: Match, match: Match): boolean =>
  current.factsHash === match.factsHash &&
  (current.override === undefined) === (match.override === undefined) &&
  canonicalJson(current.verdict) === canonicalJson(match.verdict)

function leftScope(current: Match | undefined): Verdict | undefined {
  if (current === undefined) return undefined
  const { productId, matchedBy } = current.verdict
  const because =
    matchedBy === 'linked-di'
      ? "no package link of the catalogue leads to the notice's products any longer"
      : "the product is no longer in the notice's scope"
  return { value: 'outside', productId, matchedBy, because }
}
