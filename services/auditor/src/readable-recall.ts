import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct, reachOf } from '@recallwire/domain/access/role-table.ts'
import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import type { AuditorDeps } from './auditor-deps.ts'

export type ReadableRecall = {
  readonly notice: Notice
  /** Undefined: every facility of the recall; else only these. */
  readonly facilityIds: ReadonlySet<string> | undefined
}

/**
 * Which part of a recall's record the actor may read: its firm and the regulator all of it, a facility or distributor
 * the facilities whose cases it may read. Undefined is answered like a recall that does not exist.
 */
export async function readableRecall(
  deps: Pick<AuditorDeps, 'backEnd'>,
  actor: Actor,
  action: Action,
  recallId: string,
): Promise<ReadableRecall | undefined> {
  const notice = (await deps.backEnd.notices.get(recallId))?.document
  if (notice === undefined || !isPublished(notice)) return undefined
  if (mayAct(actor, action, { owners: [notice.firmOrganisationId] }))
    return { notice, facilityIds: undefined }
  if (reachOf(actor, action) === undefined) return undefined
  const cases = await deps.backEnd.cases.ofRecall(readerOf(actor), recallId)
  if (cases.length === 0) return undefined
  return { notice, facilityIds: new Set(cases.map(({ document }) => document.facilityId)) }
}
