import type { Clause } from './scope.ts'

/** Words that nobody has confirmed, and where in the clause they stand. */
export type PlacedProse = { readonly prose: string; readonly path: readonly (string | number)[] }

export function proseOf(clause: Clause, path: PlacedProse['path'] = []): readonly PlacedProse[] {
  if ('prose' in clause) return [{ prose: clause.prose, path: [...path, 'prose'] }]
  if ('not' in clause) return proseOf(clause.not, [...path, 'not'])
  if ('anyOf' in clause)
    return clause.anyOf.flatMap((part, index) => proseOf(part, [...path, 'anyOf', index]))
  if ('allOf' in clause)
    return clause.allOf.flatMap((part, index) => proseOf(part, [...path, 'allOf', index]))
  return []
}
