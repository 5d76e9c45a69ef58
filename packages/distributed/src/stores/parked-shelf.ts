import { createHash } from 'node:crypto'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import type { Database } from '../database/database.ts'
import { bytesOf, jsonOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import type { ParkedShelf, ShelvedRecord } from '../log/parked-shelf.ts'

/** One without a time counts as the oldest. */
const longAgo = '1970-01-01T00:00:00.000Z'

/** A row is one of the parked records once it has their `state`; until then only its bytes are kept. */
export function createParkedShelf(db: Database): ParkedShelf {
  const rows = db.collection('parked_records')
  return {
    put: async (record) => {
      const _id = nameOf(record)
      const { topic, key, value, headers } = record
      const row = { _id, version: 1, topic, key, value, headers: JSON.stringify(headers) }
      if (await settle(() => rows.insert(row))) return { name: _id, isListed: false }
      const known = await rows.first({ _id }, { only: ['state'] })
      return { name: _id, isListed: known?.state !== undefined }
    },
    list: async (name, parkedId) => {
      const kept = await rows.first({ _id: name }, { only: ['headers'] })
      if (kept === undefined) throw new Error(`the bytes of the parked record ${parkedId} are not kept`)
      const parkedAt = jsonOf<ShelvedRecord['headers']>(kept, 'headers')[parkedHeaders.at] ?? longAgo
      const change = { parkedId, parkedAt, parked: `${parkedAt}/${parkedId}`, state: 'waiting' }
      await settle(() => rows.update({ _id: name, state: { $exists: false } }, { $set: change }))
    },
    read: async (names) => {
      if (names.length === 0) return new Map()
      const found = await rows.find({ _id: { $in: names } }, { only: ['value'] })
      return new Map(found.map((row) => [textOf(row, '_id'), bytesOf(row, 'value')]))
    },
  }
}

/**
 * Of a record that a group parks the group and the place it came from; its content too, so that a log that was made anew, and begins
 * again at its first place, loses none.
 */
function nameOf({ topic, key, value, headers }: ShelvedRecord): string {
  const { [parkedHeaders.group]: group, [parkedHeaders.partition]: partition } = headers
  const offset = headers[parkedHeaders.offset]
  if (group === undefined || partition === undefined || offset === undefined) return newWriteMark()
  const content = createHash('sha256').update(JSON.stringify(key)).update(value).digest('base64url')
  return `${group}/${topic}.${partition}.${offset}/${content}`
}
