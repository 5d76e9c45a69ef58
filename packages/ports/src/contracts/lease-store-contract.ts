import { describe, expect, test } from 'vitest'
import { minutesLater } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeLeaseStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: leases`, () => {
    test(
      'gives a lease to one owner at a time, until it ends',
      fresh(async ({ one, other }) => {
        expect(await one.leases.take('sweep', 'a', minutesLater(0), minutesLater(10))).toBe(true)
        expect(await other.leases.take('sweep', 'b', minutesLater(9), minutesLater(20))).toBe(false)
        expect(await other.leases.take('sweep', 'b', minutesLater(11), minutesLater(20))).toBe(true)
        expect(await one.leases.take('sweep', 'a', minutesLater(12), minutesLater(30))).toBe(false)
      }),
    )

    test(
      'lets its owner renew it, and keeps leases of other names apart',
      fresh(async ({ one, other }) => {
        await one.leases.take('sweep', 'a', minutesLater(0), minutesLater(10))
        expect(await one.leases.take('sweep', 'a', minutesLater(5), minutesLater(15))).toBe(true)
        expect(await other.leases.take('sweep', 'b', minutesLater(11), minutesLater(20))).toBe(false)
        expect(await other.leases.take('ledger', 'b', minutesLater(1), minutesLater(20))).toBe(true)
      }),
    )

    test(
      'is free as soon as its owner gives it back, and stays when another does',
      fresh(async ({ one, other }) => {
        await one.leases.take('sweep', 'a', minutesLater(0), minutesLater(10))
        await other.leases.release('sweep', 'b')
        expect(await other.leases.take('sweep', 'b', minutesLater(1), minutesLater(10))).toBe(false)
        await one.leases.release('sweep', 'a')
        expect(await other.leases.take('sweep', 'b', minutesLater(1), minutesLater(10))).toBe(true)
      }),
    )

    test(
      'lists what is held of a kind, and nothing that ended, was given back or is of another kind',
      fresh(async ({ one, other }) => {
        await one.leases.take('sender/a', 'a', minutesLater(0), minutesLater(10))
        await other.leases.take('sender/b', 'b', minutesLater(0), minutesLater(10))
        await other.leases.take('sender/c', 'c', minutesLater(0), minutesLater(1))
        await one.leases.take('sender/d', 'd', minutesLater(0), minutesLater(10))
        await one.leases.release('sender/d', 'd')
        await one.leases.take('sweep', 'a', minutesLater(0), minutesLater(10))
        expect((await other.leases.held('sender/', minutesLater(5))).toSorted()).toEqual([
          'sender/a',
          'sender/b',
        ])
      }),
    )

    test(
      'has one winner when several ask at once',
      fresh(async ({ one, other }) => {
        const asked = await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            (index % 2 === 0 ? one : other).leases.take(
              'sweep',
              `${index}`,
              minutesLater(0),
              minutesLater(1),
            ),
          ),
        )
        expect(asked.filter(Boolean)).toHaveLength(1)
      }),
    )
  })
}
