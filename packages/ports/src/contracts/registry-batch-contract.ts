import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { describe, expect, test } from 'vitest'
import { sampleEvent, sampleHolding, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { idsOf, readEvents } from './read-events.ts'

const service = serviceReader('contract')

export function describeRegistryBatches(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: many rows of the registry at once`, () => {
    test(
      'saves many rows in one call, each refused for itself, and answers in the order given',
      fresh(async ({ one, other }) => {
        const there = sampleHolding(sampleId('there'))
        const { registry } = one
        await registry.save({ id: there.holdingId, expectedVersion: 0, next: there, events: [] })
        const rows = ['a', 'b', 'c'].map((label) => sampleHolding(sampleId(label)))
        const stale = { ...there, facts: { serial: 'OTHER' } }
        const changes = [...rows.slice(0, 2), stale, ...rows.slice(2)].map((next) => ({
          id: next.holdingId,
          expectedVersion: 0,
          next,
          events: [sampleEvent(next.holdingId)],
        }))
        const saved = { kind: 'saved', version: 1 }
        expect(await registry.saveAll(changes)).toEqual([saved, saved, { kind: 'conflict' }, saved])
        for (const row of [...rows, there])
          expect(await other.registry.get(service, row.holdingId)).toEqual({ version: 1, document: row })
        expect((await other.registry.byKeys(service, ['di:00000000000017'], 10)).items).toHaveLength(4)
        const told = idsOf(await readEvents(one, 'audit.events'))
        expect([...told].sort()).toEqual(rows.map(({ holdingId }) => holdingId).sort())
        const again = changes.map((change) => ({ ...change, expectedVersion: 1, events: [] }))
        expect((await other.registry.saveAll(again)).map(({ kind }) => kind)).toEqual(
          changes.map(() => 'saved'),
        )
        expect((await registry.get(service, there.holdingId))?.document).toEqual(stale)
        expect(await registry.saveAll([])).toEqual([])
      }),
    )
  })
}
