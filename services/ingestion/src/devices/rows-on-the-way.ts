import { setTimeout as delay } from 'node:timers/promises'
import type { BackEnd } from '@recallwire/ports/back-end.ts'

/** The group under which the matcher reads the log and writes the registry. */
const writerOfRegistry = 'matcher'
const lookEveryMs = 50

/**
 * Waits, up to a limit, until every row that was committed before this call has reached the registry, and says how many
 * have not: in staging until they are published, then in the log until the matcher has handled them. Counted in this order no
 * row can slip through between the two.
 */
export async function rowsOnTheWay(
  { imports, log }: Pick<BackEnd, 'imports' | 'log'>,
  limitMs: number,
  signal: AbortSignal,
): Promise<number> {
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const rows = (await imports.waiting()) + (await log.lag(writerOfRegistry, ['registry.events']))
    if (rows === 0 || waitedMs >= limitMs) return rows
    await delay(lookEveryMs, undefined, { signal })
  }
}
