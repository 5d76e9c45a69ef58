import type { Readable } from 'node:stream'
import { decodeText } from '../devices/decode-text.ts'
import { unreadable } from '../devices/device-row.ts'
import { linesOf } from '../lines-of.ts'
import type { CatalogueEntries, CatalogueEntry } from './catalogue-entry.ts'

/** Characters of a line: a device with all its sizes and submissions has some thousand. */
const longestLine = 1024 * 1024

/** One device a line; blank lines are passed over. */
export async function* readJsonLines(body: Readable): CatalogueEntries {
  let line = 0
  let isFirst = true
  for await (const text of linesOf(decodeText(body), longestLine)) {
    line += 1
    if (text === undefined) {
      yield unreadable('A line is too long', `Line ${line} has more than ${longestLine} characters.`)
      return
    }
    if (typeof text !== 'string') {
      yield unreadable(
        'The body is not UTF-8',
        `The bytes from ${text.offset} on, in line ${line}, are not UTF-8 text.`,
      )
      return
    }
    if (text.trim() === '') continue
    if (isFirst && opensDocument.test(text)) {
      yield unreadable(
        'The file is one JSON document, and one device a line is read',
        'Of a download of openFDA, write the devices to lines: jq -c ".results[]" FILE.',
      )
      return
    }
    isFirst = false
    yield entryOf(line, text)
  }
}

/** A line that only opens what further lines close, or the frame of openFDA's answers in one line. */
const opensDocument = /^\s*(?:[[{]\s*$|\[\s*\{|\{\s*"(?:meta|results)"\s*:)/

function entryOf(line: number, text: string): CatalogueEntry {
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'entry', line, value }
  } catch {
    return { kind: 'broken', line, reason: 'is not JSON: one device a line is read' }
  }
}
