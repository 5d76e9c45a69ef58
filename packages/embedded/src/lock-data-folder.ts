import { join } from 'node:path'
import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'
import { openDatabase } from './database.ts'
import { ensureFolder } from './ensure-folder.ts'

/**
 * Claims a data folder for this process: a second one that tries is refused with RecallError `data-folder-in-use`. The
 * claim is an open transaction on a file of its own, so the system drops it with the process, however that ends. Keep what is
 * returned for as long as the claim is meant: once nobody can release it any more, the collection of garbage does.
 * Throws RecallError `data-folder-unwritable`.
 */
export function lockDataFolder(folder: string): { release(): void } {
  ensureFolder(folder)
  try {
    const lock = openDatabase(join(folder, 'recallwire.lock'), 0)
    lock.exec('BEGIN EXCLUSIVE')
    return { release: lock.close }
  } catch (cause) {
    throw isHeldElsewhere(cause)
      ? new RecallError(
          'data-folder-in-use',
          `Another Recallwire works on the data folder ${folder}: stop it first, or choose another folder.`,
          { cause },
        )
      : new RecallError(
          'data-folder-unwritable',
          `The data folder ${folder} cannot be written: choose a folder that this user may write.`,
          { cause },
        )
  }
}

/** With no time to wait, a lock that another process holds shows as busy. */
const isHeldElsewhere = (error: unknown): boolean => {
  const cause = findRecallError(error)?.cause
  return cause instanceof Error && 'errcode' in cause && cause.errcode === 5
}
