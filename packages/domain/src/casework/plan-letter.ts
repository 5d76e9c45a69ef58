import type { KnownContact } from '../directory/facility.ts'
import { letterIdOf } from '../ids.ts'
import type { Instant } from '../time.ts'
import {
  activeUnits,
  type Case,
  type CaseUnit,
  type LetterKind,
  type LetterPlan,
  openDuties,
} from './case.ts'

/** What a letter would say: empty lists when it has nothing to say of that kind. */
export type Untold = Pick<LetterPlan, 'newUnits' | 'releasedUnits' | 'confirmUnits' | 'changed' | 'dutyIds'>

/** Everything the facility has not been told yet. */
export function untoldOf(on: Case): Untold {
  const ids = (units: readonly CaseUnit[]) => units.map((unit) => unit.custodyId)
  return {
    newUnits: ids(
      activeUnits(on).filter((unit) => unit.told !== unit.verdict.value || unit.surfaced?.told === false),
    ),
    releasedUnits: ids(
      on.units.filter(
        (unit) => unit.verdict.value === 'outside' && (unit.told === 'affected' || unit.told === 'possible'),
      ),
    ),
    confirmUnits: ids(on.units.filter((unit) => unit.askedToConfirm?.told === false)),
    changed: on.untoldChanges,
    dutyIds: on.duties.filter((duty) => !duty.told).map((duty) => duty.dutyId),
  }
}

/** Which kind of letter says it, or undefined when there is nothing to say: a letter without news teaches people to ignore mail. */
export function kindOf(on: Case, untold: Untold): LetterKind | undefined {
  const written = on.letters.some((letter) => letter.kind !== 'receipt')
  if (on.closing) return written && !on.closing.told ? 'close-out' : undefined
  const owed = on.addressed || activeUnits(on).length > 0
  if (!written) return owed ? 'initial' : undefined
  if (!owed) return untold.releasedUnits.length > 0 ? 'stand-down' : undefined
  if (untold.changed.length > 0) return 'revision'
  const news = [untold.newUnits, untold.releasedUnits, untold.confirmUnits, untold.dutyIds]
  return news.some((list) => list.length > 0) || wasStoodDown(on) ? 'supplement' : undefined
}

/** The facility was last told that nothing is owed. */
const wasStoodDown = (on: Case): boolean =>
  on.letters.findLast(({ kind }) => !['receipt', 'fresh-code', 'wrong-recipient'].includes(kind))?.kind ===
  'stand-down'

/**
 * One letter to one contact. Its id derives from the case's stored plan, so that planning it again after a crash gives
 * the same letter. `ahead` counts letters of the kind planned before it in the same decision.
 */
export function planLetter(
  on: Case,
  kind: LetterKind,
  contactId: string,
  at: Instant,
  says: Partial<Untold> & Pick<LetterPlan, 'replyId' | 'unverified'> = {},
  ahead = 0,
): LetterPlan {
  const ordinal = on.letters.filter((letter) => letter.kind === kind).length + ahead
  const { caseId, materialRevision, revision } = on
  return {
    letterId: letterIdOf({ caseId, materialRevision, contactId, channel: 'mail', kind, ordinal }),
    kind,
    contactId,
    materialRevision,
    revision,
    ordinal,
    plannedAt: at,
    newUnits: [],
    releasedUnits: [],
    confirmUnits: [],
    changed: [],
    dutyIds: openDuties(on).map((duty) => duty.dutyId),
    ...says,
  }
}

/** Says of a letter whether anybody vouches for the address it goes to. */
export const vouchedFor = ({ standing }: Pick<KnownContact, 'standing'>): Pick<LetterPlan, 'unverified'> =>
  standing === 'verified' ? {} : { unverified: true }
