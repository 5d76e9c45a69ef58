import { spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineName } from './engine.ts'

/** Names the folder where the tests of a run meet. */
export const engineRunVariable = 'RECALLWIRE_TEST_ENGINE_RUN'
export const socketName = 'run.sock'

export type UsedEngine = { readonly address: string } | { readonly missing: string }

/** Fetching the packages of an engine for the first time is most of it. */
const readyWithinMs = 300_000

/**
 * The address of an engine of this test run, started by the first who asks and shared by all. `missing` says why this
 * machine cannot have it: skip with that as the reason. An engine that is there and does not start throws.
 */
export async function useEngine(name: EngineName): Promise<UsedEngine> {
  const run = process.env[engineRunVariable]
  if (!run) throw new Error('engines belong to a test run: start the tests with test/vitest.config.ts')
  const folder = join(run, name)
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  )
  if (isFirst) startKeeper(name, folder, join(run, socketName))
  const deadline = performance.now() + readyWithinMs
  while (performance.now() < deadline) {
    const told = await readFile(join(folder, 'told.json'), 'utf8').catch(() => undefined)
    if (told !== undefined) return answerOf(name, JSON.parse(told) as Record<string, string>)
    await delay(50)
  }
  throw new Error(`${name} was not ready within ${readyWithinMs} ms`)
}

/** It leaves the group of this process, so that the signal that ends the tests leaves it the time to stop its engine. */
function startKeeper(name: EngineName, folder: string, socket: string): void {
  const program = join(import.meta.dirname, 'keep-engine.ts')
  const keeper = spawn(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', program, name, folder, socket],
    { detached: true, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  keeper.unref()
}

function answerOf(name: EngineName, told: Readonly<Record<string, string>>): UsedEngine {
  if (told.address !== undefined) return { address: told.address }
  if (told.missing !== undefined) return { missing: told.missing }
  throw new Error(`${name} does not start: ${told.failed}`)
}
