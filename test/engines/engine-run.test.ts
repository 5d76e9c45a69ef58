import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { expect, onTestFinished, test } from 'vitest'
import { engineRunVariable } from './use-engine.ts'

const moduleAt = (name: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href)

/** A run of its own, in a process that can be killed, which has a database and says where. */
const program = `
  import { setup } from ${moduleAt('engine-run.ts')}
  import { useEngine } from ${moduleAt('use-engine.ts')}
  await setup()
  console.log(JSON.stringify(await useEngine('mongodb')))
  setInterval(() => undefined, 1_000)`

test('an engine ends with the run it belongs to, also when that is killed', { timeout: 300_000 }, async ({
  skip,
}) => {
  const { [engineRunVariable]: _ofThisRun, RECALLWIRE_TEST_MONGODB: _given, ...env } = process.env
  const run = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void run.kill('SIGKILL'))
  const lines = createInterface({ input: run.stdout })
  const told: Record<string, string> = {}
  lines.on('line', (line) => {
    if (line.startsWith('{')) Object.assign(told, JSON.parse(line))
  })
  await eventually('the run has its engine', () => Object.keys(told).length > 0, 280_000)
  if (told.address === undefined) return skip(told.missing)
  const port = Number(new URL(told.address).port)
  expect(await answers(port)).toBe(true)
  run.kill('SIGKILL')
  await eventually('nobody listens any more', async () => !(await answers(port)))
})

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
