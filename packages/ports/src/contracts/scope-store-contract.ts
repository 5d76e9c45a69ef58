import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import { sampleId, sampleScope } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeScopeStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: scopes`, () => {
    test(
      'moves the version with every save, whoever made it',
      fresh(async ({ one, other }) => {
        const seen = [await one.scopes.version()]
        for (const [backEnd, expectedVersion] of [
          [one, 0],
          [other, 1],
          [one, 2],
        ] as const) {
          await save(backEnd, 'recall', expectedVersion)
          const [here, there] = await Promise.all([one.scopes.version(), other.scopes.version()])
          expect(there).toBe(here)
          seen.push(here)
        }
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
      }),
    )

    test(
      'shows a reader that sees a version every scope written up to it',
      fresh(async ({ one, other }) => {
        const labels = Array.from({ length: 20 }, (_, index) => `recall ${index}`)
        const known = new Map<string, number>()
        let version = 0
        const look = async () => {
          const look = await other.scopes.changedSince(version, plenty)
          version = look.version
          for (const scope of look.scopes) known.set(scope.recallId, scope.revision)
        }
        const writes = labels.map(async (label, index) => {
          await save(index % 2 === 0 ? one : other, label, 0)
          await look()
          expect(known.has(sampleId(label))).toBe(true)
        })
        await Promise.all(writes)
        expect(known.size).toBe(20)
      }),
    )

    test(
      'tells a scope that was written again once more, in its newest state, and nothing to who is up to date',
      fresh(async ({ one, other }) => {
        await save(one, 'a', 0)
        await save(one, 'b', 0)
        const before = await other.scopes.changedSince(0, plenty)
        expect(before.scopes).toHaveLength(2)
        await save(one, 'a', 1, { revision: 2 })
        await save(one, 'a', 2, { revision: 3, open: false })
        const after = await other.scopes.changedSince(before.version, plenty)
        expect(after.scopes).toEqual([sampleScope(sampleId('a'), { revision: 3, open: false })])
        expect(after.version).toBe(await other.scopes.version())
        expect(await other.scopes.changedSince(after.version, plenty)).toEqual({
          version: after.version,
          scopes: [],
        })
      }),
    )

    test(
      'brings a reader up in steps, through which a scope that is written again is not lost',
      fresh(async ({ one, other }) => {
        for (const label of ['a', 'b', 'c', 'd', 'e']) await save(one, label, 0)
        const first = await other.scopes.changedSince(0, 2)
        expect(first.scopes.map(({ recallId }) => recallId)).toEqual([sampleId('a'), sampleId('b')])
        await save(one, 'c', 1, { revision: 2 })
        const second = await other.scopes.changedSince(first.version, 2)
        expect(second.scopes.map(({ recallId }) => recallId)).toEqual([sampleId('d'), sampleId('e')])
        expect(second.version).toBeLessThan(await other.scopes.version())
        const last = await other.scopes.changedSince(second.version, 2)
        expect(last.scopes).toEqual([sampleScope(sampleId('c'), { revision: 2 })])
        expect(last.version).toBe(await other.scopes.version())
      }),
    )
  })
}

/** More than a test writes. */
const plenty = 1_000

async function save({ scopes }: BackEnd, label: string, expectedVersion: number, more = {}): Promise<void> {
  const id = sampleId(label)
  const saved = await scopes.save({ id, expectedVersion, next: sampleScope(id, more), events: [] })
  expect(saved.kind).toBe('saved')
}
