import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'

/** A process that a test started: its pid is its own, and ending it ends nothing else. */
export type SpawnedProcess = {
  readonly pid: number
  /** Waits until it says something that matches, on standard output. Throws when it ends by itself before. */
  says(text: RegExp): Promise<void>
  /** What it said on standard output so far. */
  said(): string
  /** What it complained of on standard error so far. */
  complaints(): string
  isOver(): boolean
  /** SIGSTOP: it lives and does nothing, as a machine that is frozen. */
  freeze(): void
  /** SIGCONT. */
  thaw(): void
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
  /** Resolves with how it ended, whoever ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
  /** SIGTERM; throws where that does not end it with exit code 0. */
  stop(): Promise<void>
}

export type Spawning = {
  /** The program and its arguments, after Node's own. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A program that starts Node, such as strace, with its arguments; left out, Node is started directly. */
  readonly under?: readonly [string, ...string[]]
}

const patienceMs = 240_000

export function spawnProcess({ args, env = {}, under }: Spawning): SpawnedProcess {
  const [program, ...before] = under === undefined ? [process.execPath] : [...under, process.execPath]
  const child = spawn(
    program ?? process.execPath,
    [...before, '--disable-warning=TimeoutNegativeWarning', ...args],
    {
      env: { ...withoutSettings(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let [told, complaints] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  let expected = false
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const send = (signal: NodeJS.Signals) => {
    if (under === undefined) child.kill(signal)
    else if (!isOver()) process.kill(childOf(child.pid), signal)
  }
  const end = (signal: NodeJS.Signals) => {
    expected = true
    send(signal)
    return ended
  }
  return {
    pid: child.pid ?? 0,
    says: (text) =>
      eventually(
        `the process says ${text}`,
        () => {
          if (!expected && isOver() && !text.test(told))
            throw new Error(
              `the process ended by itself (${child.exitCode ?? child.signalCode}): ${complaints}`,
            )
          return text.test(told) || isOver()
        },
        patienceMs,
      ),
    said: () => told,
    complaints: () => complaints,
    isOver,
    freeze: () => send('SIGSTOP'),
    thaw: () => send('SIGCONT'),
    kill: async () => {
      await end('SIGKILL')
    },
    ended,
    stop: async () => {
      const how = await end('SIGTERM')
      if (how !== 0) throw new Error(`the process ended with ${how}: ${complaints}`)
    },
  }
}

/** The process that another one started; that one ends with it. */
function childOf(pid = 0): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return children === '' ? pid : Number(children.split(' ')[0])
}

/** What the test run itself is told by is no setting of an installation, which would refuse it. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(RECALLWIRE_|AWS_|NODE_OPTIONS$)/.test(name)))
