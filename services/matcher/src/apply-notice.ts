import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { RecallScope } from '@recallwire/ports/scope-store.ts'
import { openMatchJob } from './match-job.ts'
import type { Matching } from './matching.ts'
import { linksOfProducts } from './relink-scope.ts'

type NoticeDeps = Pick<Matching, 'scopes' | 'catalogue' | 'matching' | 'logger'>

/**
 * A revision was published: the scope is stored, then the scan of the registry is opened; what was being scanned for an
 * older revision ends. An older revision that arrives late changes nothing.
 */
export async function applyNotice(
  deps: NoticeDeps,
  event: EventOf<'recallwire.notice-published.v1'>,
): Promise<void> {
  const { recallId, revision } = event.data
  const { products } = revision.content
  // For the devices that come before the scan does; the scan begins by reading them again, after the scope is written.
  const links = await linksOfProducts(deps, products)
  const stored = await saveScope(deps, recallId, (current) =>
    current !== undefined && current.revision >= revision.revision
      ? undefined
      : {
          recallId,
          revision: revision.revision,
          open: current?.open ?? true,
          products,
          links,
          linking: current?.linking ?? 0,
          ...(current === undefined
            ? {}
            : { follows: { revision: current.revision, linking: current.linking } }),
        },
  )
  if (stored?.revision !== revision.revision || !stored.open) return
  await openMatchJob(deps, stored, event.time)
}

/** The recall is over: what is known stays, nothing new is matched. Final, even when it arrives before a revision. */
export async function applyClosing(
  deps: NoticeDeps,
  event: EventOf<'recallwire.recall-closed.v1'>,
): Promise<void> {
  const { recallId } = event.data
  await saveScope(deps, recallId, (current) => {
    if (current === undefined)
      return { recallId, revision: 0, open: false, products: [], links: [], linking: 0 }
    return current.open ? { ...current, open: false } : undefined
  })
}

async function saveScope(
  deps: NoticeDeps,
  recallId: string,
  next: (current: RecallScope | undefined) => RecallScope | undefined,
): Promise<RecallScope | undefined> {
  const { scopes } = deps
  const saved = await decideAndSave<RecallScope>(
    { read: () => scopes.get(recallId), save: (change) => scopes.save(change) },
    { id: recallId },
    (current) => {
      const scope = next(current)
      return scope === undefined ? { kind: 'nothing' } : { kind: 'save', next: scope, events: [] }
    },
  )
  return saved.kind === 'refused' ? undefined : saved.document
}
