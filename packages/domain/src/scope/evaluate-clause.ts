import type { UnitFacts } from '../device/holding.ts'
import { judgeDraft } from '../scope-text/judge-draft.ts'
import { parseScopeText } from '../scope-text/parse-scope-text.ts'
import { type ScopeDraft, termsOf, type UnitTerm } from '../scope-text/scope-draft.ts'
import { type Attribute, evaluateStructured, type Side, type Truth } from './evaluate-structured.ts'
import type { Clause, ProseClause } from './scope.ts'

/** Whether the unit is covered by the clause, why in words, and for unknown, what is missing. */
export const evaluateClause = (clause: Clause, facts: UnitFacts): Truth =>
  evaluateStructured(clause, facts, evaluateProse)

/**
 * The notice's words by the draft reader. What it did not understand never makes a unit `outside`: where the words take
 * units out again, a draft with unread words excepts none for certain.
 */
function evaluateProse(clause: ProseClause, facts: UnitFacts, side: Side): Truth {
  const read = readOnce(clause)
  const value = judgeDraft(read.draft, facts)
  if (value === 'false')
    return { value, because: 'the words of the notice, read whole, do not name this unit' }
  if (value === 'true' && !(side === 'excepts' && read.draft.isOpen)) {
    return { value, because: 'the words of the notice, which no person has confirmed, name this unit' }
  }
  const missing = plainlyMissing(read, facts)
  const because =
    missing === undefined
      ? 'a person has to read the words of the notice to tell whether they mean this unit'
      : `the record has no ${words[missing]}, by which the words of the notice name units`
  return { value: 'unknown', because, missing }
}

type ReadText = { readonly draft: ScopeDraft; readonly asksFor: readonly Attribute[] }

/** A text has up to 350,000 characters and is asked about every unit of a fleet: each is read once. */
const texts = new WeakMap<ProseClause, ReadText>()

function readOnce(clause: ProseClause): ReadText {
  const kept = texts.get(clause)
  if (kept !== undefined) return kept
  const draft = parseScopeText(clause.prose)
  const read = { draft, asksFor: [...new Set(termsOf(draft).flatMap(attributesOf))] }
  texts.set(clause, read)
  return read
}

/** The one attribute that a text read whole asks for and the record lacks. With unread words no attribute settles it. */
function plainlyMissing({ draft, asksFor }: ReadText, facts: UnitFacts): Attribute | undefined {
  const lacking = asksFor.filter((attribute) => facts[attribute] === undefined)
  return draft.isOpen || lacking.length > 1 ? undefined : lacking[0]
}

function attributesOf(term: UnitTerm): readonly Attribute[] {
  switch (term.kind) {
    case 'all':
      return []
    case 'mark':
    case 'prefix':
    case 'range':
    case 'bound':
      return term.of === 'either' ? ['lot', 'serial'] : [term.of]
    case 'software':
    case 'versions':
      return ['softwareVersion']
    case 'manufactured':
      return ['manufacturedOn']
    case 'expires':
      return ['expiresOn']
    default:
      return term satisfies never
  }
}

const words: Record<Attribute, string> = {
  serial: 'serial',
  lot: 'lot',
  softwareVersion: 'software version',
  manufacturedOn: 'manufacture date',
  expiresOn: 'expiry date',
}
