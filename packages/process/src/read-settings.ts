import { collectConfig, type Environment } from '@recallwire/runtime/config.ts'
import type { z } from 'zod'
import { addBackEndConfig, type BackEndConfig } from './back-end-config.ts'
import { type ProcessConfig, processConfigSchema } from './process-config.ts'

export type Settings<Own extends z.ZodObject> = {
  readonly process: ProcessConfig
  readonly backEnd: BackEndConfig
  /** Of the service that runs in the process. */
  readonly own: z.output<Own>
}

/** Reads everything a process is told. Throws RecallError `config-invalid` with all problems at once. */
export function readSettings<Own extends z.ZodObject>(
  schema: Own,
  env: Environment,
  alsoKnown: readonly string[] = [],
): Settings<Own> {
  const reading = collectConfig(env, alsoKnown)
  const backEnd = addBackEndConfig(reading, env)
  const process = reading.add(processConfigSchema)
  const own = reading.add(schema)
  reading.finish()
  return { process: process(), backEnd: backEnd(), own: own() }
}
