import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'

const main = join(import.meta.dirname, '..', 'main.ts')
const patienceMs = 60_000

/** The command a user runs, without the package manager before it, and what it says. */
export function startMain(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...withoutSettings(process.env), RECALLWIRE_GATHER_MS: '0', ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  return {
    said,
    /** The exit code, or the signal that ended it. */
    ended,
    isOver,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    /** Waits for the text; ends at once, for the test to see, when the process ends without saying it. */
    says: (text: string) =>
      eventually(`it says "${text}"`, () => said.out.includes(text) || isOver(), patienceMs),
  }
}
export type StartedMain = ReturnType<typeof startMain>

/** What the test run itself is told by is no setting of an installation, which would refuse it. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RECALLWIRE_')))

/** Holds a port as another program would. */
export async function occupyPort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    port: address.port,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
