import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

/** The command as a user's shell runs it: a process of its own, with this environment and nothing of the test's. */
export async function runCommand(
  words: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>
    readonly cwd?: string
    readonly input?: string | undefined
  } = {},
): Promise<Ran> {
  const { env = {}, cwd, input } = options
  const program = join(import.meta.dirname, '..', 'main.ts')
  const child = spawn(process.execPath, [program, ...words], {
    env,
    timeout: 30_000,
    ...(cwd === undefined ? {} : { cwd }),
  })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}
