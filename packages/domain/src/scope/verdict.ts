import { z } from 'zod'
import { factsOf, type Holding, type UnitFacts, unitFactsSchema } from '../device/holding.ts'
import { productKeysOf } from '../device/observation.ts'
import { idSchema } from '../text.ts'
import { evaluateClause } from './evaluate-clause.ts'
import type { Attribute } from './evaluate-structured.ts'
import { keysOfProduct, type ScopeProduct } from './scope.ts'

export const verdictValues = ['affected', 'possible', 'outside'] as const

/** Whether one unit is in a notice's scope, and why in one sentence. */
export const verdictSchema = z.strictObject({
  value: z.enum(verdictValues),
  productId: z.string(),
  /** One sentence for a person: which clause decided, or what is missing. */
  because: z.string(),
  /** For `possible`: the attribute that would decide, if one would. It becomes a question on the reply form. */
  missing: z.enum(['serial', 'lot', 'softwareVersion', 'manufacturedOn', 'expiresOn']).optional(),
  /** How the product was recognised: a REF match is weaker than a UDI-DI match. */
  matchedBy: z.enum(['di', 'ref']),
})
export type Verdict = z.infer<typeof verdictSchema>

/** One unit with its verdict, as it travels from the matcher to the case. Location never travels. */
export const matchedUnitSchema = z.strictObject({
  matchId: idSchema,
  custodyId: idSchema,
  unitKey: idSchema,
  facts: unitFactsSchema.omit({ location: true }),
  verdict: verdictSchema,
})
export type MatchedUnit = z.infer<typeof matchedUnitSchema>

/**
 * The verdict of a scope over a registry row, or undefined when no product of the scope is the row's product ("no
 * candidate", which is not "outside"). Of several products the worst verdict counts: affected, then possible.
 */
export const judge = (products: readonly ScopeProduct[], holding: Holding): Verdict | undefined =>
  judgeFacts(products, factsOf(holding))

/** The same of what is known of a unit, wherever it is. */
export function judgeFacts(products: readonly ScopeProduct[], facts: UnitFacts): Verdict | undefined {
  const keys = productKeysOf(facts)
  const verdicts = products.flatMap((product) => judgeProduct(product, facts, keys) ?? [])
  return verdictValues.map((value) => verdicts.find((verdict) => verdict.value === value)).find(Boolean)
}

function judgeProduct(product: ScopeProduct, facts: UnitFacts, keys: readonly string[]): Verdict | undefined {
  const shared = keysOfProduct(product).filter((key) => keys.includes(key))
  if (shared.length === 0) return undefined
  const matchedBy = shared.some((key) => key.startsWith('di:')) ? 'di' : 'ref'
  const truth = evaluateClause(product.units, facts)
  const named = { productId: product.productId, because: truth.because, matchedBy } as const
  switch (truth.value) {
    case 'true':
      return { value: 'affected', ...named }
    case 'false':
      return { value: 'outside', ...named }
    case 'unknown':
      return {
        value: 'possible',
        ...named,
        ...(truth.missing === undefined ? {} : { missing: truth.missing satisfies Attribute }),
      }
  }
}

/** The facts of a unit that may leave its facility with a match. */
export function travellingFacts(holding: Holding): Omit<UnitFacts, 'location'> {
  const { location: _kept, ...facts } = factsOf(holding)
  return facts
}
