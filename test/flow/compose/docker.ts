import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The client's binary: one that fits the engine, where several are on the machine. */
const client = process.env.RECALLWIRE_TEST_DOCKER ?? 'docker'
const host = process.env.RECALLWIRE_TEST_DOCKER_HOST ?? process.env.DOCKER_HOST
const env = { ...process.env, ...(host === undefined ? {} : { DOCKER_HOST: host }) }

const images = ['node:24-bookworm-slim', 'apache/kafka:4.4.0', 'mongo:8']

/** Why the compose file cannot be brought up here; undefined where it can. Nothing is downloaded for a test. */
export function missingOfDocker(): string | undefined {
  if (host === undefined && !existsSync('/var/run/docker.sock')) return 'no Docker engine on this machine'
  const missing = [['version'], ['compose', 'version'], ...images.map((image) => ['image', 'inspect', image])]
  for (const command of missing) {
    try {
      execFileSync(client, command, { env, stdio: 'ignore', timeout: 20_000 })
    } catch {
      return `docker ${command.join(' ')} fails: no engine, no compose, or a base image that is not here`
    }
  }
  return undefined
}

export type Stack = {
  /** Runs `docker compose` for this stack and gives what it printed. */
  compose(...command: readonly string[]): Promise<string>
  /** Kills the process of a service's container, as a fault would: `docker kill` would keep it from being started anew. */
  killProcessOf(service: string): Promise<void>
  /** Whether a service's container is healthy, and since when its process runs. */
  stateOf(service: string): Promise<{ readonly healthy: boolean; readonly startedAt: string }>
}

/** A stack of its own, of these files over each other. */
export function openStack(
  project: string,
  files: readonly string[],
  variables: Readonly<Record<string, string>>,
): Stack {
  const options = { env: { ...env, ...variables }, cwd: root, maxBuffer: 64 * 1_024 * 1_024 }
  const docker = async (...command: readonly string[]) =>
    (
      await run(client, command, options).catch(({ stderr, cause }) => {
        throw new Error(`docker ${command.slice(0, 8).join(' ')} failed:\n${String(stderr).slice(-4_000)}`, {
          cause,
        })
      })
    ).stdout
  const compose = (...command: readonly string[]) =>
    docker(
      'compose',
      ...files.flatMap((file) => ['--file', join(root, file)]),
      '--project-name',
      project,
      ...command,
    )
  const inspect = async (service: string) => {
    const id = (await compose('ps', '--all', '--quiet', service)).trim()
    const format = '{{.State.Pid}} {{.State.StartedAt}} {{if .State.Health}}{{.State.Health.Status}}{{end}}'
    const [pid = '', startedAt = '', health = ''] = (await docker('inspect', '--format', format, id))
      .trim()
      .split(' ')
    return { pid: Number(pid), startedAt, health }
  }
  return {
    compose,
    killProcessOf: async (service) => {
      const { pid } = await inspect(service)
      if (!Number.isInteger(pid) || pid < 2) throw new Error(`${service} has no process to kill`)
      process.kill(pid, 'SIGKILL')
    },
    stateOf: async (service) => {
      const { startedAt, health } = await inspect(service)
      return { healthy: health === 'healthy', startedAt }
    },
  }
}
