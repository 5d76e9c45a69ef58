import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { z } from 'zod'

const aheadSchema = z.strictObject({ businessMs: z.number(), realMs: z.number() })

/** How far the times of a process are ahead of the machine's; below zero they are behind. */
type Ahead = z.infer<typeof aheadSchema>

export type MovedTime = { business(): string; real(): string }

/** So long what the file said is taken to stand, in milliseconds. */
const lookEveryMs = 20

/**
 * The two times of a worker: business time, and the real time that leases run on. What waits and paces inside a process runs
 * on a clock that never jumps, here as on any machine, so that moving these two is all that a jump of the system's clock does.
 */
export function movedTime(file: string | undefined): MovedTime {
  if (file === undefined) return { business: systemClock.now, real: systemClock.now }
  let ahead: Ahead = { businessMs: 0, realMs: 0 }
  let lookedAt = Number.NEGATIVE_INFINITY
  const look = (): Ahead => {
    if (performance.now() - lookedAt > lookEveryMs) {
      ahead = aheadSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      lookedAt = performance.now()
    }
    return ahead
  }
  return {
    business: () => addMs(systemClock.now(), look().businessMs),
    real: () => addMs(systemClock.now(), look().realMs),
  }
}

/** Sets how far the time of every process that looks into this file is ahead. */
export function moveTime(file: string, ahead: Ahead): void {
  writeFileSync(`${file}.new`, JSON.stringify(ahead))
  renameSync(`${file}.new`, file)
}
