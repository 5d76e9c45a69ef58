import type { UnitFacts } from '../device/holding.ts'
import { familiesOf, unitsOfGroup } from './draft-clause.ts'
import { judgeTerms } from './judge-terms.ts'
import { and, type DraftTruth, not, or } from './kleene.ts'
import { type NamedKinds, namedKinds, standingOf } from './product-standing.ts'
import { type DraftGroup, type ScopeDraft, textOfSpan, type UnitTerm } from './scope-draft.ts'

/**
 * Whether a unit of the notice's product is covered by a draft that nobody has confirmed yet. An open draft never says
 * `false`: what was not understood could cover the unit. Where it holds a word such as "not" or "replacement", it never says `true` either.
 */
export function judgeDraft(draft: ScopeDraft, facts: UnitFacts): DraftTruth {
  const prepared = preparedOf(draft)
  const named = namedKinds(draft.groups, facts)
  const truth = or(prepared.groups.map((group) => judgeGroup(group, facts, named)))
  if (truth === 'false' && draft.isOpen) return 'unknown'
  return truth === 'true' && prepared.hasUnreadNegation ? 'unknown' : truth
}

type PreparedGroup = { readonly group: DraftGroup; readonly families: readonly (readonly UnitTerm[])[] }
type Prepared = { readonly groups: readonly PreparedGroup[]; readonly hasUnreadNegation: boolean }

/** What is the same for every unit is worked out once per draft. */
const preparing = new WeakMap<ScopeDraft, Prepared>()

function preparedOf(draft: ScopeDraft): Prepared {
  const prepared = preparing.get(draft) ?? {
    groups: draft.groups.map((group) => ({ group, families: familiesOf(unitsOfGroup(draft, group)) })),
    hasUnreadNegation: hasUnreadNegation(draft),
  }
  preparing.set(draft, prepared)
  return prepared
}

function judgeGroup({ group, families }: PreparedGroup, facts: UnitFacts, named: NamedKinds): DraftTruth {
  const judged = families.map((family) => judgeTerms(family, facts))
  const excepted = group.exceptions.length === 0 ? 'false' : judgeTerms(group.exceptions, facts)
  const units = judged.length === 0 ? 'unknown' : agreed(judged)
  return and([standingOf(group, facts, named), units, not(excepted)])
}

/** Serials and a software version in one breath may mean both or either: certain only where both say the same. */
function agreed(truths: readonly DraftTruth[]): DraftTruth {
  const first = truths[0] ?? 'unknown'
  return truths.every((truth) => truth === first) ? first : 'unknown'
}

function hasUnreadNegation(draft: ScopeDraft): boolean {
  return draft.remainders.some(({ weight, span }) => {
    return weight === 'may-matter' && negation.test(textOfSpan(draft.text, span).replace(openList, ''))
  })
}

/** Words that may turn what is listed into what is not meant: "not affected", "earlier than", "replacement lots". */
const negation =
  /\b(?:not|no|never|except\w*|exclud\w*|unaffected|unrecalled|without|unless|than|prior|before|after|beyond|but|cleared|safe|corrected|repaired|reworked|replace\w*|install\w*|upgrad\w*|updat\w*|new(?! (?:york|jersey|mexico|hampshire|zealand)))\b/i
const openList = /but not limited to/gi
