import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BundleFiles, createLogBundle, createRecallBundle, renderBundle } from './bundle.ts'
import { signCheckpoint } from './checkpoint.ts'
import { createEntry, emptyLedger, headAfter, noEntry } from './entry.ts'
import { createMerkleTree, leafHash } from './merkle-tree.ts'
import { parseEntry } from './parse-entry.ts'
import { verifyBundle } from './recallwire-verify.ts'
import {
  checkpointAt,
  firstRecall,
  logBundle,
  origin,
  recallBundle,
  sampleLedger,
  sampleSigner,
  signedAt,
  summaryAt,
  treeOf,
} from './sample-ledger.ts'
import { signNote } from './signed-note.ts'
import { signSummary } from './summary.ts'

const ledger = sampleLedger(20)
const report = {
  name: 'status-report.csv',
  content: Buffer.from('facility,units\nfacility-1,7\n'),
  rows: [{ row: 'facility-1', seqs: [0, 3, 18] }],
}
const recall = Buffer.from(renderBundle(recallBundle(ledger, { earlier: [5], report })))
const whole = Buffer.from(renderBundle(logBundle(sampleLedger(6), { earlier: [4] })))
const held = (size: number, from = ledger) => Buffer.from(checkpointAt(from, size))

describe('a sound bundle', () => {
  test('of a recall holds, says how far it reaches and shows the key it believed', () => {
    const found = verifyBundle(recall)
    expect(found).toMatchObject({ status: 'ok', keys: [{ vkey: sampleSigner().vkey }] })
    expect(found.message).toBe(
      `recall ${firstRecall}: 7 entries (0 without body), none missing or changed, the newest of 2025-06-20T14:18:00.000Z, in the ledger ${origin} of 20 entries as signed at ${signedAt}.`,
    )
  })

  test.each([1, 2, 3, 7, 8, 9, 16, 17, 64, 65, 100])(
    'of a ledger of %i entries holds, recall and whole',
    (size) => {
      const some = sampleLedger(size)
      const earlier = [1, 2, 5, 8, 31, 64, 99].filter((at) => at < size)
      const checkpoints = [...earlier, size].map((at) => held(at, some))
      expect(verifyBundle(renderBundle(recallBundle(some, { earlier })), { checkpoints })).toMatchObject({
        status: 'ok',
      })
      expect(verifyBundle(renderBundle(logBundle(some)), { checkpoints })).toMatchObject({ status: 'ok' })
    },
  )

  test('of the whole ledger holds against a checkpoint of any size, without bodies too', () => {
    const bytes = renderBundle(logBundle(ledger, { withBodies: false }))
    const checkpoints = ledger.entries.map((entry) => held(entry.seq + 1))
    expect(verifyBundle(bytes, { checkpoints })).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('20 without body'),
    })
  })

  test('holds with the key given by the reader', () => {
    expect(verifyBundle(recall, { keys: [sampleSigner().vkey] }).status).toBe('ok')
  })

  test('holds with either key while the key is being rotated', () => {
    const signers = [sampleSigner(1), sampleSigner(2)]
    const note = checkpointAt(ledger, 20, ...signers)
    const recalls = new Map([[firstRecall, { recallSeq: 6, leafHash: ledger.entries[18]?.leafHash ?? '' }]])
    const summary = signSummary(
      { origin, size: 20, root: treeOf(ledger).root(20), signedAt, recalls },
      ...signers,
    )
    const keys = signers.map((signer) => signer.vkey)
    const files = createRecallBundle({ ...recallInput(), checkpoint: note, summary, keys }, ...signers)
    for (const key of keys) expect(verifyBundle(renderBundle(files), { keys: [key] }).status).toBe('ok')
  })

  test('carries a report that is not text as base64', () => {
    const pdf = { name: 'report.pdf', content: Buffer.from([0x25, 0x50, 0xff, 0xfe]), rows: [] }
    const files = recallBundle(ledger, { report: pdf })
    expect(Buffer.from(files.get('report/report.pdf.base64') ?? []).toString()).toBe('JVD//g==\n')
    expect(verifyBundle(renderBundle(files)).status).toBe('ok')
  })
})

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

