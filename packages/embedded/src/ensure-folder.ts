import { mkdirSync } from 'node:fs'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** Creates the data folder, for its owner alone. Throws RecallError `data-folder-unwritable`. */
export function ensureFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new RecallError(
      'data-folder-unwritable',
      `The data folder ${folder} cannot be created: choose a folder that this user may write.`,
      { cause },
    )
  }
}
