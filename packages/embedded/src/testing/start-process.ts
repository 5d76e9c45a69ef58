import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { WhenDone } from './make-folder.ts'

export type Started = {
  /** Resolves with the next line the process prints; rejects when it ends without one. */
  line(): Promise<string>
  /** Ends it as a loss of power would end it, and waits until it is gone. */
  kill(): Promise<void>
}

/** Runs a module as a process of its own, at most until the test has ended. `file` names a file by its path in `src`. */
export function startProcess(whenDone: WhenDone, code: (file: (path: string) => string) => string): Started {
  const file = (path: string) => new URL(`../${path}`, import.meta.url).href
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    ['--input-type=module', '--eval', code(file)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  whenDone(kill)
  return {
    line: async () => {
      const { value, done } = await lines.next()
      if (done) throw new Error('the process ended without printing a line')
      return value
    },
    kill,
  }
}
