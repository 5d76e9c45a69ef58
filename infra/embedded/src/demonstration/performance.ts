import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { actorSchema } from '@recallwire/domain/access/actor.ts'
import { z } from 'zod'

const performanceSchema = z.strictObject({
  /** `playing` is played again from the start; every step of it is idempotent. */
  state: z.enum(['playing', 'played']),
  people: z.array(z.strictObject({ name: z.string(), organisation: z.string(), actor: actorSchema })),
})
export type Performance = z.infer<typeof performanceSchema>

const fileOf = (dataFolder: string): string => join(dataFolder, 'demonstration.json')

/** What is known of the demonstration in this data folder; undefined when it holds none. */
export function readPerformance(dataFolder: string): Performance | undefined {
  const file = fileOf(dataFolder)
  return existsSync(file) ? performanceSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export function writePerformance(dataFolder: string, performance: Performance): void {
  const file = fileOf(dataFolder)
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(performance, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}
