import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type EngineName, engineNames, type MissingEngine, type RunningEngine } from './engine.ts'
import { engineSources } from './engine-sources.ts'

/**
 * A process of its own that keeps one engine for the whole of a test run: `keep-engine.ts NAME FOLDER SOCKET`. It tells
 * the tests by a file in FOLDER and the run by SOCKET what it has, and stops it when the run hangs up, which it also does
 * by crashing.
 */
async function keep(name: EngineName, folder: string, socketPath: string): Promise<void> {
  const run = connect(socketPath)
  const hungUp = new Promise<void>((resolve) => run.once('close', () => resolve()))
  run.on('error', () => undefined)
  const data = await mkdtemp(join(tmpdir(), `recallwire-${name}-`))
  try {
    const found = await open(name, data)
    await tell(folder, 'missing' in found ? found : { address: found.address })
    if ('missing' in found) return
    run.write(`${JSON.stringify({ name, description: found.description, address: found.address })}\n`)
    await hungUp
    // Whatever hangs while it stops: a process of ours must not outlive the run for long.
    await Promise.race([found.stop(), delay(20_000)])
  } catch (error) {
    await tell(folder, { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    await rm(data, { recursive: true, force: true })
    // A run that was killed left its place behind.
    if (run.destroyed) await rm(dirname(folder), { recursive: true, force: true })
    process.exit()
  }
}

async function open(name: EngineName, data: string): Promise<RunningEngine | MissingEngine> {
  for (const source of engineSources(name, process.env)) {
    const found = await source(data)
    if (found) return found
  }
  return { missing: `there is no way to ${name}` }
}

/** Written whole or not at all: the tests look for it while it is written. */
async function tell(folder: string, told: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(join(folder, 'told.new'), JSON.stringify(told))
  await rename(join(folder, 'told.new'), join(folder, 'told.json'))
}

const [name, folder = '', socketPath = ''] = process.argv.slice(2)
const known = engineNames.find((one) => one === name)
if (known === undefined) throw new Error(`${name} is not an engine`)
await keep(known, folder, socketPath)
