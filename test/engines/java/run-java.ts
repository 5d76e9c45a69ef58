import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

export type JavaProcess = {
  readonly pid: number
  readonly ended: boolean
  /** Sends the signal and resolves when the process is gone. SIGTERM becomes SIGKILL after ten seconds. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** The end of what it printed. */
  lastWords(): string
}

export type JavaProgram = {
  readonly classpath: string
  readonly mainClass: string
  readonly arguments: readonly string[]
  readonly options?: readonly string[]
  readonly logFile: string
}

/**
 * Starts a Java program that lives no longer than this process: its standard input is a pipe from here, and it ends when
 * that does (`EndsWithParent.java`).
 */
export function startJava(program: JavaProgram): JavaProcess {
  const log = openSync(program.logFile, 'a')
  const child = spawn(
    'java',
    [
      '-XX:+UseSerialGC',
      ...(program.options ?? []),
      '-cp',
      program.classpath,
      'EndsWithParent',
      program.mainClass,
      ...program.arguments,
    ],
    { stdio: ['pipe', log, log] },
  )
  closeSync(log)
  // A pipe to a process that was killed breaks, and that is no error here.
  child.stdin?.on('error', () => undefined)
  const exited = exitOf(child)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    pid: child.pid ?? 0,
    get ended() {
      return hasEnded()
    },
    end: async (signal) => {
      if (hasEnded()) return
      child.kill(signal)
      const late = new AbortController()
      await Promise.race([exited, delay(10_000, undefined, { signal: late.signal }).catch(() => undefined)])
      late.abort()
      if (!hasEnded()) child.kill('SIGKILL')
      await exited
    },
    lastWords: () => readFileSync(program.logFile, 'utf8').slice(-2_000),
  }
}

async function exitOf(child: ChildProcess): Promise<void> {
  await Promise.race([once(child, 'exit'), once(child, 'error')])
}
