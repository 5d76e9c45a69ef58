import { fileURLToPath } from 'node:url'
import { type SpawnedProcess, spawnProcess } from './spawn-process.ts'
import type { WorkerOptions } from './worker-options.ts'

const main = fileURLToPath(import.meta.resolve('@recallwire/infra-embedded/main.ts'))
const workerMain = fileURLToPath(new URL('worker-main.ts', import.meta.url))

/**
 * Waits that a run under faults cannot afford at their defaults, each by the setting that an operator has for it. Without quiet hours
 * a run does not depend on the hour at which it is made.
 */
const shortWaits = {
  RECALLWIRE_QUIET_HOURS: 'none',
  RECALLWIRE_GATHER_MS: '200',
  RECALLWIRE_SENDER_LEASE_MS: '6000',
  RECALLWIRE_SETTLE_WINDOW_MS: '6000',
  RECALLWIRE_CHECKPOINT_MS: '2000',
}

type Settings = Readonly<Record<string, string>>

/** What a user runs, on data without a demonstration. */
export const spawnInstallation = (
  folder: string,
  port: number,
  settings: Settings,
  under?: readonly [string, ...string[]],
): SpawnedProcess =>
  spawnProcess({
    args: [main, '--empty', '--data', folder, '--port', String(port)],
    env: { ...shortWaits, ...settings },
    ...(under === undefined ? {} : { under }),
  })

/** One of several on the same data. */
export const spawnWorker = (options: WorkerOptions, settings: Settings): SpawnedProcess =>
  spawnProcess({
    args: [workerMain, JSON.stringify(options)],
    env: { ...shortWaits, ...settings },
  })
