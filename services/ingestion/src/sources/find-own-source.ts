import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import type { SourceDeps } from './source-deps.ts'
import type { SourceContext } from './source-view.ts'

/** An organisation's own records; undefined covers what is absent and what is another's. */
export async function findOwnSource(
  deps: SourceDeps,
  actor: Actor,
  action: Action,
  sourceId: string,
): Promise<SourceContext | undefined> {
  const sources = (await deps.backEnd.sources.get(sourceId))?.document
  if (sources === undefined || !mayAct(actor, action, { owners: [sources.organisationId] })) return undefined
  return contextOf(deps, sources)
}

export async function contextOf(deps: SourceDeps, sources: RecallSources): Promise<SourceContext> {
  const { recallId, versions } = sources
  if (recallId === undefined) return { sources, notice: undefined, ofRecall: versions }
  const notice = (await deps.backEnd.notices.get(recallId))?.document
  const attached = await deps.backEnd.sources.ofRecall(recallId)
  return { sources, notice, ofRecall: attached.flatMap((one) => one.versions) }
}
