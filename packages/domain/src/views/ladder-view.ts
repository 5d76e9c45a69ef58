import { z } from 'zod'
import { defaultLadders, ladderClasses, ladderClassSchema, ladderSchema } from '../casework/ladder-rules.ts'
import { laddersInForce, type RecallLadders } from '../casework/recall-ladders.ts'
import { idSchema } from '../text.ts'

/** The ladders of one recall by class: `GET /v1/recalls/{recallId}/ladders`. A recall without a class climbs that of class I. */
export const laddersViewSchema = z.strictObject({
  recallId: idSchema,
  /** To name when one is changed; 0 while nobody has changed any. */
  version: z.int(),
  ladders: z.array(
    z.strictObject({
      recallClass: ladderClassSchema,
      /** The firm set it for this recall; false: the default. */
      isOwn: z.boolean(),
      ladder: ladderSchema,
      default: ladderSchema,
    }),
  ),
  changedAt: z.string().optional(),
  changedBy: z.string().optional(),
})
export type LaddersView = z.infer<typeof laddersViewSchema>

export function viewLadders(recallId: string, stored: RecallLadders | undefined): LaddersView {
  const { version, ladders } = laddersInForce(stored)
  return {
    recallId,
    version,
    ladders: ladderClasses.map((recallClass) => ({
      recallClass,
      isOwn: stored?.set[recallClass] !== undefined,
      ladder: ladders[recallClass],
      default: defaultLadders[recallClass],
    })),
    ...(stored === undefined ? {} : { changedAt: stored.changedAt, changedBy: stored.changedBy }),
  }
}
