import type { ScopeProduct } from '../scope/scope.ts'
import type { DiLink } from './link-dis.ts'

/** A DI that stands for the product because the catalogue says so, not the notice. */
export type LinkedDi = { readonly di: string; readonly recordKey: string; readonly sure: boolean }

/** A product of a scope whose `dis` also hold the linked ones; `linked` tells these from the notice's own. */
export type LinkedProduct = ScopeProduct & { readonly linked?: readonly LinkedDi[] }

/**
 * The products as the catalogue extends them, so that whoever looks a product up by its DIs finds every package level. Of
 * several links to one DI a sure one counts; the notice's own DIs stay its own.
 */
export function linkProducts(
  products: readonly ScopeProduct[],
  links: readonly DiLink[],
): readonly LinkedProduct[] {
  if (links.length === 0) return products
  const linksOf = Map.groupBy(links, ({ di }) => di)
  return products.map((product) => {
    const own = new Set(product.dis)
    const linked = new Map<string, LinkedDi>()
    for (const { linkedDi, recordKey, sure } of product.dis.flatMap((di) => linksOf.get(di) ?? [])) {
      if (own.has(linkedDi) || linked.get(linkedDi)?.sure === true) continue
      if (sure || !linked.has(linkedDi)) linked.set(linkedDi, { di: linkedDi, recordKey, sure })
    }
    if (linked.size === 0) return product
    return { ...product, dis: [...product.dis, ...linked.keys()], linked: [...linked.values()] }
  })
}