describe('a holder of the key', () => {
  const rewritten = sampleLedger(20, { seq: 6, answer: 'we hold none' })

  test.each([
    ['recall', renderBundle(recallBundle(rewritten, { earlier: [3, 6, 7, 16] }))],
    ['whole ledger', renderBundle(logBundle(rewritten, { earlier: [3, 6, 7, 16] }))],
  ])('who rewrites history in a %s bundle is caught by any checkpoint handed out after it', (_, bytes) => {
    expect(verifyBundle(bytes).status).toBe('ok')
    for (const size of [3, 6]) expect(verifyBundle(bytes, { checkpoints: [held(size)] }).status).toBe('ok')
    for (const size of [7, 16, 20]) {
      const found = verifyBundle(bytes, { checkpoints: [held(3), held(size)] })
      expect(found).toMatchObject({ status: 'tampered', file: '--checkpoint 2' })
    }
  })

  test('who rewrites history in the whole ledger is told which entries to look at', () => {
    const bytes = renderBundle(logBundle(rewritten, { earlier: [3, 6, 16] }))
    const found = verifyBundle(bytes, { checkpoints: [held(7)] })
    expect(found.message).toContain('an entry from seq 6 to 6 is not the one signed at size 7')
  })

  test('who leaves out the last entry of the recall is caught by the summary', () => {
    const input = recallInput()
    const bytes = renderBundle(
      createRecallBundle({ ...input, entries: input.entries.slice(0, -1) }, sampleSigner()),
    )
    expect(verifyBundle(bytes)).toMatchObject({
      status: 'tampered',
      message: expect.stringContaining('the signed summary names 6'),
    })
  })

  test.each([0, 1, 5])('who leaves out entry %i of the recall leaves a gap', (left) => {
    const input = recallInput()
    const entries = input.entries.filter((_, index) => index !== left)
    const found = verifyBundle(renderBundle(createRecallBundle({ ...input, entries }, sampleSigner())))
    expect(found).toMatchObject({
      status: 'tampered',
      seq: (left + 1) * 3,
      message: expect.stringContaining(`not ${left}`),
    })
  })

  test('who leaves out the last entry of the whole ledger is caught by its size', () => {
    const input = logInput()
    const bytes = renderBundle(
      createLogBundle({ ...input, entries: input.entries.slice(0, -1) }, sampleSigner()),
    )
    expect(verifyBundle(bytes)).toMatchObject({ status: 'tampered', seq: 19 })
  })

  test('who names too early an end in the summary is caught by the whole ledger', () => {
    const recalls = new Map([[firstRecall, { recallSeq: 5, leafHash: ledger.entries[15]?.leafHash ?? '' }]])
    const summary = signSummary(
      { origin, size: 20, root: treeOf(ledger).root(20), signedAt, recalls },
      sampleSigner(),
    )
    const bytes = renderBundle(createLogBundle({ ...logInput(), summary }, sampleSigner()))
    expect(verifyBundle(bytes)).toMatchObject({
      status: 'tampered',
      message: expect.stringContaining('summary names'),
    })
  })

  test('cannot use the summary of an earlier state', () => {
    const bytes = renderBundle(
      createRecallBundle({ ...recallInput(), summary: summaryAt(ledger, 17) }, sampleSigner()),
    )
    expect(verifyBundle(bytes)).toMatchObject({ status: 'tampered', file: 'summary.note' })
  })

  test('cannot rest a report row on an entry that the bundle does not prove', () => {
    const bytes = renderBundle(
      recallBundle(ledger, { report: { ...report, rows: [{ row: 'facility-1', seqs: [3, 4] }] } }),
    )
    expect(verifyBundle(bytes)).toMatchObject({ status: 'tampered', file: 'report-rows.jsonl' })
  })

  test('cannot sign an entry that the writer of the ledger would refuse, and the other way round', () => {
    const {
      recallId,
      recallSeq,
      recallPrev,
      line,
      leafHash: _,
      ...fact
    } = sampleLedger(3).entries[2] ?? never()
    const original = createEntry(emptyLedger, undefined, { ...fact, body: '{}' }).line
    fc.assert(
      fc.property(
        fc.nat(original.length),
        fc.nat(3),
        fc.constantFrom('', '0', '"', ' ', 'é', '\\u0061', '":1,"', '{}', 'z', ',"a":"b"', '"a":"b",'),
        (at, cut, text) => {
          const edited = `${original.slice(0, at)}${text}${original.slice(at + cut)}`
          const parsed = parseEntry(edited)
          const accepted = parsed.kind === 'entry' && parsed.entry.seq === 0 && parsed.entry.prev === noEntry
          expect(verifyBundle(bundleOfLines([edited])).status).toBe(accepted ? 'ok' : 'tampered')
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('a bundle whose every signature is true', () => {
  const files = recallBundle(ledger, { earlier: [5], report })
  const log = logBundle(ledger)
  const text = (name: string, of = files) => String(Buffer.from(of.get(name) ?? []))
  const lastLine = (name: string) => text(name).split('\n').at(-2) ?? ''
  const doubled = (name: string) => `${text(name)}${lastLine(name)}\n`
  const signed = (lines: readonly string[]) => signNote(`${lines.join('\n')}\n`, [sampleSigner()])
  const [, , root64 = ''] = text('checkpoint.note').split('\n')

  test.each([
    ['no key', { 'keys.txt': '' }, 'keys.txt', /holds no key/],
    ['a body too many', { 'bodies.jsonl': doubled('bodies.jsonl') }, 'bodies.jsonl', /a line per entry/],
    ['an entry too many', { 'entries.jsonl': doubled('entries.jsonl') }, 'entries.jsonl', /added at the end/],
    [
      'an entry too few',
      { 'entries.jsonl': text('entries.jsonl').replace(`${lastLine('entries.jsonl')}\n`, '') },
      'entries.jsonl',
      /^entry seq 18, .* missing/,
    ],
    [
      'an entry twice',
      Object.fromEntries(
        ['entries.jsonl', 'bodies.jsonl', 'proofs.txt'].map((name) => [name, doubled(name)]),
      ),
      'entries.jsonl',
      /^entry seq 18, .* out of order/,
    ],
    [
      'a proof of another entry',
      { 'proofs.txt': text('proofs.txt').replace(/^0 (\S+) (\S+)/, '0 $1 $1') },
      'entries.jsonl',
      /^entry seq 0, .* not in the ledger/,
    ],
    [
      'a broken consistency proof',
      { 'consistency.txt': text('consistency.txt').replace(/ \S+/, '') },
      'checkpoints/5.note',
      /history was rewritten/,
    ],
    [
      'an earlier checkpoint that is newer',
      { 'checkpoints/5.note': checkpointAt(sampleLedger(25), 25) },
      'checkpoints/5.note',
      /is newer/,
    ],
    [
      'a signature line of another form',
      { 'checkpoint.note': `${text('checkpoint.note')}— witness ?\n` },
      'checkpoint.note',
      /malformed signature/,
    ],
    [
      'a checkpoint of size 0',
      { 'checkpoint.note': signed([origin, '0', root64]) },
      'checkpoint.note',
      /a size from 1/,
    ],
    [
      'a checkpoint with half a root',
      { 'checkpoint.note': signed([origin, '20', root64.slice(0, 24)]) },
      'checkpoint.note',
      /a root/,
    ],
    [
      'a recall named twice in the summary',
      {
        'summary.note': signed([
          `${origin}/summary`,
          '20',
          root64,
          signedAt,
          `r 0 ${noEntry}`,
          `r 1 ${noEntry}`,
        ]),
      },
      'summary.note',
      /malformed line/,
    ],
    [
      'a report row that is no JSON',
      { 'report-rows.jsonl': 'facility-1\n' },
      'report-rows.jsonl',
      /rests on an entry/,
    ],
  ])('is refused with %s', (_, edits, file, message) => {
    const found = verifyBundle(resign(files, edits))
    expect(found).toMatchObject({ status: 'tampered', file })
    expect(found.message).toMatch(message)
  })

  test('is refused when it names another recall than its entries are of', () => {
    const found = verifyBundle(resign(files, {}, `recall ${'a'.repeat(26)}`))
    expect(found).toMatchObject({ status: 'tampered', file: 'manifest.note' })
  })

  test('is not judged when it is of a kind of later versions', () => {
    expect(verifyBundle(resign(files, {}, 'archive'))).toMatchObject({
      status: 'cannot-check',
      file: 'manifest.note',
    })
  })

  test('is not judged when its checkpoint is of another origin than the key speaks for', () => {
    const checkpoint = signed(['other.example.org', '20', root64])
    expect(verifyBundle(resign(files, { 'checkpoint.note': checkpoint }))).toMatchObject({
      status: 'cannot-check',
    })
  })

  test('is refused with a file twice, the false one hidden before the true one', () => {
    const twice = String(Buffer.from(renderBundle(files))).replace(
      '== keys.txt',
      '== keys.txt 2\nab\n== keys.txt',
    )
    expect(verifyBundle(Buffer.from(twice)).status).toBe('tampered')
  })

  test('is refused when an entry of the whole ledger follows another than the one before it', () => {
    const [first, second] = ledger.entries
    const fact = { ...(second ?? never()), body: '{}' }
    const astray = createEntry({ size: 1, leafHash: noEntry }, undefined, fact).line
    const late = createEntry({ size: 2, leafHash: first?.leafHash ?? '' }, undefined, fact).line
    for (const line of [astray, late]) {
      expect(verifyBundle(bundleOfLines([first?.line ?? '', line]))).toMatchObject({
        status: 'tampered',
        seq: 1,
      })
    }
  })

  test('is refused when an entry follows another of its recall than the one before it', () => {
    const first = ledger.entries[0] ?? never()
    const astray = createEntry(
      headAfter(first),
      { recallSeq: 0, leafHash: noEntry },
      { ...first, body: '{}' },
    )
    const found = verifyBundle(bundleOfLines([first.line, astray.line]))
    expect(found).toMatchObject({
      status: 'tampered',
      seq: 1,
      message: expect.stringContaining('recallPrev'),
    })
  })

  test('holds when nothing was changed', () => {
    expect(verifyBundle(resign(files, {}))).toMatchObject({ status: 'ok' })
    expect(verifyBundle(resign(log, {}))).toMatchObject({ status: 'ok' })
  })
})

describe('what cannot be checked', () => {
  const other = 'other.example.org/recallwire'

  test.each([
    ['bytes that are no bundle', Buffer.from('PK\u0003\u0004'), {}],
    ['nothing', Buffer.alloc(0), {}],
    ['a key that signed nothing here', recall, { keys: [sampleSigner(9).vkey] }],
    ['the right key under another name', recall, { keys: [sampleSigner(1, other).vkey] }],
    ['a key that is none', recall, { keys: ['key'] }],
    ['a held checkpoint without a proof from its size', recall, { checkpoints: [held(6)] }],
    [
      'a held checkpoint newer than the bundle',
      renderBundle(recallBundle(ledger, { size: 17 })),
      { checkpoints: [held(20)] },
    ],
    [
      'a held checkpoint of an unknown key',
      recall,
      { checkpoints: [Buffer.from(checkpointAt(ledger, 5, sampleSigner(9)))] },
    ],
    [
      'a held checkpoint that was changed',
      recall,
      { checkpoints: [Buffer.from(String(held(5)).replace('\n5\n', '\n6\n'))] },
    ],
    ['a held file that is no checkpoint', recall, { checkpoints: [Buffer.from('hello')] }],
    ['a held checkpoint that is a summary', recall, { checkpoints: [Buffer.from(summaryAt(ledger, 5))] }],
  ])('is said so: %s', (_, bytes, options) => {
    expect(verifyBundle(bytes, options).status).toBe('cannot-check')
  })

  test('is a held checkpoint of another ledger, even one of a trusted key', () => {
    const root = treeOf(ledger).root(5)
    const note = signCheckpoint({ origin: other, size: 5, root }, sampleSigner(2, other))
    const keys = [sampleSigner().vkey, sampleSigner(2, other).vkey]
    const found = verifyBundle(recall, { keys, checkpoints: [Buffer.from(note)] })
    expect(found).toMatchObject({ status: 'cannot-check', message: expect.stringContaining(other) })
  })
})

test('the verifier is one file of at most 400 lines that imports crypto and files alone', () => {
  const source = readFileSync(new URL('./recallwire-verify.ts', import.meta.url), 'utf8')
  expect(source.split('\n').length - 1).toBeLessThanOrEqual(400)
  expect([...source.matchAll(/(?:from|import|require)\s*\(?'([^']+)'/g)].map(([, name]) => name)).toEqual([
    'node:crypto',
    'node:fs',
  ])
})

/** Where each file's bytes stand, and each entry's within; the container's own lines are in no span. */
function spansOf(bytes: Buffer) {
  const spans: { file: string; seq?: number; start: number; end: number }[] = []
  let seqs: number[] = []
  for (let at = bytes.indexOf('\n') + 1; at < bytes.length; ) {
    const [, file = '', size] = bytes.toString('utf8', at, bytes.indexOf('\n', at)).split(' ')
    const start = bytes.indexOf('\n', at) + 1
    at = start + Number(size) + 1
    if (!/^(entries|bodies)\.jsonl$/.test(file)) {
      spans.push({ file, start, end: at - 1 })
      continue
    }
    const lines = bytes
      .toString('utf8', start, at - 1)
      .split('\n')
      .slice(0, -1)
    if (file === 'entries.jsonl') seqs = lines.map((line) => JSON.parse(line).seq)
    let from = start
    for (const [index, line] of lines.entries()) {
      spans.push({
        file,
        ...(seqs[index] === undefined ? {} : { seq: seqs[index] }),
        start: from,
        end: from + Buffer.byteLength(line),
      })
      from += Buffer.byteLength(line) + 1
    }
  }
  return spans
}

/** What a bearer without the key can do: change files and write their hashes into the manifest. */
function remake(files: BundleFiles, edits: Readonly<Record<string, string>>): Uint8Array {
  let manifest = String(Buffer.from(files.get('manifest.note') ?? []))
  const changed = new Map(files)
  for (const [name, content] of Object.entries(edits)) {
    manifest = manifest.replace(hash('sha256', files.get(name) ?? ''), hash('sha256', content))
    changed.set(name, Buffer.from(content))
  }
  return renderBundle(changed.set('manifest.note', Buffer.from(manifest)))
}

function recallInput() {
  const entries = ledger.entries.filter((entry) => entry.recallId === firstRecall)
  return {
    ...logInput(),
    recallId: firstRecall,
    entries: entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
    tree: treeOf(ledger),
  }
}

function logInput() {
  return {
    entries: ledger.entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
    withBodies: true,
    checkpoint: checkpointAt(ledger, 20),
    summary: summaryAt(ledger, 20),
    earlierCheckpoints: [],
    keys: [sampleSigner().vkey],
  }
}

/** What a holder of the key can do: change files, and even what the bundle claims to be, and sign the manifest anew. */
function resign(files: BundleFiles, edits: Readonly<Record<string, string>>, what?: string): Uint8Array {
  const [, ...others] = [...files].map(
    ([name, content]) => [name, Buffer.from(edits[name] ?? content)] as const,
  )
  const kind = what ?? String(Buffer.from(files.get('manifest.note') ?? [])).split('\n')[1]
  const listed = others.map(([name, content]) => `${hash('sha256', content)} ${name}\n`).join('')
  const manifest = signNote(`${origin}/bundle\n${kind}\n${listed}`, [sampleSigner()])
  return renderBundle(new Map([['manifest.note', Buffer.from(manifest)], ...others]))
}

/** A whole ledger of any lines, everything about it signed. */
function bundleOfLines(lines: readonly string[]): Uint8Array {
  const size = lines.length
  const head = { origin, size, root: createMerkleTree(lines.map((line) => leafHash(line))).root(size) }
  const signer = sampleSigner()
  const input = {
    entries: lines.map((line) => ({ line })),
    withBodies: false,
    checkpoint: signCheckpoint(head, signer),
    summary: signSummary({ ...head, signedAt, recalls: new Map() }, signer),
    earlierCheckpoints: [],
    keys: [signer.vkey],
  }
  return renderBundle(createLogBundle(input, signer))
}

function never(): never {
  throw new Error('the sample ledger has a third entry')
}
