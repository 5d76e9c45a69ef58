import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { joinSources } from '@recallwire/domain/sources/join-sources.ts'
import { aliasesOf } from '@recallwire/domain/sources/notice-fields.ts'
import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { actOnNotice } from '../notices/act-on-notice.ts'
import type { OwnRecall, SourceDeps } from './source-deps.ts'

export type Attached =
  | {
      readonly kind: 'attached' | 'unchanged'
      readonly sources: RecallSources
      readonly notice: Notice
    }
  | { readonly kind: 'elsewhere'; readonly recallId: string }

/**
 * Makes records and a recall one: the recall takes the regulator's numbers among its aliases, the records its id. Nothing the
 * notice says changes, and nobody is told. Doing it again does what a crash left undone.
 */
export async function attachSource(
  deps: SourceDeps,
  actor: Actor,
  sources: RecallSources,
  { notice, firm }: OwnRecall,
): Promise<Attached> {
  const { recallId } = notice
  if (sources.recallId !== undefined && sources.recallId !== recallId)
    return { kind: 'elsewhere', recallId: sources.recallId }
  const { sourceId } = sources
  const aliases = aliasesOf(joinSources(sources.versions))
  const missing = aliases.filter((alias) => !notice.aliases.includes(alias))
  if (sources.recallId === recallId && missing.length === 0) return { kind: 'unchanged', sources, notice }
  const acted = await actOnNotice(deps, {
    start: notice,
    firmName: firm.name,
    command: { kind: 'AttachSource', sourceId, aliases: missing },
    actor,
    // A draft that is typed anew drops its aliases, and then they are missing once more.
    requestKey: JSON.stringify([sourceId, missing, notice.draft?.draftedAt ?? null]),
  })
  if (acted.kind === 'refused')
    throw new Error(`records were refused by ${recallId}: ${acted.refusal.message}`)
  const saved = await decideAndSave<RecallSources, string>(
    {
      read: () => deps.backEnd.sources.get(sourceId),
      save: (change) => deps.backEnd.sources.save(change),
    },
    { id: sourceId },
    (current = sources) => {
      if (current.recallId === recallId) return { kind: 'nothing' }
      if (current.recallId !== undefined) return { kind: 'refused', refusal: current.recallId }
      return { kind: 'save', next: { ...current, recallId, changedAt: deps.clock.now() }, events: [] }
    },
  )
  if (saved.kind === 'refused') return { kind: 'elsewhere', recallId: saved.refusal }
  return { kind: 'attached', sources: saved.document ?? sources, notice: acted.notice }
}
