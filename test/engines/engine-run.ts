import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { engineRunVariable, socketName } from './use-engine.ts'

const stopWithinMs = 30_000

/**
 * vitest's global setup: a place where the tests of this run meet for their engines. Nothing is started here; the first
 * test that asks for an engine starts it (`use-engine.ts`), and the end of the run, or of its process, stops it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-engines-'))
  const keepers = new Set<Socket>()
  const gone = new Map<Socket, Promise<void>>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    keepers.add(socket)
    gone.set(socket, new Promise((resolve) => socket.once('close', () => resolve())))
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => announce(String(bytes)))
  })
  await new Promise<void>((resolve) => server.listen(join(folder, socketName), resolve))
  process.env[engineRunVariable] = folder
  return async () => {
    for (const keeper of keepers) keeper.end()
    await Promise.race([Promise.all(gone.values()), delay(stopWithinMs, undefined, { ref: false })])
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function announce(line: string): void {
  const { name, description, address } = JSON.parse(line) as Record<string, string>
  process.stdout.write(`engine ${name}: ${description} (${address})\n`)
}
