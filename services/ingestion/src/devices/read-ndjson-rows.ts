import type { Readable } from 'node:stream'
import { readJsonBody } from '@recallwire/runtime/json-body.ts'
import { linesOf } from '../lines-of.ts'
import { decodeText } from './decode-text.ts'
import { type DeviceRow, type DeviceRows, unreadable } from './device-row.ts'
import { maxRows, tooManyRows } from './read-json-rows.ts'

/** Characters of a line: a device has a few hundred. */
const longestLine = 64 * 1024
const maxDepth = 8

/** One device a line; blank lines are passed over. A line that is not JSON is a refused row, not the end of the file. */
export async function* readNdjsonRows(body: Readable): DeviceRows {
  let rows = 0
  let line = 0
  for await (const text of linesOf(decodeText(body), longestLine)) {
    line += 1
    if (text === undefined) {
      yield unreadable('A line is too long', `Line ${line} has more than ${longestLine} characters.`)
      return
    }
    if (typeof text !== 'string') {
      yield unreadable('The body is not UTF-8', `At byte ${text.offset}, line ${line}: ${text.reason}.`)
      return
    }
    if (text.trim() === '') continue
    rows += 1
    if (rows > maxRows) {
      yield tooManyRows
      return
    }
    yield rowOf(line, text)
  }
}

function rowOf(line: number, text: string): DeviceRow {
  const reading = readJsonBody(new TextEncoder().encode(text), maxDepth)
  const at = { kind: 'row', row: line, pointer: `/${line}` } as const
  return reading.kind === 'read'
    ? { ...at, value: reading.value, problems: [] }
    : {
        ...at,
        value: undefined,
        problems: [{ field: '', reason: `line ${line} is not a JSON object: ${reading.detail}` }],
      }
}
