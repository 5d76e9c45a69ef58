import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { LinkedProduct } from '../catalogue/link-products.ts'
import { type Holding, keysOfHolding } from '../device/holding.ts'
import { keysOfProduct } from '../scope/scope.ts'
import { travellingFacts, type Verdict } from '../scope/verdict.ts'
import type { Basis, BasisPart, Override, OverrideState } from './override.ts'

/** Hash of what may leave a facility with a match: the same facts give the same verdict under the same scope. */
export const factsHashOf = (holding: Holding): string => sha256Hex(canonicalJson(travellingFacts(holding)))

/** What a decision on this unit would rest on now. Hashes the unit's own products only: other products may change freely. */
export function basisOf(
  scope: { readonly revision: number; readonly products: readonly LinkedProduct[] },
  holding: Holding,
  verdict: Verdict,
): Basis {
  const keys = keysOfHolding(holding)
  const products = scope.products
    .filter((product) => keysOfProduct(product).some((key) => keys.includes(key)))
    .map((product) => ({
      productId: product.productId,
      keys: keysOfProduct(asNoticed(product)),
      units: product.units,
    }))
  return {
    revision: scope.revision,
    verdict,
    factsHash: factsHashOf(holding),
    scopeHash: sha256Hex(canonicalJson(products)),
  }
}

/** Without what the catalogue links to it: a link that the unit was found by is in its verdict, another is none of its business. */
const asNoticed = ({ linked = [], ...product }: LinkedProduct) => ({
  ...product,
  dis: product.dis.filter((di) => !linked.some((link) => link.di === di)),
})

/** What changed between two looks at a unit; nothing when a decision made at the first still holds at the second. */
export const changedParts = (then: Basis, now: Basis): readonly BasisPart[] => [
  ...(canonicalJson(then.verdict) === canonicalJson(now.verdict) ? [] : (['verdict'] as const)),
  ...(then.factsHash === now.factsHash ? [] : (['facts'] as const)),
  ...(then.scopeHash === now.scopeHash ? [] : (['scope'] as const)),
]

/** The decision that speaks for the unit, or undefined when there is none or what it rested on is no longer so. */
export const standingOverride = ({ override }: OverrideState, now: Basis): Override | undefined =>
  override !== undefined && changedParts(override.basis, now).length === 0 ? override : undefined
