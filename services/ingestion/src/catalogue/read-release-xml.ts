import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { decodeText } from '../devices/decode-text.ts'
import { unreadable } from '../devices/device-row.ts'
import type { CatalogueEntries, CatalogueEntry } from './catalogue-entry.ts'
import { createDeviceBuilder } from './release-device.ts'

/** Text without any element: a description has some thousand characters. */
const longestSilence = 1024 * 1024

/**
 * The devices of a GUDID release file (AccessGUDID, "full release" XML), each once its element has ended; nothing else of
 * the file is held. No entity beyond those of XML itself is known, so that none can grow.
 */
export async function* readReleaseXml(body: Readable): CatalogueEntries {
  let ready: CatalogueEntry[] = []
  let fault: string | undefined
  let silence = 0
  const parser = new SaxesParser({ position: true })
  // What follows a fault may have lost some of its text.
  const builder = createDeviceBuilder((line, value) => {
    if (fault === undefined) ready.push({ kind: 'entry', line, value })
  })
  parser.on('error', ({ message }) => {
    fault ??= message
  })
  parser.on('opentag', ({ name }) => {
    silence = 0
    builder.open(name, parser.line)
  })
  parser.on('closetag', () => {
    silence = 0
    builder.close()
  })
  parser.on('text', builder.text)
  parser.on('cdata', builder.text)
  for await (const piece of decodeText(body)) {
    if (typeof piece !== 'string') fault ??= `the bytes from ${piece.offset} on are not UTF-8 text`
    else {
      silence += piece.length
      parser.write(piece)
      if (silence > longestSilence) fault ??= `line ${parser.line} has no end of an element`
    }
    yield* ready
    ready = []
    if (fault !== undefined) break
  }
  if (fault === undefined) parser.close()
  if (fault === undefined && builder.isEmpty()) fault = 'it has no <device> element'
  if (fault !== undefined) yield unreadable('The file is not a GUDID release', `It cannot be read: ${fault}.`)
}
