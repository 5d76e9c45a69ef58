import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'

/** Where one installation lives across its processes. The port stays, since mailed links name it. */
export type Place = { readonly folder: string; readonly port: number }

/** The process a user runs, started directly: its pid is its own, and ending it ends nothing else. */
export type StartedProcess = {
  /** Waits until the demonstration is played and everyone has a link to sign in with. */
  played(): Promise<void>
  isPlayed(): boolean
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
  /** SIGTERM; throws where that does not end it with exit code 0. */
  stop(): Promise<void>
}

const main = fileURLToPath(import.meta.resolve('@recallwire/infra-embedded/main.ts'))
const patienceMs = 90_000

/** Starts it on this place and resolves as soon as it listens. */
export async function startProcess({ folder, port }: Place): Promise<StartedProcess> {
  const child = spawn(process.execPath, [main, '--data', folder, '--port', String(port)], {
    env: { ...withoutOurSettings(process.env), RECALLWIRE_GATHER_MS: '200' },
  })
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
  const says = (text: RegExp) =>
    eventually(
      `the process says ${text}`,
      () => {
        if (!expected && (child.exitCode !== null || child.signalCode !== null))
          throw new Error(`the process ended by itself (${child.exitCode}): ${complaints}`)
        return text.test(told)
      },
      patienceMs,
    )
  const end = (signal: NodeJS.Signals) => {
    expected = true
    child.kill(signal)
    return ended
  }
  try {
    await says(/^(Made|Opened) /m)
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
  return {
    played: () => says(/^Listening on/m),
    isPlayed: () => /^Listening on/m.test(told),
    kill: async () => {
      await end('SIGKILL')
    },
    stop: async () => {
      const how = await end('SIGTERM')
      if (how !== 0) throw new Error(`the process ended with ${how}: ${complaints}`)
    },
  }
}

/** What the test run itself is told by is no setting of an installation, which would refuse it. */
const withoutOurSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RECALLWIRE_')))
