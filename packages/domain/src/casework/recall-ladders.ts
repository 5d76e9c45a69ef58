import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { z } from 'zod'
import { idSchema } from '../text.ts'
import { type Instant, instantSchema } from '../time.ts'
import {
  defaultLadders,
  type Ladder,
  type LadderBook,
  type LadderClass,
  type LadderProblem,
  ladderProblems,
  ladderSchema,
} from './ladder-rules.ts'

/** The ladders a firm set for one recall in place of the defaults. Every change has the next version. */
export const recallLaddersSchema = z.strictObject({
  recallId: idSchema,
  firmOrganisationId: idSchema,
  version: z.int().min(1),
  /** By class; one that is left out is the default. */
  set: z.strictObject({
    I: ladderSchema.optional(),
    II: ladderSchema.optional(),
    III: ladderSchema.optional(),
  }),
  changedAt: instantSchema,
  changedBy: z.string(),
})
export type RecallLadders = z.infer<typeof recallLaddersSchema>

/** What a case climbs by: the ladder of each class, and which version of them this is. 0: nobody has changed the defaults. */
export type LaddersInForce = { readonly version: number; readonly ladders: LadderBook }

export const laddersInForce = (recall: RecallLadders | undefined): LaddersInForce => ({
  version: recall?.version ?? 0,
  ladders: {
    I: recall?.set.I ?? defaultLadders.I,
    II: recall?.set.II ?? defaultLadders.II,
    III: recall?.set.III ?? defaultLadders.III,
  },
})

export type LadderChange = {
  readonly recallClass: LadderClass
  /** Left out: the default again. */
  readonly ladder: Ladder | undefined
  /** The version that was looked at. */
  readonly basedOn: number
}

export type LadderDecision =
  | { readonly kind: 'changed'; readonly next: RecallLadders }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'refused'; readonly problems: readonly LadderProblem[] }

/** The one door to the ladders of a recall. */
export function changeLadder(
  recall: RecallLadders | undefined,
  of: Pick<RecallLadders, 'recallId' | 'firmOrganisationId'>,
  { recallClass, ladder, basedOn }: LadderChange,
  act: { readonly at: Instant; readonly by: string },
): LadderDecision {
  const version = recall?.version ?? 0
  const wanted = ladder && { ...ladder, rungs: ladder.rungs.toSorted((a, b) => a.after - b.after) }
  const { [recallClass]: before, ...others } = recall?.set ?? {}
  if (canonicalJson(wanted ?? null) === canonicalJson(before ?? null)) return { kind: 'nothing' }
  if (basedOn !== version) return { kind: 'stale', version }
  const problems = ladder === undefined ? [] : ladderProblems(recallClass, ladder)
  if (problems.length > 0) return { kind: 'refused', problems }
  const set = wanted === undefined ? others : { ...others, [recallClass]: wanted }
  return {
    kind: 'changed',
    next: { ...of, version: version + 1, set, changedAt: act.at, changedBy: act.by },
  }
}
