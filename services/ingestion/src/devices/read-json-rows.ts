import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readJsonBody } from '@recallwire/runtime/json-body.ts'
import { type DeviceRows, unreadable } from './device-row.ts'

/** Rows of one request that is not a file; more belong into an import. */
export const maxRows = 10_000
export const maxRowBytes = 16 * 1024 * 1024

const maxDepth = 8

export const tooManyRows = unreadable(
  'Too many rows',
  `One request takes ${maxRows} rows. Send several, or one CSV file to /v1/devices/import.`,
  413,
)

/** One device, or an array of them. The body is held whole: it is bounded by the route. */
export async function* readJsonRows(body: Readable): DeviceRows {
  const reading = readJsonBody(await buffer(body), maxDepth)
  if (reading.kind === 'refused') {
    yield unreadable(reading.title, reading.detail)
    return
  }
  const { value } = reading
  if (!Array.isArray(value)) {
    yield { kind: 'row', row: 1, pointer: '', value, problems: [] }
    return
  }
  if (value.length > maxRows) {
    yield tooManyRows
    return
  }
  for (const [index, item] of value.entries()) {
    yield { kind: 'row', row: index + 1, pointer: `/${index}`, value: item, problems: [] }
  }
}
