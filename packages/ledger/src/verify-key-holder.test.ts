import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLogBundle, createRecallBundle, renderBundle } from './bundle.ts'
import { createEntry, emptyLedger, noEntry } from './entry.ts'
import { parseEntry } from './parse-entry.ts'
import { verifyBundle } from './recallwire-verify.ts'
import {
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
import { bundleOfLines, held, ledger, logInput, never, recallInput, report } from './verify.test-support.ts'

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
