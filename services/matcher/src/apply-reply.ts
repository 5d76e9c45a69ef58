import type { Reply } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswer } from '@recallwire/domain/casework/unit-answer.ts'
import { endsCustody } from '@recallwire/domain/device/disposition.ts'
import {
  answer,
  factsOf,
  type Holding,
  isLive,
  say,
  type UnitFacts,
} from '@recallwire/domain/device/holding.ts'
import { withSerialKey } from '@recallwire/domain/device/meet-holding.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { matchIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { lookAtScopes } from './look-at-scopes.ts'
import type { Matching } from './matching.ts'

/**
 * A facility answered: what it read on its devices is kept with its own rows, units it no longer has leave its custody,
 * and the rows are judged again under every open recall. A line about another facility's unit changes nothing.
 */
export async function applyReply(
  deps: Matching,
  event: EventOf<'recallwire.case-changed.v1'>,
  reply: Reply,
): Promise<void> {
  const { recallId, facilityId } = event.data
  for (const [custodyId, lines] of Map.groupBy(reply.units, (line) => line.custodyId)) {
    const match = (await deps.matching.matches.get(matchIdOf(recallId, custodyId)))?.document
    if (match?.facilityId !== facilityId) {
      deps.logger.warn('reply names a unit that is not of its case', { recallId, facilityId, custodyId })
      continue
    }
    const holding = await saveAnswer(deps, match.holdingId, `${event.id}/${custodyId}`, (current) =>
      answered(current, { recallId, custodyId, lines, at: reply.at }),
    )
    if (holding !== undefined) await lookAtScopes(deps, [{ holding, causeId: event.id }], 'answer')
  }
}

async function saveAnswer(
  deps: Matching,
  holdingId: string,
  causeId: string,
  next: (current: Holding) => Holding,
): Promise<Holding | undefined> {
  const { registry, reader } = deps
  const saved = await decideAndSave<Holding>(
    { read: () => registry.get(reader, holdingId), save: (change) => registry.save(change) },
    { id: holdingId, causeId },
    (current) =>
      current === undefined ? { kind: 'nothing' } : { kind: 'save', next: next(current), events: [] },
  )
  return saved.kind === 'refused' ? undefined : saved.document
}

type Answered = {
  readonly recallId: string
  readonly custodyId: string
  readonly lines: readonly UnitAnswer[]
  readonly at: string
}

function answered(holding: Holding, { recallId, custodyId, lines, at }: Answered): Holding {
  const learned = withWord(withSerialKey(answer(holding, learnedFrom(lines))), {
    recallId,
    custodyId,
    lines,
    at,
  })
  const { custody, lastObserved } = holding
  const mayClose = isLive(holding) && custody.custodyId === custodyId && allGone(holding, lines)
  // An observation newer than the reply saw the unit here again.
  if (!mayClose || at < lastObserved.observedAt) return learned
  return {
    ...learned,
    custody: { ...custody, closedAt: at },
    // The facility's own word as of now: an inventory row from before the reply does not bring the unit back.
    lastObserved: at === lastObserved.observedAt ? lastObserved : { observedAt: at, sourceVersion: 0 },
  }
}

/** A serial is one unit: the last line about it is the facility's word. Of a lot no single unit can be met again. */
function withWord(holding: Holding, { recallId, custodyId, lines, at }: Answered): Holding {
  const last = lines.at(-1)
  if (last === undefined || factsOf(holding).serial === undefined) return holding
  return say(holding, { recallId, custodyId, disposition: last.disposition, at })
}

/** What was read on the device; of several lines about one lot the last that says something counts. */
function learnedFrom(lines: readonly UnitAnswer[]): UnitFacts {
  const serial = lines.findLast((line) => line.serial !== undefined)?.serial
  const lot = lines.findLast((line) => line.lot !== undefined)?.lot
  const softwareVersion = lines.findLast((line) => line.softwareVersion !== undefined)?.softwareVersion
  return {
    ...(serial === undefined ? {} : { serial }),
    ...(lot === undefined ? {} : { lot }),
    ...(softwareVersion === undefined ? {} : { softwareVersion }),
  }
}

/** A lot leaves custody when all of it did: "3 of 10 returned" leaves seven here. */
function allGone(holding: Holding, lines: readonly UnitAnswer[]): boolean {
  const held = factsOf(holding).quantity ?? 1
  const gone = lines
    .filter((line) => endsCustody(line.disposition))
    .reduce((sum, line) => sum + (line.quantity ?? held), 0)
  return gone >= held
}
