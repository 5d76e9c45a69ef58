import { z } from 'zod'
import { type Actor, roleSchema } from '../access/actor.ts'
import { idSchema } from '../text.ts'
import { addMs, type Instant, instantSchema } from '../time.ts'

/** As `TOPIC.PARTITION.OFFSET` among the parked records: one name, whoever reads it. */
export const parkedIdSchema = z
  .string()
  .regex(/^[a-z]+\.events\.\d{1,3}\.\d{1,12}$/, 'write the id of a parked record, e.g. case.events.2.17')

/** More than this at once is asked for in parts. */
export const mostAtOnce = 1_000

const personSchema = z.strictObject({ by: z.string(), role: roleSchema, organisationId: idSchema })

/**
 * Several parked records that one person asked to hand on again. They are what was looked at: what is parked later is not among
 * them. A second person confirms; then they are handed on, which ends with `done`, whatever happens to the process.
 */
export const bulkRedriveSchema = z.strictObject({
  bulkId: idSchema,
  parkedIds: z.array(parkedIdSchema).min(2).max(mostAtOnce),
  status: z.enum(['proposed', 'confirmed', 'done', 'declined']),
  proposedBy: personSchema,
  proposedAt: instantSchema,
  decidedBy: personSchema.optional(),
  decidedAt: instantSchema.optional(),
  /** How many were handed on by it; the others had been before, or their bytes were erased. */
  redriven: z.int().optional(),
})
export type BulkRedrive = z.infer<typeof bulkRedriveSchema>

/** A proposal nobody has looked at for so long is about another state of things. */
const proposalLifeMs = 24 * 3_600_000

export type BulkDecision =
  | { readonly kind: 'decided'; readonly next: BulkRedrive }
  | {
      readonly kind: 'refused'
      readonly reason: 'decided-before' | 'same-person' | 'too-old'
      readonly message: string
    }

/** A second person says yes or no; whoever proposed it may only take it back. */
export function decideBulk(
  bulk: BulkRedrive,
  outcome: 'confirmed' | 'declined',
  actor: Actor,
  at: Instant,
): BulkDecision {
  if (bulk.status !== 'proposed') return refused('decided-before', `It is ${bulk.status} already.`)
  if (outcome === 'confirmed' && actor.by === bulk.proposedBy.by)
    return refused('same-person', 'Whoever proposed it cannot confirm it: a second person has to.')
  if (outcome === 'confirmed' && addMs(bulk.proposedAt, proposalLifeMs) < at)
    return refused('too-old', 'It was proposed more than a day ago: look again and propose it anew.')
  return { kind: 'decided', next: { ...bulk, status: outcome, decidedBy: personOf(actor), decidedAt: at } }
}

export const personOf = ({ by, role, organisationId }: Actor): BulkRedrive['proposedBy'] => ({
  by,
  role,
  organisationId,
})

const refused = (
  reason: Extract<BulkDecision, { kind: 'refused' }>['reason'],
  message: string,
): BulkDecision => ({ kind: 'refused', reason, message })
