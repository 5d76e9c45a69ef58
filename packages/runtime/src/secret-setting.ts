import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Marks a setting as a secret: instead of `NAME`, `NAME_FILE` may name the file that holds it. */
export const secretSetting = <Schema extends z.ZodType>(schema: Schema): Schema =>
  schema.meta({ secret: true })

export type ReadSecrets = {
  /** The environment with the text of every file in the place of its name. */
  readonly given: Readonly<Record<string, string | undefined>>
  /** The names by which a file may be given. */
  readonly files: readonly string[]
  readonly faults: readonly { readonly name: string; readonly of: string; readonly problem: string }[]
}

/** Reads the files that the environment names for the secrets of a schema; a line end after the secret does not count. */
export function readSecrets(
  schema: z.ZodObject,
  env: Readonly<Record<string, string | undefined>>,
): ReadSecrets {
  const names = Object.entries(schema.shape).flatMap(([name, setting]) =>
    z.globalRegistry.get(setting)?.secret === true ? [name] : [],
  )
  const given = { ...env }
  const faults: ReadSecrets['faults'][number][] = []
  for (const of of names) {
    const name = fileOf(of)
    const file = env[name]
    if (file === undefined || file === '') continue
    const reading = env[of] ? { problem: `leave it out, since ${of} is given` } : readText(file)
    if ('problem' in reading) faults.push({ name, of, problem: reading.problem })
    else given[of] = reading.text
  }
  return { given, files: names.map(fileOf), faults }
}

const fileOf = (name: string): string => `${name}_FILE`

function readText(file: string): { readonly text: string } | { readonly problem: string } {
  try {
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    return text === '' ? { problem: 'the file is empty' } : { text }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { problem: `the file cannot be read (${code})` }
  }
}
