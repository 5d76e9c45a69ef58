import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { DiLink } from '@recallwire/domain/catalogue/link-dis.ts'
import type { ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { RecallScope } from '@recallwire/ports/scope-store.ts'
import type { Matching } from './matching.ts'

type LinkDeps = Pick<Matching, 'scopes' | 'catalogue'>

/** What the catalogue links to the products of a scope now. */
export const linksOfProducts = (
  deps: Pick<LinkDeps, 'catalogue'>,
  products: readonly ScopeProduct[],
): Promise<readonly DiLink[]> => deps.catalogue.linksOf([...new Set(products.flatMap(({ dis }) => dis))])

/**
 * Brings the links of an open scope to what the catalogue says now, and gives the scope as it is then. The scope is read
 * first and the catalogue after it: links saved on top of others are at least as new, so two processes that read them
 * at once cannot leave the older ones standing.
 */
export async function relinkScope(deps: LinkDeps, recallId: string): Promise<RecallScope | undefined> {
  const { scopes } = deps
  let links: readonly DiLink[] = []
  const saved = await decideAndSave<RecallScope>(
    {
      read: async () => {
        const stored = await scopes.get(recallId)
        if (stored?.document.open === true) links = await linksOfProducts(deps, stored.document.products)
        return stored
      },
      save: (change) => scopes.save(change),
    },
    { id: recallId },
    (current) => {
      if (current?.open !== true || canonicalJson(current.links) === canonicalJson(links)) {
        return { kind: 'nothing' }
      }
      const { revision, linking } = current
      const next = { ...current, links, linking: linking + 1, follows: { revision, linking } }
      return { kind: 'save', next, events: [] }
    },
  )
  return saved.kind === 'refused' ? undefined : saved.document
}
