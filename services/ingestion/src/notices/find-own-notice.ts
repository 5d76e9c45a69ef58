import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

type Deps = { readonly backEnd: Pick<BackEnd, 'notices' | 'directory'> }

/** A notice with its firm, for an actor who may do this to it; undefined covers what is absent and what is another firm's. */
export async function findOwnNotice(
  deps: Deps,
  actor: Actor,
  action: Action,
  recallId: string,
): Promise<{ readonly notice: Notice; readonly firm: Organisation } | undefined> {
  const notice = (await deps.backEnd.notices.get(recallId))?.document
  if (notice === undefined || !mayAct(actor, action, { owners: [notice.firmOrganisationId] }))
    return undefined
  const firm = (await deps.backEnd.directory.organisations.get(notice.firmOrganisationId))?.document
  return firm === undefined ? undefined : { notice, firm }
}
