import { describe, expect, test } from 'vitest'
import { renderBundle } from './bundle.ts'
import { createEntry, headAfter, noEntry } from './entry.ts'
import { verifyBundle } from './recallwire-verify.ts'
import {
  checkpointAt,
  logBundle,
  origin,
  recallBundle,
  sampleLedger,
  sampleSigner,
  signedAt,
} from './sample-ledger.ts'
import { signNote } from './signed-note.ts'
import { bundleOfLines, ledger, never, report, resign } from './verify.test-support.ts'

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
