import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { actorSchema } from '@recallwire/domain/access/actor.ts'
import { ensureFolder } from '@recallwire/embedded/ensure-folder.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { z } from 'zod'

const performanceSchema = z.strictObject({
  /** `playing` is played again from the start; every step of it is idempotent. */
  state: z.enum(['playing', 'played']),
  people: z.array(z.strictObject({ name: z.string(), organisation: z.string(), actor: actorSchema })),
})
export type Performance = z.infer<typeof performanceSchema>

const fileOf = (dataFolder: string): string => join(dataFolder, 'demonstration.json')

/**
 * Whether this start is one of the demonstration: it fills a data folder without a database, unless `empty` asks for none.
 * The answer is kept before there is a database, so that a start that ends early (a taken port, a kill) is gone on with. An
 * unfinished demonstration is forgotten once none is asked for.
 */
export function decideDemonstration(
  dataFolder: string,
  { empty, hasData }: { readonly empty: boolean; readonly hasData: boolean },
): boolean {
  const before = readPerformance(dataFolder)
  if (empty) {
    if (before?.state === 'playing') rmSync(fileOf(dataFolder))
    return false
  }
  if (before !== undefined) return true
  if (hasData) return false
  ensureFolder(dataFolder)
  writePerformance(dataFolder, { state: 'playing', people: [] })
  return true
}

/** What is known of the demonstration in this data folder; undefined when it holds none. */
export function readPerformance(dataFolder: string): Performance | undefined {
  const file = fileOf(dataFolder)
  if (!existsSync(file)) return undefined
  try {
    return performanceSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new RecallError(
      'storage-damaged',
      `${file} is damaged: restore it from a backup, or delete it to go on without the demonstration.`,
      { cause },
    )
  }
}

export function writePerformance(dataFolder: string, performance: Performance): void {
  const file = fileOf(dataFolder)
  try {
    const handle = openSync(`${file}.new`, 'w', 0o600)
    writeSync(handle, `${JSON.stringify(performance, null, 2)}\n`)
    fsyncSync(handle)
    closeSync(handle)
    renameSync(`${file}.new`, file)
  } catch (cause) {
    throw new RecallError(
      'data-folder-unwritable',
      `${file} cannot be written: choose a folder that this user may write.`,
      { cause },
    )
  }
}
