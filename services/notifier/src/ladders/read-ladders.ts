import { type LaddersInForce, laddersInForce } from '@recallwire/domain/casework/recall-ladders.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

/** The ladders that cases of the recall climb: the firm's own where it set any, else the defaults. */
export async function readLadders(
  { ladders }: Pick<BackEnd, 'ladders'>,
  recallId: string,
): Promise<LaddersInForce> {
  return laddersInForce((await ladders.get(recallId))?.document)
}
