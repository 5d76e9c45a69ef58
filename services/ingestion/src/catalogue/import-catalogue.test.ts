import { Readable } from 'node:stream'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { jsonLine } from './catalogue-file.test-support.ts'
import { importCatalogue } from './import-catalogue.ts'
import { readJsonLines } from './read-json-lines.ts'

const now = () => '2025-06-20T14:00:00.000Z'
const importId = 'i'.repeat(26)
const actor = { organisationId: 'o'.repeat(26), role: 'operator', by: 'operator' } as const

test('a file that is sent again after a crash changes only what is missing, and is told once', async () => {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: now })
  const { catalogue, outbox } = backEnd
  const lines = Array.from({ length: 2_200 }, (_, index) =>
    jsonLine({ recordKey: `K${index}`, dis: ['09506000134352'] }),
  )
  const take = (store: typeof catalogue) => {
    const entries = readJsonLines(Readable.from(lines.map((line) => Buffer.from(line))))
    const request = { importId, actor, entries, signal: new AbortController().signal }
    return importCatalogue({ backEnd: { catalogue: store }, clock: { now } }, request)
  }
  let puts = 0
  const failing: typeof catalogue.put = async (batch) => {
    puts += 1
    if (puts === 2) throw new RecallError('storage-unavailable', 'the disk does not answer')
    return catalogue.put(batch)
  }
  await expect(take({ ...catalogue, put: failing })).rejects.toThrow('the disk does not answer')
  expect((await outbox.waiting()).count).toBe(0)
  expect((await take(catalogue)).document).toMatchObject({
    status: 'committed',
    records: 2_200,
    changed: 200,
  })
  expect((await take(catalogue)).document).toMatchObject({
    status: 'committed',
    records: 2_200,
    changed: 200,
  })
  expect((await outbox.waiting()).count).toBe(1)
  await backEnd.close()
})
