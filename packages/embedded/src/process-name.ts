import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/**
 * A name for one opening of the data file that says which process it belongs to, so that what a killed process held is
 * free at once and not only when its lease ends.
 */
export const createProcessName = (): string =>
  [hostname(), process.pid, Math.round(performance.timeOrigin), randomUUID()].join('/')

/**
 * Whether the named process has certainly ended. One of another host (a container that shares the folder), or another
 * process that was given the same number since, counts as alive: then the lease decides.
 */
export function isGone(name: string): boolean {
  const [host, pid, startedAt] = name.split('/')
  const id = Number(pid)
  if (host !== hostname() || !Number.isInteger(id) || id <= 0) return false
  if (id === process.pid) return Number(startedAt) !== Math.round(performance.timeOrigin)
  try {
    // Signal 0 is delivered to nobody: it asks whether the process is there.
    process.kill(id, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
