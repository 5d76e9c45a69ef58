import type { FieldError } from '@recallwire/html/forms.ts'
import type { ApiProblem } from '../api/transport.ts'

/**
 * The findings of the API beside the fields of the form, by JSON pointer; those of a part of a field go to the whole one. One
 * without a field of its own goes to the first. Undefined where the refusal is not about what was written.
 */
export function formErrors(
  problem: ApiProblem,
  fields: Readonly<Record<string, string>>,
): readonly FieldError[] | undefined {
  if (problem.status !== 400 && problem.status !== 422) return undefined
  const [first = ''] = Object.values(fields)
  const errors = problem.errors ?? []
  if (errors.length === 0) return [{ field: first, message: problem.detail ?? problem.title }]
  return errors.map(({ pointer, detail }) => {
    const known = Object.keys(fields).find((name) => pointer === name || pointer.startsWith(`${name}/`))
    return { field: (known && fields[known]) ?? first, message: detail }
  })
}

export type ErrorFinder = (field: string) => string | undefined

/** What is wrong with a field, for the place beside it. */
export const errorFinder =
  (errors: readonly FieldError[]): ErrorFinder =>
  (field) =>
    errors.find((error) => error.field === field)?.message

/** The same findings for the summary above a long form, each with the name of its field: "Contact email: must not be empty". */
export const namedErrors = (errors: readonly FieldError[]): readonly FieldError[] =>
  errors.map(({ field, message }) => ({ field, message: `${nameOf(field)}: ${message}` }))

const nameOf = (field: string): string =>
  field
    .replace(/^product-(\d+)-/, (_whole, index: string) => `product ${Number(index) + 1}, `)
    .replaceAll('-', ' ')
    .replace(/^./, (letter) => letter.toUpperCase())
