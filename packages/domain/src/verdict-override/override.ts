import { z } from 'zod'
import { roleSchema } from '../access/actor.ts'
import { verdictSchema, verdictValues } from '../scope/verdict.ts'
import { textOf } from '../text.ts'
import { instantSchema } from '../time.ts'

/**
 * What a decision of people rests on. When any of it changes for the unit, the decision lapses: more knowledge must be
 * able to bring the unit back.
 */
export const basisSchema = z.strictObject({
  /** The revision that was in force; for showing, not for comparing: a revision may leave this unit's products alone. */
  revision: z.int(),
  /** What the notice's own rules say of the unit. */
  verdict: verdictSchema,
  /** Hash of the unit's facts. */
  factsHash: z.string(),
  /** Hash of the clauses and identifiers of the products that the unit is one of. */
  scopeHash: z.string(),
})
export type Basis = z.infer<typeof basisSchema>

/** Who decided, without a name: `by` is a person's id. */
const personSchema = z.strictObject({ by: z.string(), role: roleSchema })

/** Words about the unit, kept with the decision and in the ledger like the reason for closing a recall: no person belongs in it. */
export const overrideReasonSchema = textOf(500)

/** What waits for a second person of the firm: another verdict, or the end of one that people decided. */
export const proposalSchema = z.strictObject({
  kind: z.enum(['override', 'withdrawal']),
  /** The verdict proposed; for a withdrawal the computed one. */
  value: z.enum(verdictValues),
  reason: overrideReasonSchema,
  firmName: z.string(),
  proposedBy: personSchema,
  proposedAt: instantSchema,
  basis: basisSchema,
})
export type Proposal = z.infer<typeof proposalSchema>

/** A verdict that two people of the recalling firm decided for one unit. */
export const overrideSchema = z.strictObject({
  value: z.enum(verdictValues),
  reason: overrideReasonSchema,
  firmName: z.string(),
  proposedBy: personSchema,
  proposedAt: instantSchema,
  confirmedBy: personSchema,
  confirmedAt: instantSchema,
  basis: basisSchema,
})
export type Override = z.infer<typeof overrideSchema>

/** What people decided of one unit and what waits; empty for nearly every unit. */
export type OverrideState = {
  readonly override?: Override | undefined
  readonly proposal?: Proposal | undefined
}

/** What can change under a decision. */
export const basisParts = ['verdict', 'facts', 'scope'] as const
export type BasisPart = (typeof basisParts)[number]
