import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createBell } from './bell.ts'
import { type LoopClock, startLoop } from './loop.ts'
import { RecallError } from './recall-error.ts'
import { captureLog } from './testing/test-server.ts'

const fault = () => new RecallError('storage-unavailable', 'busy')

/** Plays one outcome per round, then waits for the stop; records every wait without spending it. */
const play = async (rounds: readonly ('busy' | 'idle' | Error)[]) => {
  const waits: number[] = []
  const errors: unknown[] = []
  const clock: LoopClock = { wait: async (ms) => void waits.push(ms), jitter: () => 0 }
  const { logger, lines } = captureLog()
  const done = Promise.withResolvers<void>()
  let played = 0
  const loop = startLoop({
    name: 'relay',
    idleMs: 1000,
    logger,
    clock,
    onError: (error) => {
      errors.push(error)
      done.resolve()
    },
    run: async (signal) => {
      const outcome = rounds[played]
      played += 1
      if (outcome instanceof Error) throw outcome
      if (outcome !== undefined) return outcome
      done.resolve()
      await once(signal, 'abort')
      throw new DOMException('stopped', 'AbortError')
    },
  })
  await done.promise
  await loop.stop()
  return { waits, errors, played, lines }
}

describe('a loop', () => {
  it('waits only after an idle round', async () => {
    expect(await play(['busy', 'busy', 'idle', 'busy', 'idle'])).toMatchObject({
      waits: [1000, 1000],
      played: 6,
      errors: [],
    })
  })

  it('waits longer with each fault a retry can heal, and starts over after a good round', async () => {
    const { waits, lines } = await play([
      fault(),
      fault(),
      fault(),
      'busy',
      new Error('wrapped', { cause: fault() }),
    ])
    expect(waits).toEqual([50, 100, 200, 50])
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('"level":"warn"')
  })

  it.each([
    ['a bug', new TypeError('undefined is not a function')],
    ['a fault no retry heals', new RecallError('storage-damaged', 'checksum')],
  ])('ends with %s and hands it over', async (_name, error) => {
    expect(await play(['busy', error, 'busy'])).toMatchObject({ errors: [error], played: 2, waits: [] })
  })

  it('ends its wait at a ring, and looks again at once for what was rung during its round', async () => {
    const bell = createBell()
    const rounds: number[] = []
    const reached = Promise.withResolvers<void>()
    const loop = startLoop({
      name: 'rung',
      idleMs: 3_600_000,
      bell,
      logger: captureLog().logger,
      onError: reached.reject,
      run: async () => {
        rounds.push(rounds.length)
        if (rounds.length === 1) setImmediate(bell.ring)
        if (rounds.length === 2) bell.ring()
        if (rounds.length === 3) reached.resolve()
        return 'idle'
      },
    })
    await reached.promise
    await loop.stop()
    expect(rounds).toEqual([0, 1, 2])
  })

  it('ends its own wait when it is stopped', async () => {
    const rounds: string[] = []
    const first = Promise.withResolvers<void>()
    const loop = startLoop({
      name: 'poll',
      idleMs: 3_600_000,
      logger: captureLog().logger,
      onError: (error) => rounds.push(String(error)),
      run: async () => {
        rounds.push('round')
        first.resolve()
        return 'idle'
      },
    })
    await first.promise
    await loop.stop()
    await loop.stop()
    expect(rounds).toEqual(['round'])
  })

  it('lets timers run while it is busy', async () => {
    const fired = Promise.withResolvers<void>()
    const loop = startLoop({
      name: 'busy',
      idleMs: 1,
      logger: captureLog().logger,
      onError: fired.reject,
      run: async () => 'busy',
    })
    setTimeout(fired.resolve, 1)
    await fired.promise
    await loop.stop()
  })
})
