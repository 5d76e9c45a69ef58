import type { z } from 'zod'
import { RecallError } from './recall-error.ts'
import { readSecrets } from './secret-setting.ts'

const prefix = 'RECALLWIRE_'

export type Environment = Readonly<Record<string, string | undefined>>

/** The settings of one process, read by several of its parts, whose problems are told together. */
export type ConfigReading = {
  /** Reads the settings of a schema (keys `RECALLWIRE_…`). What it gives is there to be called once `finish` threw nothing. */
  add<Schema extends z.ZodObject>(schema: Schema): () => z.output<Schema>
  /** Throws RecallError `config-invalid` with every problem in one message. */
  finish(): void
}

/**
 * Reads settings from the environment; an empty value counts as left out, and a secret may come from a file (`secret-setting.ts`).
 * Every problem is told at once, unknown RECALLWIRE_ names included, and no value is ever repeated: it may be a secret. `alsoKnown`
 * are names other parts of the same process read.
 */
export const collectConfig = (env: Environment, alsoKnown: readonly string[] = []): ConfigReading => {
  const known = new Set(alsoKnown)
  const problems = new Set<string>()
  return {
    add: (schema) => {
      const { given, files, faults } = readSecrets(schema, env)
      const names = Object.keys(schema.shape)
      for (const name of [...names, ...files]) known.add(name)
      const values = Object.fromEntries(
        names.flatMap((name) => (isGiven(given[name]) ? [[name, given[name]]] : [])),
      )
      const result = schema.safeParse(values)
      const issues = result.success ? [] : result.error.issues
      for (const { name, problem } of faults) problems.add(`${name}: ${problem}`)
      for (const issue of issues) {
        // A file that cannot be read is the problem, and not that its setting is missing.
        if (!faults.some(({ of }) => of === issue.path[0])) problems.add(describeIssue(issue, values, files))
      }
      return () => {
        if (result.success) return result.data
        throw new Error('the settings were used although they have problems')
      }
    },
    finish: () => {
      const told = [...problems, ...unknownNames(env, [...known])]
      if (told.length === 0) return
      throw new RecallError(
        'config-invalid',
        `The configuration is not usable:\n${told.map((line) => `  - ${line}`).join('\n')}`,
      )
    },
  }
}

/** As `collectConfig`, for a process whose settings are one schema. Throws RecallError `config-invalid`. */
export const readConfig = <Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
  alsoKnown: readonly string[] = [],
): z.output<Schema> => {
  const reading = collectConfig(env, alsoKnown)
  const config = reading.add(schema)
  reading.finish()
  return config()
}

const isGiven = (value: string | undefined): boolean => value !== undefined && value !== ''

const describeIssue = (issue: z.core.$ZodIssue, given: Environment, files: readonly string[]): string => {
  const name = String(issue.path[0] ?? 'settings')
  if (isGiven(given[name]) || issue.path.length === 0) return `${name}: ${issue.message}`
  const file = `${name}_FILE`
  return `${name} is missing: set it${files.includes(file) ? ` or ${file}` : ''}`
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
