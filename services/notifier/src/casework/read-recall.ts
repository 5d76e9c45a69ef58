import type { RecallFacts } from '@recallwire/domain/casework/case-command.ts'
import { type Notice, newestRevision, type Revision } from '@recallwire/domain/notice/notice.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

export type KnownRecall = {
  readonly notice: Notice
  readonly newest: Revision
  readonly firmName: string
  readonly facts: RecallFacts
}

type Stores = Pick<BackEnd, 'directory' | 'notices'>

/** The recall as its firm last published it, or undefined while nothing of it is published. */
export async function findRecall(backEnd: Stores, recallId: string): Promise<KnownRecall | undefined> {
  const notice = (await backEnd.notices.get(recallId))?.document
  const newest = notice && newestRevision(notice)
  if (notice === undefined || newest === undefined) return undefined
  const { firmOrganisationId, reference } = notice
  const firm = (await backEnd.directory.organisations.get(firmOrganisationId))?.document
  if (firm === undefined) throw new Error(`the firm ${firmOrganisationId} of recall ${recallId} is unknown`)
  const { revision, materialRevision, content } = newest
  const facts = {
    firmOrganisationId,
    firmName: firm.name,
    reference,
    recallClass: content.recallClass,
    revision,
    materialRevision,
  }
  return { notice, newest, firmName: firm.name, facts }
}

/**
 * The same where an event or a case says that the recall exists. A store that lags behind the log does not show it yet:
 * throws RecallError `upstream-unavailable`, so that the event is tried again and not parked.
 */
export async function readRecall(backEnd: Stores, recallId: string): Promise<KnownRecall> {
  const recall = await findRecall(backEnd, recallId)
  if (recall) return recall
  throw new RecallError(
    'upstream-unavailable',
    `Recall ${recallId} is not readable yet; wait for ingestion to store its notice`,
  )
}
