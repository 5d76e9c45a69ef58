import type { ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { ScopeStore } from '@recallwire/ports/scope-store.ts'
import { afterEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { createScopeIndex } from './scope-index.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const backEnd of open.splice(0)) await backEnd.close()
})

async function storeOf(count: number): Promise<ScopeStore> {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  open.push(backEnd)
  const ids = Array.from({ length: count }, (_, number) => idOf(number))
  await Promise.all(ids.map((recallId) => save(backEnd.scopes, recallId, 0)))
  return backEnd.scopes
}

const idOf = (number: number): string => `r${String(number).padStart(5, '0')}`

const di = '09506000134352'
const product: ScopeProduct = {
  productId: 'P1',
  name: 'Bedside pump',
  manufacturer: 'Northwind Devices',
  refs: [],
  dis: [di],
  units: { lots: ['L1'] },
  verbatim: 'Lot L1',
}

async function save(scopes: ScopeStore, recallId: string, expectedVersion: number, more = {}): Promise<void> {
  const scope = { recallId, revision: 1, open: true, products: [product], links: [], linking: 0, ...more }
  const saved = await scopes.save({ id: recallId, expectedVersion, next: scope, events: [] })
  expect(saved.kind).toBe('saved')
}

test('lets other work go on while it reads many scopes', async () => {
  const index = createScopeIndex(await storeOf(1_000))
  const progress: number[] = []
  const watch = setInterval(() => progress.push(index.open().length), 0)
  await index.refresh()
  clearInterval(watch)
  expect(index.open()).toHaveLength(1_000)
  expect(progress.some((read) => read > 0 && read < 1_000)).toBe(true)
})

test('reads every scope once for all that ask at once', async () => {
  const store = await storeOf(500)
  const read: string[] = []
  const index = createScopeIndex({
    version: store.version,
    changedSince: async (version, limit) => {
      const changed = await store.changedSince(version, limit)
      read.push(...changed.scopes.map(({ recallId }) => recallId))
      return changed
    },
  })
  await Promise.all(Array.from({ length: 10 }, () => index.refresh()))
  expect(read.toSorted()).toEqual(index.open().map(({ recallId }) => recallId))
  read.length = 0
  await save(store, idOf(7), 1, { revision: 2 })
  await index.refresh()
  expect(read).toEqual([idOf(7)])
  expect(index.get(idOf(7))?.revision).toBe(2)
})

test('sees every scope that was written before it was asked', async () => {
  const store = await storeOf(0)
  const index = createScopeIndex(store)
  const looks = Array.from({ length: 50 }, async (_, number) => {
    await save(store, idOf(number), 0)
    await index.refresh()
    expect(index.get(idOf(number))?.revision).toBe(1)
  })
  await Promise.all(looks)
})

test('keeps of a recall that is over only that it is', async () => {
  const store = await storeOf(2)
  const index = createScopeIndex(store)
  await save(store, idOf(1), 1, { open: false })
  await index.refresh()
  expect(index.get(idOf(1))).toMatchObject({ open: false, products: [] })
  expect(index.look({ di, lot: 'L1' })).toMatchObject({ recallIds: [idOf(0)], endedIds: [idOf(1)] })
})
