import type { Clause, SoftwareTest } from '../scope/scope.ts'

/** A condition to be indexed, which is found by `leaf`. */
export type Planned = {
  readonly leaf: Clause
  /** What must hold besides the leaf. */
  readonly rest: Clause | undefined
  /** What decides instead, where the leaf is only one way to it. */
  readonly whole: Clause | undefined
}

/** Copies of one product's marks, over all its product keys, above which its lists are asked instead of indexed. */
const mostMarks = 60_000

/**
 * Splits a product's clause into conditions of which the worst is the verdict: Kleene's `anyOf` is exactly that. A part
 * that combines is found by the leaves of which one must not be false for the whole not to be false; where there are no
 * such leaves, the part is its own leaf, which no structure takes and which is evaluated every time.
 */
export const planCriteria = (clause: Clause, productKeys: number): readonly Planned[] =>
  plan(pushNegations(clause), productKeys)

function plan(clause: Clause, productKeys: number): readonly Planned[] {
  if ('anyOf' in clause) return clause.anyOf.flatMap((part) => plan(part, productKeys))
  if ('all' in clause) return [{ ...nothingElse, leaf: clause }]
  const leaves = necessaryLeaves(clause, productKeys)
  if (leaves === undefined) return [{ ...nothingElse, leaf: clause, whole: clause }]
  return leaves.map((leaf) => {
    if (leaf === clause) return { ...nothingElse, leaf }
    const rest = leaves.length === 1 ? without(clause, leaf) : undefined
    return { leaf, rest, whole: rest === undefined ? clause : undefined }
  })
}

const nothingElse = { rest: undefined, whole: undefined }

/** What a clause asks besides one of its parts; undefined where the leaf is no such part but lies deeper. */
function without(clause: Clause, leaf: Clause): Clause | undefined {
  if (!('allOf' in clause) || !clause.allOf.includes(leaf)) return undefined
  return joined(clause.allOf.filter((part) => part !== leaf))
}

/** Leaves of which at least one is not false whenever the clause is not false; undefined where there are none such. */
function necessaryLeaves(clause: Clause, productKeys: number): readonly Clause[] | undefined {
  if ('anyOf' in clause) {
    const parts = clause.anyOf.map((part) => necessaryLeaves(part, productKeys))
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? [])
  }
  if ('allOf' in clause) {
    return clause.allOf
      .flatMap((part) => {
        const leaves = necessaryLeaves(part, productKeys)
        return leaves === undefined ? [] : [leaves]
      })
      .sort((a, b) => breadthOf(a) - breadthOf(b))[0]
  }
  return breadth(clause, productKeys) === undefined ? undefined : [clause]
}

const breadthOf = (leaves: readonly Clause[]): number =>
  Math.max(0, ...leaves.map((leaf) => breadth(leaf, 1) ?? 0)) + Math.min(leaves.length, 99) / 100

/** How many units of a product a leaf lets through, by experience: the least is looked up first. Undefined: not indexed. */
function breadth(leaf: Clause, productKeys: number): number | undefined {
  if ('serials' in leaf) return leaf.serials.length * productKeys > mostMarks ? undefined : 1
  if ('lots' in leaf) return leaf.lots.length * productKeys > mostMarks ? undefined : 2
  if ('serialRange' in leaf) return 3
  if ('serialPrefix' in leaf) return 4
  if ('manufacturedBetween' in leaf || 'expiresBetween' in leaf) return 5
  if ('software' in leaf) return isOrderly(leaf.software) ? 6 : undefined
  return undefined
}

/** One demand, or a pair of bounds. "All but these" lets nearly everything through, so that an index would be no help. */
export const isOrderly = ({ equals, startsWith, atLeast, below, except }: SoftwareTest): boolean =>
  except === undefined &&
  [equals, startsWith, atLeast ?? below].filter((demand) => demand !== undefined).length === 1

/** The same clause with `not` only before leaves, and before as few of them as possible; exact in Kleene's logic. */
function pushNegations(clause: Clause): Clause {
  if ('anyOf' in clause) return { anyOf: clause.anyOf.map(pushNegations) }
  if ('allOf' in clause) return joined(clause.allOf.map(pushNegations))
  if ('software' in clause) return joined(demandsOf(clause.software))
  if ('not' in clause) return negated(clause.not)
  return clause
}

function negated(clause: Clause): Clause {
  if ('all' in clause) return { anyOf: [] }
  if ('anyOf' in clause) return joined(clause.anyOf.map(negated))
  if ('allOf' in clause) return { anyOf: clause.allOf.map(negated) }
  if ('not' in clause) return pushNegations(clause.not)
  if ('software' in clause) return { anyOf: demandsOf(clause.software).map(opposite) }
  return { not: clause }
}

const joined = (parts: readonly Clause[]): Clause => {
  const [first] = parts
  return first !== undefined && parts.length === 1 ? first : { allOf: parts }
}

type SoftwareClause = { readonly software: SoftwareTest }

/** A test of several demands holds when each does; the two bounds of a span stay together. */
function demandsOf(test: SoftwareTest): readonly SoftwareClause[] {
  const { equals, startsWith, atLeast, below, except } = test
  const demands = [
    equals && { equals },
    startsWith === undefined ? undefined : { startsWith },
    atLeast === undefined && below === undefined ? undefined : { atLeast, below },
    except && { except },
  ].filter((demand) => demand !== undefined)
  return demands.length === 0 ? [{ software: test }] : demands.map((software) => ({ software }))
}

function opposite({ software }: SoftwareClause): Clause {
  const { equals, startsWith, atLeast, below, except } = software
  if (equals !== undefined) return { software: { except: equals } }
  if (except !== undefined) return { software: { equals: except } }
  if (startsWith !== undefined) return { not: { software } }
  const ends = [
    atLeast === undefined ? undefined : { software: { below: atLeast } },
    below === undefined ? undefined : { software: { atLeast: below } },
  ].filter((end) => end !== undefined)
  return ends.length === 0 ? { not: { software } } : { anyOf: ends }
}
