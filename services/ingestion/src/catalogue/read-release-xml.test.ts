import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type FileDevice, jsonLine, releaseXml } from './catalogue-file.test-support.ts'
import { createRecordCollector } from './collect-records.ts'
import { readJsonLines } from './read-json-lines.ts'
import { readReleaseXml } from './read-release-xml.ts'

const devices: readonly FileDevice[] = [
  { recordKey: 'K1', dis: ['09506000134352', '19506000134359'], brand: 'Breeze & Söhne <1>' },
  { recordKey: 'K2', dis: ['09506000134369'], version: 4 },
]

async function read(entries: ReturnType<typeof readReleaseXml>) {
  const collector = createRecordCollector()
  const records = []
  for await (const entry of entries) {
    if (entry.kind === 'unreadable') return { records, fault: entry.detail }
    records.push(collector.take(entry))
  }
  return { records }
}
const fromXml = (...pieces: readonly (string | Uint8Array)[]) =>
  read(readReleaseXml(Readable.from(pieces.map((piece) => Buffer.from(piece)))))

describe('a GUDID release file', () => {
  test('says the same as JSON lines of the same devices, wherever the network cuts it', async () => {
    const expected = await read(
      readJsonLines(Readable.from(devices.map((one) => Buffer.from(jsonLine(one))))),
    )
    expect(expected.records).toHaveLength(2)
    const bytes = Buffer.from(releaseXml(...devices))
    for (const size of [1, 2, 3, 7, 64, 1_000, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      expect(await fromXml(...pieces), `pieces of ${size} bytes`).toEqual(expected)
    }
  })

  test('gives the devices in front of the place where it breaks off, and says the place', async () => {
    const text = releaseXml(...devices)
    const { records, fault } = await fromXml(text.slice(0, text.lastIndexOf('</device>')))
    expect(records).toHaveLength(1)
    expect(fault).toMatch(/unclosed tag/i)
  })

  test.each([
    ['no XML', 'deviceId,deviceIdType', /It cannot be read/],
    ['no device', '<gudid></gudid>', /no <device> element/],
    [
      'an entity of its own',
      '<!DOCTYPE a [<!ENTITY a "aaaa">]><device><brandName>&a;</brandName></device>',
      /entity/,
    ],
    ['an element without an end', `<device><brandName>${'x'.repeat(3_000_000)}`, /no end of an element/],
    ['bytes that are not UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]), /not UTF-8/],
  ])('with %s is refused', async (_what, text, reason) => {
    const { records, fault } = await fromXml(
      text.slice(0, 40),
      text.slice(40, 1_500_000),
      text.slice(1_500_000),
    )
    expect(records).toEqual([])
    expect(fault).toMatch(reason)
  })
})
