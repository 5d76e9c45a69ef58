import { lockDataFolder } from '@recallwire/embedded/lock-data-folder.ts'
import { createLifecycle } from '@recallwire/runtime/lifecycle.ts'
import { type CompositionOptions, composeInstallation, type Running } from './compose.ts'

export type { Running } from './compose.ts'

export type StartOptions = Omit<CompositionOptions, 'alone' | 'logLeaseMs' | 'services'>

/** The whole installation in one process, which a lock makes the only one on its data. */
export async function startRecallwire(options: StartOptions): Promise<Running> {
  const lifecycle = createLifecycle()
  try {
    const lock = lockDataFolder(options.dataFolder)
    lifecycle.add('data folder', () => lock.release())
    return await composeInstallation({ ...options, alone: true }, lifecycle)
  } catch (error) {
    await lifecycle.stop()
    throw error
  }
}
