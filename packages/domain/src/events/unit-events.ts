import { z } from 'zod'
import { finalDispositions } from '../device/disposition.ts'
import { verdictSchema } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { basisParts, proposalSchema } from '../verdict-override/override.ts'
import type { Topic } from './topics.ts'

/** A unit of one facility under one recall. */
const unitIdsSchema = z.strictObject({
  recallId: idSchema,
  facilityId: idSchema,
  organisationId: idSchema,
  custodyId: idSchema,
  matchId: idSchema,
})

/** The part of the catalogue that is about one unit of one facility. */
export const unitEvents = {
  /** A unit of this facility was reported by another one, which is not named. Key: recallId. */
  'recallwire.unit-reported-elsewhere.v1': { topic: 'recall.events', data: unitIdsSchema },
  /**
   * A serial that was reported returned, destroyed or used was seen after that at this facility. Where it was reported gone
   * is not told. Once per pair of custodies. Key: recallId.
   */
  'recallwire.unit-surfaced.v1': {
    topic: 'recall.events',
    data: unitIdsSchema.extend({
      earlier: z.strictObject({ disposition: z.enum(finalDispositions), at: instantSchema }),
      seenAt: instantSchema,
    }),
  },
  /** Someone of the firm proposes another verdict for one unit, or the end of one that people decided. Key: recallId. */
  'recallwire.verdict-override-proposed.v1': {
    topic: 'recall.events',
    data: unitIdsSchema.extend({ proposal: proposalSchema }),
  },
  /** A second person answered it: the verdict is now what people decided, or again what is computed. Key: recallId. */
  'recallwire.verdict-override-decided.v1': {
    topic: 'recall.events',
    data: unitIdsSchema.extend({
      outcome: z.enum(['confirmed', 'declined', 'withdrawn']),
      proposal: proposalSchema,
    }),
  },
  /** What a decision of people rested on changed: the computed verdict speaks again. Key: recallId. */
  'recallwire.verdict-override-lapsed.v1': {
    topic: 'recall.events',
    data: unitIdsSchema.extend({
      /** What people had decided, and when. */
      value: verdictSchema.shape.value,
      decidedAt: instantSchema,
      changed: z.array(z.enum(basisParts)).min(1),
      /** The verdict that speaks from now on. */
      verdict: verdictSchema,
    }),
  },
} as const satisfies Record<string, { readonly topic: Topic; readonly data: z.ZodType }>
