import { describe, expect, test } from 'vitest'
import { sampleEvent, sampleId, sampleScope } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { idsOf, readEvents, relayAll } from './read-events.ts'

export function describeOutbox(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: the outbox`, () => {
    test(
      'publishes up to the limit, says how many, and 0 when none waits',
      fresh(async ({ one, other }) => {
        expect(await one.outbox.relay(10)).toBe(0)
        expect(await one.outbox.waiting()).toEqual({ count: 0 })
        const before = new Date().toISOString()
        const id = sampleId('recall')
        const events = ['a', 'b', 'c'].map((label) => sampleEvent(label))
        await one.scopes.save({ id, expectedVersion: 0, next: sampleScope(id), events })
        const waiting = await other.outbox.waiting()
        expect(waiting.count).toBe(3)
        expect(waiting.oldestAt && waiting.oldestAt >= before).toBe(true)
        expect(await other.outbox.relay(2)).toBe(2)
        expect((await one.outbox.waiting()).count).toBe(1)
        expect(await one.outbox.relay(2)).toBe(1)
        expect(await one.outbox.relay(2)).toBe(0)
        expect(idsOf(await readEvents(one, 'audit.events'))).toEqual(['a', 'b', 'c'])
      }),
    )

    test(
      'tells whoever asked to be told when something was put in, until he has ended that',
      fresh(async ({ one }) => {
        if (one.outbox.onPut === undefined) return
        const heard = Promise.withResolvers<void>()
        let times = 0
        const end = one.outbox.onPut(() => {
          times += 1
          heard.resolve()
        })
        const id = sampleId('recall')
        const change = { id, next: sampleScope(id), events: [sampleEvent('a')] }
        await one.scopes.save({ ...change, expectedVersion: 7 })
        await one.scopes.save({ ...change, expectedVersion: 0 })
        await heard.promise
        expect([times, (await one.outbox.waiting()).count]).toEqual([1, 1])
        end()
        await one.scopes.save({ ...change, expectedVersion: 1 })
        expect(times).toBe(1)
      }),
    )

    test(
      'addresses each record with the key of its event',
      fresh(async ({ one }) => {
        const id = sampleId('recall')
        const keys = ['k1', 'k2', 'k3'].map(sampleId)
        const events = keys.map((key) => sampleEvent(key, key))
        await one.scopes.save({ id, expectedVersion: 0, next: sampleScope(id), events })
        await relayAll(one.outbox)
        const records = await Array.fromAsync(one.log.read('audit.events'))
        expect(records.map(({ key }) => key).sort()).toEqual([...keys].sort())
      }),
    )

    test(
      'keeps the order per key while several relays run and documents are written',
      fresh(async ({ one, other }) => {
        const keys = ['k1', 'k2', 'k3', 'k4', 'k5'].map(sampleId)
        const rounds = Array.from({ length: 20 }, (_, round) => round)
        let written = false
        const write = async () => {
          for (const round of rounds) {
            await Promise.all(
              keys.map((key, index) =>
                (index % 2 === 0 ? one : other).scopes.save({
                  id: key,
                  expectedVersion: round,
                  next: sampleScope(key),
                  events: [
                    sampleEvent(`${key} ${2 * round}`, key),
                    sampleEvent(`${key} ${2 * round + 1}`, key),
                  ],
                }),
              ),
            )
          }
          written = true
        }
        const relay = async ({ outbox }: typeof one, limit: number) => {
          while (!written || (await outbox.waiting()).count > 0) {
            await outbox.relay(limit)
            await new Promise((resolve) => setTimeout(resolve, 1))
          }
        }
        await Promise.all([write(), relay(one, 3), relay(other, 5), relay(one, 4)])
        const ids = idsOf(await readEvents(one, 'audit.events'))
        for (const key of keys) {
          const ofKey = ids.filter((id) => id.startsWith(key))
          expect(ofKey).toEqual(rounds.flatMap((round) => [`${key} ${2 * round}`, `${key} ${2 * round + 1}`]))
        }
      }),
    )
  })
}
