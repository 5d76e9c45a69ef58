import type { Clause, ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'

/**
 * What is wrong with a scope although it is well formed: mistakes of copying that would call an affected unit `outside`.
 * Pointers are into the list of products.
 */
export function checkScope(products: readonly ScopeProduct[]): readonly FieldProblem[] {
  const dis = new Set(products.flatMap((product) => product.dis))
  const serialOwners = new Map<string, { readonly product: string; readonly pointer: string }>()
  const problems: FieldProblem[] = []
  const report = (pointer: string, detail: string) => problems.push({ pointer, detail })

  const checkMarks = (marks: readonly string[], pointer: string) => {
    for (const [index, mark] of marks.entries()) {
      const at = `${pointer}/${index}`
      if (/[,;]/.test(mark)) report(at, `${mark} looks like several: give each its own place in the list`)
      else if (dis.has(mark)) report(at, `${mark} is a UDI-DI of this notice, not a serial or lot`)
    }
  }
  const checkSerials = (product: ScopeProduct, serials: readonly string[], pointer: string) => {
    for (const [index, serial] of serials.entries()) {
      const at = `${pointer}/${index}`
      const owner = serialOwners.get(serial)
      if (owner === undefined) serialOwners.set(serial, { product: product.productId, pointer: at })
      else if (owner.product === product.productId)
        report(at, `serial ${serial} is listed twice, first at ${owner.pointer}`)
      else report(at, `serial ${serial} is listed for ${owner.product} too: a serial belongs to one product`)
    }
  }
  for (const [index, product] of products.entries()) {
    for (const { clause, pointer, excepted } of clausesOf(product.units, `/${index}/units`)) {
      if ('serials' in clause) {
        checkMarks(clause.serials, `${pointer}/serials`)
        if (!excepted) checkSerials(product, clause.serials, `${pointer}/serials`)
      }
      if ('lots' in clause) {
        checkMarks(clause.lots, `${pointer}/lots`)
        checkRepeats(clause.lots, `${pointer}/lots`, report)
      }
    }
  }
  return problems
}

type Report = (pointer: string, detail: string) => void

type PlacedClause = { readonly clause: Clause; readonly pointer: string; readonly excepted: boolean }

/** The clause and all within it. A serial under `not` is named to be left out, so it may stand elsewhere as well. */
function* clausesOf(clause: Clause, pointer: string, excepted = false): Generator<PlacedClause> {
  yield { clause, pointer, excepted }
  if ('anyOf' in clause) yield* eachOf(clause.anyOf, `${pointer}/anyOf`, excepted)
  if ('allOf' in clause) yield* eachOf(clause.allOf, `${pointer}/allOf`, excepted)
  if ('not' in clause) yield* clausesOf(clause.not, `${pointer}/not`, !excepted)
}

function* eachOf(clauses: readonly Clause[], pointer: string, excepted: boolean): Generator<PlacedClause> {
  for (const [index, clause] of clauses.entries()) yield* clausesOf(clause, `${pointer}/${index}`, excepted)
}

function checkRepeats(marks: readonly string[], pointer: string, report: Report): void {
  const seen = new Set<string>()
  for (const [index, mark] of marks.entries()) {
    if (seen.has(mark)) report(`${pointer}/${index}`, `${mark} is listed twice`)
    seen.add(mark)
  }
}
