import type { Handler, LogRecord } from '@recallwire/ports/event-log.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDeliverer } from './create-deliverer.ts'
import type { Delivery } from './log-client.ts'

type Told = { readonly resolved: number[]; readonly committed: number[]; beats: number; paused: boolean }

/** A delivery of `count` records that notes what it is told. */
function deliveryOf(count: number, changes: Partial<Delivery> = {}): { delivery: Delivery; told: Told } {
  const told: Told = { resolved: [], committed: [], beats: 0, paused: false }
  const delivery: Delivery = {
    topic: 'case.events',
    partition: 0,
    records: Array.from({ length: count }, (_, offset) => ({
      key: 'key',
      value: new Uint8Array(),
      headers: {},
      offset,
    })),
    resolve: (offset) => void told.resolved.push(offset),
    heartbeat: async () => {
      told.beats += 1
    },
    commitIfDue: async () => undefined,
    commit: async (next) => void told.committed.push(next),
    pause: () => {
      told.paused = true
      return () => {
        told.paused = false
      }
    },
    mayGoOn: () => true,
    ...changes,
  }
  return { delivery, told }
}

function deliverTo(handle: Handler, heartbeatMs = 10_000) {
  const stopping = new AbortController()
  const [parked, faults]: [LogRecord[], unknown[]] = [[], []]
  const deliverer = createDeliverer({
    handle,
    recordsOf: (delivery) =>
      delivery.records.map((record) => ({ ...record, topic: 'case.events' as const, partition: 0 })),
    park: async (record) => void parked.push(record),
    heartbeatMs,
    onFault: (error) => void faults.push(error),
    stopping: stopping.signal,
  })
  onTestFinished(() => stopping.abort())
  return { deliverer, parked, faults, stop: () => stopping.abort() }
}

describe('handing over what a member of a group is given', () => {
  test('goes in parts, each resolved when it is done, with a sign of life after each', async () => {
    const sizes: number[] = []
    const { deliverer } = deliverTo(async (records) => void sizes.push(records.length))
    const { delivery, told } = deliveryOf(250)
    await deliverer.deliver(delivery)
    expect(sizes).toEqual([100, 100, 50])
    expect(told).toMatchObject({ resolved: [99, 199, 249], beats: 3, paused: false })
  })

  test('ends between two parts when the records are no longer to be handled', async () => {
    let parts = 0
    const { deliverer } = deliverTo(async () => {
      parts += 1
    })
    const { delivery, told } = deliveryOf(250, { mayGoOn: () => parts === 0 })
    await deliverer.deliver(delivery)
    expect(told.resolved).toEqual([99])
  })

  test('passes a refused sign of life on, so that the member joins again', async () => {
    const refused = new Error('the group is rebalancing')
    const { deliverer } = deliverTo(async () => undefined)
    const { delivery, told } = deliveryOf(150, { heartbeat: () => Promise.reject(refused) })
    await expect(deliverer.deliver(delivery)).rejects.toBe(refused)
    expect(told.resolved).toEqual([99])
  })

  test('says that it lives while a handler works, and tells it to stop when that is refused', async () => {
    const refused = new Error('unknown member')
    let beats = 0
    const heartbeat = async () => {
      beats += 1
      if (beats === 3) throw refused
    }
    const aborted: unknown[] = []
    const { deliverer } = deliverTo(async (_records, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      aborted.push(signal.reason)
      throw new Error('stopped')
    }, 5)
    const { delivery, told } = deliveryOf(1, { heartbeat })
    await expect(deliverer.deliver(delivery)).rejects.toBe(refused)
    expect(aborted).toEqual([refused])
    expect(told).toMatchObject({ resolved: [], paused: false })
  })

  test('steps aside with a part that fails, and lets nothing else of the partition in meanwhile', async () => {
    const tries: number[] = []
    const opened = Promise.withResolvers<void>()
    const { deliverer, parked } = deliverTo(async (records) => {
      tries.push(records.length)
      if (records.length > 1) throw new Error('one of them is bad')
      await opened.promise
    })
    const { delivery, told } = deliveryOf(2)
    await deliverer.deliver(delivery)
    expect(told).toMatchObject({ resolved: [], paused: true })
    const next = deliveryOf(1)
    await deliverer.deliver(next.delivery)
    expect(next.told.resolved).toEqual([])
    opened.resolve()
    await deliverer.idle()
    expect(tries).toEqual([2, 1, 1])
    expect(told).toMatchObject({ resolved: [0, 1], committed: [1, 2], paused: false })
    expect(parked).toEqual([])
  })

  test('keeps the place of what stepped aside although its commit fails for a while', async () => {
    let commits = 0
    const commit = async () => {
      commits += 1
      if (commits === 1) throw new RecallError('log-unavailable', 'the coordinator moves')
    }
    let tries = 0
    const { deliverer, faults } = deliverTo(async () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
    })
    await deliverer.deliver(deliveryOf(1, { commit }).delivery)
    await deliverer.idle()
    expect([tries, commits, faults.length]).toEqual([2, 2, 0])
  })

  test('parks a record that failed five times before its place moves', async () => {
    const { deliverer, parked } = deliverTo(async () => {
      throw new Error('bad')
    })
    const commit = async () => expect(parked).toHaveLength(1)
    const { delivery, told } = deliveryOf(1, { commit })
    await deliverer.deliver(delivery)
    await deliverer.idle()
    expect(parked.map(({ offset }) => offset)).toEqual([0])
    expect(told).toMatchObject({ resolved: [0], paused: false })
  })

  test('moves no place after the partitions were given anew, and is ready for them', async () => {
    const started = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const { deliverer } = deliverTo(async () => {
      started.resolve()
      await finish.promise
    })
    const old = deliveryOf(1)
    const delivered = deliverer.deliver(old.delivery)
    await started.promise
    deliverer.reassigned()
    finish.resolve()
    await delivered
    expect(old.told.resolved).toEqual([])
    const anew = deliveryOf(1)
    await deliverer.deliver(anew.delivery)
    expect(anew.told.resolved).toEqual([0])
  })

  test('ends after the part in hand once it is to stop, and keeps what was done', async () => {
    const started = Promise.withResolvers<void>()
    const { deliverer, stop } = deliverTo(async (_records, signal) => {
      started.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    })
    const { delivery, told } = deliveryOf(150)
    const delivered = deliverer.deliver(delivery)
    await started.promise
    stop()
    await delivered
    await deliverer.idle()
    expect(told.resolved).toEqual([99])
  })

  test('reports a bug in a step aside instead of leaving the partition paused and silent', async () => {
    const bug = new TypeError('undefined is not a function')
    const { deliverer, faults } = deliverTo(async () => {
      throw new Error('bad')
    })
    const { delivery } = deliveryOf(1, {
      resolve: () => {
        throw bug
      },
    })
    await deliverer.deliver(delivery)
    await deliverer.idle()
    expect(faults).toEqual([bug])
  })
})
