import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createLifecycle, untilSignal } from './lifecycle.ts'

describe('stopping', () => {
  it('closes in reverse order of opening, once', async () => {
    const closed: string[] = []
    const lifecycle = createLifecycle()
    for (const name of ['store', 'log', 'server']) lifecycle.add(name, () => void closed.push(name))
    await Promise.all([lifecycle.stop(), lifecycle.stop()])
    await lifecycle.stop()
    expect(closed).toEqual(['server', 'log', 'store'])
  })

  it('goes on after a part that fails or hangs, and reports both', async () => {
    const closed: string[] = []
    const lifecycle = createLifecycle({ closeLimitMs: 20 })
    lifecycle.add('store', () => void closed.push('store'))
    lifecycle.add('mailer', () => new Promise(() => undefined))
    lifecycle.add('server', () => {
      throw new Error('socket stuck')
    })
    await expect(lifecycle.stop()).rejects.toMatchObject({
      errors: [
        { message: 'socket stuck' },
        { code: 'stop-incomplete', message: '"mailer" did not close within 20 ms' },
      ],
    })
    expect(closed).toEqual(['store'])
  })

  it('refuses a part that comes too late to be closed', async () => {
    const lifecycle = createLifecycle()
    await lifecycle.stop()
    expect(() => lifecycle.add('late', () => undefined)).toThrow(/"late" was added while stopping/)
  })
})

describe('waiting for the end', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('stops on %s and lets a second signal through', async (signal) => {
    const source = new EventEmitter()
    const lifecycle = createLifecycle()
    const closing = Promise.withResolvers<void>()
    lifecycle.add('server', () => closing.promise)
    const ended = untilSignal(source, lifecycle)
    source.emit(signal, signal)
    await expect.poll(() => source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
    closing.resolve()
    expect(await ended).toBe(signal)
  })

  it('stops and rejects when a part fails for good', async () => {
    const closed: string[] = []
    const lifecycle = createLifecycle()
    lifecycle.add('store', () => void closed.push('store'))
    const ended = untilSignal(new EventEmitter(), lifecycle)
    lifecycle.fail(new Error('a bug'))
    await expect(ended).rejects.toThrow('a bug')
    expect(closed).toEqual(['store'])
  })
})
