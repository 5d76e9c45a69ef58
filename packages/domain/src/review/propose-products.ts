import { parseGtin } from '@recallwire/udi/gtin.ts'
import { type Clause, type ScopeProduct, scopeProductSchema } from '../scope/scope.ts'
import { groupClause } from '../scope-text/draft-clause.ts'
import type { DraftGroup, ScopeDraft } from '../scope-text/scope-draft.ts'
import type { ReviewOrigin } from './review.ts'
import { verbatimOf } from './verbatim-of.ts'

/** What is known of the product although the text may not say it. */
export type KnownProduct = Pick<ReviewOrigin, 'manufacturer' | 'name' | 'dis' | 'refs' | 'productId'>

/** What a person has to put right or decide; `product` counts the products of the text from 1. */
export type ProposalProblem = { readonly product?: number; readonly detail: string }

/** A product as far as it was read: it may still lack an identifier, or its units. */
export type Candidate = Omit<ScopeProduct, 'units'> & { readonly units?: Clause | undefined }

/** What a text was read as, in the form in which a notice takes it. */
export type Proposal = {
  /** Every product of the text, as far as it was read. */
  readonly candidates: readonly Candidate[]
  /** Those that a notice would take as they are. */
  readonly products: readonly ScopeProduct[]
  readonly problems: readonly ProposalProblem[]
  /** Nothing was left unread and nothing has to be put right: the products may be confirmed as they are. */
  readonly isWhole: boolean
}

/** A notice takes so many. */
const mostProducts = 200

/** The products that a draft describes. What cannot become a product says why, and then the proposal is not whole. */
export function proposeProducts(draft: ScopeDraft, known: KnownProduct): Proposal {
  const made = draft.groups
    .slice(0, mostProducts)
    .map((group, index) => candidateOf(draft, group, index, known))
  const checked = made.map(({ candidate }) => scopeProductSchema.safeParse(candidate))
  const problems: readonly ProposalProblem[] = [
    ...textProblems(draft, known, made),
    ...made.flatMap(({ details }, index) =>
      [...details, ...faultsOf(checked[index])].map((detail) => ({ product: index + 1, detail })),
    ),
  ]
  return {
    candidates: made.map(({ candidate }) => candidate),
    products: checked.flatMap((read) => (read.success ? [read.data] : [])),
    problems,
    isWhole: problems.length === 0,
  }
}

type Made = { readonly candidate: Candidate; readonly details: readonly string[] }

function textProblems(
  draft: ScopeDraft,
  known: KnownProduct,
  made: readonly Made[],
): readonly ProposalProblem[] {
  const unread = draft.remainders.filter(({ weight }) => weight === 'may-matter').length
  const dropped = draft.groups.length - made.length
  const placed = new Set(made.flatMap(({ candidate }) => [...candidate.dis, ...candidate.refs]))
  const lost = [...known.dis, ...known.refs].filter((identifier) => !placed.has(identifier))
  const details = [
    made.length === 0 && 'nothing was read from the text',
    unread > 0 && `${unread === 1 ? 'one stretch' : `${unread} stretches`} of the text not understood`,
    dropped > 0 && `the text names ${dropped} more products than a notice takes: split it`,
    made.length > 0 &&
      lost.length > 0 &&
      `the text describes several products, and none of them bears ${lost.join(', ')}: say which does`,
  ]
  return details.filter((detail) => detail !== false).map((detail) => ({ detail }))
}

function candidateOf(draft: ScopeDraft, group: DraftGroup, index: number, known: KnownProduct): Made {
  const isOnly = draft.groups.length === 1
  const dis = disOf(group)
  const refs = [...new Set(group.refs.map(({ value }) => value))]
  const namesNone = dis.gtins.length + refs.length === 0
  const own = isOnly || namesNone ? known : { dis: [], refs: [] }
  const { clause, isOpen } = groupClause(draft, group)
  const candidate: Candidate = {
    productId: productIdOf(known, index, isOnly),
    name: nameOf(known, isOnly ? undefined : (refs[0] ?? dis.gtins[0])),
    manufacturer: known.manufacturer,
    dis: [...new Set([...own.dis, ...dis.gtins])],
    refs: [...new Set([...own.refs, ...refs])],
    ...(clause === undefined ? {} : { units: clause }),
    verbatim: verbatimOf(draft, group),
  }
  const mayDiffer = clause !== undefined && isOpen && !draft.isOpen
  const differs = 'the text may mean fewer or more units than the scope says: compare the two'
  return { candidate, details: [...dis.problems, ...(mayDiffer ? [differs] : [])] }
}

function faultsOf(read: ReturnType<typeof scopeProductSchema.safeParse> | undefined): readonly string[] {
  if (read === undefined || read.success) return []
  return read.error.issues.slice(0, 5).map(({ path, message }) => {
    if (path.join() === 'units') return 'the text says nothing of its units that a scope can say'
    return [...path, message].join(' ')
  })
}

/** 8, 12 and 13 digits are padded to the 14 that every comparison uses, and each check digit is verified. */
function disOf(group: DraftGroup): {
  readonly gtins: readonly string[]
  readonly problems: readonly string[]
} {
  const read = group.dis.map(({ value }) => parseGtin(value))
  return {
    gtins: [...new Set(read.flatMap((one) => (one.kind === 'gtin' ? [one.gtin14] : [])))],
    problems: read.flatMap((one) => (one.kind === 'problem' ? [one.problem.message] : [])),
  }
}

function productIdOf({ productId }: KnownProduct, index: number, isOnly: boolean): string {
  if (productId === undefined) return `P${index + 1}`
  return isOnly ? productId : `${productId.slice(0, 36)}-${index + 1}`
}

const nameOf = ({ name }: KnownProduct, identifier: string | undefined): string =>
  identifier === undefined ? name : `${name.slice(0, 300 - identifier.length - 1)} ${identifier}`
