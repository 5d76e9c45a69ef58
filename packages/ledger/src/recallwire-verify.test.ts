import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createRecallBundle, renderBundle } from './bundle.ts'
import { signCheckpoint } from './checkpoint.ts'
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
import { signSummary } from './summary.ts'
import { held, ledger, recall, recallInput } from './verify.test-support.ts'

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
