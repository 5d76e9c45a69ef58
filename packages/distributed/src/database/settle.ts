import { isUnclear } from './storage-error.ts'

/**
 * Runs a write once more when it is unclear whether it was done. Only for one that is known again by its own mark, or that may be done
 * twice: the second time then reads back what became of the first. Throws what the second time throws.
 */
export async function settle<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  try {
    return await write()
  } catch (error) {
    if (!isUnclear(error)) throw error
    return write()
  }
}

/** Leaves undone what an engine that is away keeps from being done, and what is done another time anyway. */
export async function unlessUnclear(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isUnclear(error)) throw error
  }
}
