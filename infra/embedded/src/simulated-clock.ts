import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addMs } from '@recallwire/domain/time.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { z } from 'zod'

/** Business time that can be moved forward, never back. Between moves it runs as real time does. */
export interface SimulatedClock extends Clock {
  /** Moves by so many hours, one at a time, so that what falls due on the way happens on its own day. */
  advance(hours: number): void
  /** Where a move under way will end. */
  movingTo(): string | undefined
  stop(): void
}

export type SimulatedClockOptions = {
  readonly dataFolder: string
  readonly realNow: () => string
  /** Calls `tick` again and again until what it returns is called. */
  readonly everyStep: (tick: () => void) => () => void
}

const hourMs = 3_600_000
const storedSchema = z.strictObject({ aheadHours: z.int().min(0) })

const fileIn = (dataFolder: string): string => join(dataFolder, 'clock.json')

/** Whether this folder's time was ever moved: its records lie in what real time calls the future. */
export const wasMoved = (dataFolder: string): boolean => readAhead(dataFolder) > 0

/**
 * Remembers in the data folder how far it is ahead: after a restart time would else run backwards. Throws RecallError
 * `storage-damaged` for a file that is not its own.
 */
export function openSimulatedClock(options: SimulatedClockOptions): SimulatedClock {
  const { dataFolder, realNow, everyStep } = options
  let aheadHours = readAhead(dataFolder)
  let left = 0
  let stopSteps: (() => void) | undefined
  const now = () => addMs(realNow(), aheadHours * hourMs)
  const stop = () => {
    stopSteps?.()
    stopSteps = undefined
  }
  const step = () => {
    if (left === 0) return stop()
    // Stored first: a time that was once told is never told again.
    writeAhead(dataFolder, aheadHours + 1)
    aheadHours += 1
    left -= 1
  }
  return {
    now,
    advance: (hours) => {
      left += hours
      stopSteps ??= everyStep(step)
    },
    movingTo: () => (left === 0 ? undefined : addMs(now(), left * hourMs)),
    stop,
  }
}

function readAhead(dataFolder: string): number {
  const file = fileIn(dataFolder)
  if (!existsSync(file)) return 0
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).aheadHours
  } catch (cause) {
    throw new RecallError(
      'storage-damaged',
      `${file} is damaged: restore it, since the records beside it are dated by it.`,
      { cause },
    )
  }
}

function writeAhead(dataFolder: string, aheadHours: number): void {
  const file = fileIn(dataFolder)
  writeFileSync(`${file}.new`, JSON.stringify({ aheadHours }))
  renameSync(`${file}.new`, file)
}
