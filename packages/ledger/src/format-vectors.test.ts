import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { createMerkleTree, leafHash } from './merkle-tree.ts'
import { parseEntry } from './parse-entry.ts'
import { sampleSigner } from './sample-ledger.ts'
import { parseKey } from './signed-note.ts'
import { verifySummary } from './summary.ts'

const format = readFileSync(new URL('../FORMAT.md', import.meta.url), 'utf8')
const [vkey = '', entries = '', checkpoint = '', summary = ''] = [...format.matchAll(/```\n([^`]+)```/g)].map(
  ([, text]) => text,
)

test('the vectors printed in FORMAT.md are what this package computes', () => {
  expect(vkey.trim()).toBe(sampleSigner().vkey)
  const key = parseKey(vkey.trim())
  const keys = key === undefined ? [] : [key]
  const [first = '', firstLeaf, second = '', secondLeaf] = entries.split('\n')
  expect([leafHash(first), leafHash(second)]).toEqual([firstLeaf, secondLeaf])
  expect(parseEntry(second)).toMatchObject({
    kind: 'entry',
    entry: { seq: 1, prev: firstLeaf, recallPrev: firstLeaf },
  })
  expect(verifyCheckpoint(checkpoint, keys).kind).toBe('verified')
  expect(parseCheckpoint(checkpoint)).toMatchObject({
    size: 2,
    root: createMerkleTree([leafHash(first), leafHash(second)]).root(2),
  })
  expect(verifySummary(summary, keys)).toMatchObject({ kind: 'verified', summary: { size: 2 } })
})
