import type { z } from 'zod'
import { RecallError } from './recall-error.ts'

const prefix = 'RECALLWIRE_'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings named in `schema` (keys `RECALLWIRE_…`) from the environment; an empty value counts as left out.
 * Lists every problem at once, unknown RECALLWIRE_ names included, and never repeats a value: it may be a secret.
 * `alsoKnown` are names other parts of the same process read. Throws RecallError `config-invalid`.
 */
export const readConfig = <Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
  alsoKnown: readonly string[] = [],
): z.output<Schema> => {
  const names = Object.keys(schema.shape)
  const given = Object.fromEntries(
    names.filter((name) => isGiven(env[name])).map((name) => [name, env[name]]),
  )
  const result = schema.safeParse(given)
  const problems = [
    ...(result.success ? [] : result.error.issues.map((issue) => describeIssue(issue, given))),
    ...unknownNames(env, [...names, ...alsoKnown]),
  ]
  if (result.success && problems.length === 0) return result.data
  throw new RecallError(
    'config-invalid',
    `The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
  )
}

const isGiven = (value: string | undefined): boolean => value !== undefined && value !== ''

const describeIssue = (issue: z.core.$ZodIssue, given: Environment): string => {
  const name = String(issue.path[0] ?? 'settings')
  return isGiven(given[name]) || issue.path.length === 0
    ? `${name}: ${issue.message}`
    : `${name} is missing: set it`
}

const unknownNames = (env: Environment, known: readonly string[]): readonly string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .toSorted()
    .map((name) => {
      const nearest = nearestName(name, known)
      return `${name} is not a setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
    })

/** The known name at most three typing errors away. */
const nearestName = (name: string, known: readonly string[]): string | undefined =>
  known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= 3)
    .toSorted((left, right) => left.distance - right.distance)[0]?.candidate

const editDistance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1]
    for (let column = 0; column < right.length; column += 1) {
      const replaced = (row[column] ?? 0) + (letter === right[column] ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
