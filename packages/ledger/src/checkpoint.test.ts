import { describe, expect, test } from 'vitest'
import { parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { leafHash } from './merkle-tree.ts'
import {
  firstRecall,
  origin,
  sampleLedger,
  sampleSigner,
  secondRecall,
  signedAt,
  summaryAt,
  treeOf,
} from './sample-ledger.ts'
import { type NoteKey, parseKey, signNote } from './signed-note.ts'
import { signSummary, verifySummary } from './summary.ts'

const root = leafHash('root')
const keys = [parseKey(sampleSigner().vkey)].filter((key): key is NoteKey => key !== undefined)

describe('checkpoints', () => {
  const note = signCheckpoint({ origin, size: 256, root }, sampleSigner())

  test('are the three lines of C2SP tlog-checkpoint, signed', () => {
    expect(note.split('\n\n')[0]).toBe(`${origin}\n256\n${Buffer.from(root, 'hex').toString('base64')}`)
    expect(verifyCheckpoint(note, keys)).toMatchObject({
      kind: 'verified',
      checkpoint: { origin, size: 256, root },
    })
    expect(parseCheckpoint(note)).toEqual({ origin, size: 256, root })
  })

  test('of an unknown key are refused', () => {
    const stranger = signCheckpoint({ origin, size: 256, root }, sampleSigner(2))
    expect(verifyCheckpoint(stranger, keys)).toEqual({
      kind: 'refused',
      problem: 'is signed by none of the known keys',
    })
  })

  test('of another origin than the key speaks for are refused', () => {
    const text = `other.example.org\n256\n${Buffer.from(root, 'hex').toString('base64')}\n`
    const wrong = signNote(text, [sampleSigner()])
    expect(verifyCheckpoint(wrong, keys)).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('other.example.org'),
    })
    expect(() => signCheckpoint({ origin: 'other.example.org', size: 1, root }, sampleSigner())).toThrow(
      /cannot sign for/,
    )
  })

  test.each(['0', '-1', '01', '1.0', '1e3', '9007199254740992', ''])('of size "%s" are refused', (size) => {
    const signed = signNote(`${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`, [
      sampleSigner(),
    ])
    expect(verifyCheckpoint(signed, keys).kind).toBe('refused')
  })

  test.each([
    { origin, size: 0, root },
    { origin, size: 1, root: 'short' },
    { origin: '', size: 1, root },
  ])('are not signed for %j', (checkpoint) => {
    expect(() => signCheckpoint(checkpoint, sampleSigner())).toThrow(TypeError)
  })
})

describe('summaries', () => {
  const ledger = sampleLedger(8)
  const note = summaryAt(ledger, 8)

  test('name the newest entry of each recall', () => {
    const opened = verifySummary(note, keys)
    expect(opened).toMatchObject({
      kind: 'verified',
      summary: { origin, size: 8, root: treeOf(ledger).root(8), signedAt },
    })
    expect(opened.kind === 'verified' && [...opened.summary.recalls]).toEqual([
      [secondRecall, { recallSeq: 2, leafHash: ledger.entries[7]?.leafHash }],
      [firstRecall, { recallSeq: 2, leafHash: ledger.entries[6]?.leafHash }],
    ])
  })

  test('never pass for checkpoints, nor checkpoints for summaries', () => {
    expect(verifyCheckpoint(note, keys).kind).toBe('refused')
    expect(verifySummary(signCheckpoint({ origin, size: 8, root }, sampleSigner()), keys).kind).toBe(
      'refused',
    )
  })

  test('refuse an instant or a recall line that is malformed', () => {
    const summary = { origin, size: 8, root, signedAt, recalls: new Map() }
    expect(() => signSummary({ ...summary, signedAt: 'yesterday' }, sampleSigner())).toThrow(TypeError)
    const recalls = new Map([['two words', { recallSeq: 0, leafHash: root }]])
    expect(() => signSummary({ ...summary, recalls }, sampleSigner())).toThrow(TypeError)
  })
})
