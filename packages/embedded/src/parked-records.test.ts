import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from './open-embedded.ts'
import { parked } from './schema/021-parked.ts'
import { migrations } from './schema/migrations.ts'
import { makeFolder } from './testing/make-folder.ts'

const at = '2025-06-20T14:00:00.000Z'

test('what was parked before there was a list of it is on the list', async () => {
  const file = join(makeFolder(onTestFinished), 'recallwire.db')
  const before = migrations.slice(0, migrations.indexOf(parked))
  const old = new DatabaseSync(file)
  for (const migration of before) old.exec(migration)
  old.exec(`PRAGMA application_id = ${0x5243574c}; PRAGMA user_version = ${before.length}`)
  old.exec(
    "INSERT INTO log_topics VALUES (1, 'case.events', 4), (2, 'case.events.parked', 4), (3, 'mail.events', 4)",
  )
  const place = (topic: number, partition: number, offset: number) =>
    (topic * 2 ** 8 + partition) * 2 ** 36 + offset
  const insert = old.prepare('INSERT INTO log_records (position, key, value, headers) VALUES (?, ?, ?, ?)')
  const headers = JSON.stringify({ [parkedHeaders.at]: at })
  insert.run(place(1, 2, 7), 'key', Buffer.from('fine'), '{}')
  insert.run(place(2, 3, 0), 'key', Buffer.from('first'), headers)
  insert.run(place(2, 3, 1), 'key', Buffer.from('second'), '{}')
  insert.run(place(3, 0, 0), 'key', Buffer.from('fine'), '{}')
  old.close()
  const backEnd = await openEmbedded({ file, realNow: () => at })
  onTestFinished(() => backEnd.close())
  const { items } = await backEnd.parked.list('waiting', 10)
  expect(
    items.map(({ parkedId, parkedAt, value }) => [parkedId, parkedAt, String(Buffer.from(value))]),
  ).toEqual([
    ['case.events.3.1', '1970-01-01T00:00:00.000Z', 'second'],
    ['case.events.3.0', at, 'first'],
  ])
  expect(items.every(({ topic }) => topic === 'case.events')).toBe(true)
})
