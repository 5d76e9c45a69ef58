import { z } from 'zod'
import type { LinkedDi, LinkedProduct } from '../catalogue/link-products.ts'
import { factsOf, type Holding, type UnitFacts, unitFactsSchema } from '../device/holding.ts'
import { productKeysOf } from '../device/observation.ts'
import { idSchema } from '../text.ts'
import { evaluateClause } from './evaluate-clause.ts'
import type { Attribute } from './evaluate-structured.ts'
import { keysOfProduct } from './scope.ts'

export const verdictValues = ['affected', 'possible', 'outside'] as const

/** Whether one unit is in a notice's scope, and why in one sentence. */
export const verdictSchema = z.strictObject({
  value: z.enum(verdictValues),
  productId: z.string(),
  /** One sentence for a person: which clause decided, or what is missing. */
  because: z.string(),
  /** For `possible`: the attribute that would decide, if one would. It becomes a question on the reply form. */
  missing: z.enum(['serial', 'lot', 'softwareVersion', 'manufacturedOn', 'expiresOn']).optional(),
  /** How the product was recognised: by a DI of the notice, by one that the catalogue links to it, or (weaker) by REF. */
  matchedBy: z.enum(['di', 'linked-di', 'ref']),
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
export const judge = (products: readonly LinkedProduct[], holding: Holding): Verdict | undefined =>
  judgeFacts(products, factsOf(holding))

/** The same of what is known of a unit, wherever it is. */
export function judgeFacts(products: readonly LinkedProduct[], facts: UnitFacts): Verdict | undefined {
  const keys = productKeysOf(facts)
  const verdicts = products.flatMap((product) => judgeProduct(product, facts, keys) ?? [])
  return verdictValues.map((value) => verdicts.find((verdict) => verdict.value === value)).find(Boolean)
}

function judgeProduct(
  product: LinkedProduct,
  facts: UnitFacts,
  keys: readonly string[],
): Verdict | undefined {
  const known = recognise(product, facts, keys)
  if (known === undefined) return undefined
  const truth = evaluateClause(product.units, facts)
  const { matchedBy, link } = known
  const because = link === undefined ? truth.because : `${truth.because}; ${linkSentence(link)}`
  const named = { productId: product.productId, because, matchedBy } as const
  switch (truth.value) {
    case 'true':
      return { value: link?.sure === false ? 'possible' : 'affected', ...named }
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

type Recognised = { readonly matchedBy: Verdict['matchedBy']; readonly link?: LinkedDi }

/** By the strongest of what unit and product share. An unsure link comes last: all it can say is `possible`. */
function recognise(
  product: LinkedProduct,
  facts: UnitFacts,
  keys: readonly string[],
): Recognised | undefined {
  const shared = keysOfProduct(product).filter((key) => keys.includes(key))
  if (shared.length === 0) return undefined
  const link = product.linked?.find(({ di }) => di === facts.di)
  const byDi = shared.some((key) => key.startsWith('di:'))
  if (byDi && link === undefined) return { matchedBy: 'di' }
  if (link?.sure === true) return { matchedBy: 'linked-di', link }
  if (link === undefined || shared.some((key) => key.startsWith('ref:'))) return { matchedBy: 'ref' }
  return { matchedBy: 'linked-di', link }
}

const linkSentence = ({ di, recordKey, sure }: LinkedDi): string => {
  const through = `${di} stands for the product through the package link of GUDID record ${recordKey}`
  return sure
    ? through
    : `${through}, but the DIs of that link are in more than one record: check the product`
}

/** The facts of a unit that may leave its facility with a match. */
export function travellingFacts(holding: Holding): Omit<UnitFacts, 'location'> {
  const { location: _kept, ...facts } = factsOf(holding)
  return facts
}
