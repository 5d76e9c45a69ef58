import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderBundle } from './bundle.ts'
import { leafHash } from './merkle-tree.ts'
import { verifyBundle } from './recallwire-verify.ts'
import { recallBundle } from './sample-ledger.ts'
import { ledger, recall, remake, report, spansOf, whole } from './verify.test-support.ts'

describe('a bearer who changes a bundle', () => {
  test.each([
    ['recall', recall],
    ['whole ledger', whole],
  ])(
    'is seen at every single byte of a %s bundle, and the file or entry is named',
    (_, bytes) => {
      const spans = spansOf(bytes)
      const missed: string[] = []
      for (const [at, byte] of bytes.entries()) {
        for (const mask of [0x01, 0x20, 0xff]) {
          bytes[at] = byte ^ mask
          const found = verifyBundle(bytes)
          const span = spans.find(({ start, end }) => at >= start && at < end)
          const named =
            span === undefined ||
            (found.file === span.file && (span.seq === undefined || found.seq === span.seq))
          if (found.status === 'ok' || !named)
            missed.push(`byte ${at} of ${span?.file} ^ ${mask}: ${found.message}`)
        }
        bytes[at] = byte
      }
      expect(missed).toEqual([])
    },
    120_000,
  )

  test('is seen when lines are deleted, doubled, swapped, moved, cut or invented', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(recall, whole),
        fc.nat(),
        fc.nat(),
        fc.nat(4),
        fc.nat(600),
        (bytes, a, b, kind, cut) => {
          const rows = bytes.toString().split('\n')
          const [from, to] = [a % rows.length, b % rows.length]
          const line = rows[from] ?? ''
          if (kind === 0) rows.splice(from, 1)
          else if (kind === 1) rows.splice(to, 0, line)
          else if (kind === 2) [rows[from], rows[to]] = [rows[to] ?? '', line]
          else if (kind === 3) rows.splice(to, 0, ...rows.splice(from, 1))
          else rows[from] = line.slice(0, cut)
          const edited = Buffer.from(rows.join('\n'))
          if (!edited.equals(bytes)) expect(verifyBundle(edited).status).not.toBe('ok')
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('is seen when the bundle is cut short anywhere', () => {
    for (let end = 0; end < recall.length; end += 7)
      expect(verifyBundle(recall.subarray(0, end)).status).not.toBe('ok')
    for (const end of [1, 2]) expect(verifyBundle(recall.subarray(0, -end)).status).toBe('tampered')
    expect(verifyBundle(Buffer.concat([recall, Buffer.from('\n')])).status).toBe('tampered')
  })

  test.each(['entries.jsonl', 'bodies.jsonl'])(
    'is named by entry in %s even when all hashes in the manifest are made to fit',
    (file) => {
      const files = recallBundle(ledger)
      const edited = String(Buffer.from(files.get(file) ?? [])).replace(/ward 9|event-9/, 'another')
      expect(verifyBundle(remake(files, { [file]: edited }))).toMatchObject({
        status: 'tampered',
        file,
        seq: 9,
      })
    },
  )

  test('is named by entry when line, proof row and manifest are made to fit', () => {
    const files = recallBundle(ledger)
    const text = (name: string) => String(Buffer.from(files.get(name) ?? []))
    const line = ledger.entries[9]?.line ?? ''
    const forged = line.replace('event-9', 'event-x')
    const edits = {
      'entries.jsonl': text('entries.jsonl').replace(line, forged),
      'proofs.txt': text('proofs.txt').replace(leafHash(line), leafHash(forged)),
    }
    expect(verifyBundle(remake(files, edits))).toMatchObject({
      status: 'tampered',
      file: 'entries.jsonl',
      seq: 9,
    })
  })

  test('is seen when the report and the manifest are exchanged', () => {
    const files = recallBundle(ledger, { report })
    const found = verifyBundle(
      remake(files, { 'report/status-report.csv': 'facility,units\nfacility-1,0\n' }),
    )
    expect(found).toMatchObject({ status: 'tampered', file: 'manifest.note' })
  })

  test('is seen when a file is taken out or the files change places', () => {
    const files = recallBundle(ledger, { report: { ...report, rows: [] } })
    for (const name of files.keys()) {
      const without = new Map([...files].filter(([other]) => other !== name))
      expect(verifyBundle(renderBundle(without)).status).not.toBe('ok')
    }
    const [manifest, ...others] = files
    expect(verifyBundle(renderBundle(new Map(manifest && [manifest, ...others.reverse()]))).status).toBe(
      'tampered',
    )
  })
})
