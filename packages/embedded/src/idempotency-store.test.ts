import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createIdempotencyStore } from './idempotency-store.ts'
import { openDataFile } from './open-data-file.ts'
import { createProcessName } from './process-name.ts'
import { makeFolder } from './testing/make-folder.ts'

const record = { organisationKey: 'hospital', key: 'k1' }
const at = (second: number): string => `2025-06-20T14:00:${String(second).padStart(2, '0')}.000Z`
const request = (second: number) => ({ ...record, bodyHash: 'b1', at: at(second), staleAfterMs: 600_000 })

async function open() {
  const db = await openDataFile(join(makeFolder(onTestFinished), 'idempotency.db'))
  onTestFinished(() => db.close())
  const own = createProcessName()
  const [host, , startedAt] = own.split('/')
  // No process has this number: Linux gives none above 2^22.
  const killed = [host, 2 ** 22 + 1, startedAt, 'x'].join('/')
  return { db, here: createIdempotencyStore(db, own), killed: createIdempotencyStore(db, killed) }
}

test('a retry takes over at once what a killed process had begun, whose late answer counts no more', async () => {
  const { here, killed } = await open()
  expect(await killed.begin(request(0))).toEqual({ kind: 'started' })
  expect(await here.begin(request(1))).toEqual({ kind: 'started' })
  const answer = { status: 201, body: '{}', contentType: 'application/json' }
  await killed.finish({ ...record, ...answer, at: at(0) })
  expect(await here.begin(request(2))).toEqual({ kind: 'running' })
})

test('a record from before it was kept which process works on it waits until it is stale', async () => {
  const { db, here } = await open()
  await here.begin(request(0))
  db.exec('UPDATE idempotency_records SET process = NULL')
  expect(await here.begin(request(1))).toEqual({ kind: 'running' })
  expect(await here.begin({ ...request(1), staleAfterMs: 500 })).toEqual({ kind: 'started' })
})
