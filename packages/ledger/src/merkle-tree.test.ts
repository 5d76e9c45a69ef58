import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyConsistency, verifyInclusion } from './merkle-proof.ts'
import {
  appendLeaf,
  consistencyProof,
  createMerkleTree,
  emptyRange,
  emptyRoot,
  inclusionProof,
  leafHash,
  rangeRoot,
} from './merkle-tree.ts'

// The eight leaves and the roots of the reference tree of Certificate Transparency (RFC 6962).
const referenceLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const referenceRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const reference = referenceLeaves.map((hex) => leafHash(Buffer.from(hex, 'hex')))

const leaves = Array.from({ length: 70 }, (_, index) => leafHash(`line ${index}`))
const tree = createMerkleTree(leaves)

describe('the Merkle tree', () => {
  test('has the reference roots, the empty one included', () => {
    expect(rangeRoot(emptyRange)).toBe(emptyRoot)
    expect(createMerkleTree([]).root(0)).toBe(emptyRoot)
    for (const [index, root] of referenceRoots.entries()) {
      expect(createMerkleTree(reference).root(index + 1)).toBe(root)
      expect(rangeRoot(reference.slice(0, index + 1).reduce(appendLeaf, emptyRange))).toBe(root)
    }
  })

  test('gives the reference inclusion proof of leaf 5 of 8', () => {
    expect(inclusionProof(reference, 5, 8)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('gives the reference consistency proof from 6 to 8', () => {
    expect(consistencyProof(reference, 6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('reads leaves through a function as from an array', () => {
    const read = createMerkleTree((index) => leaves[index] ?? '')
    expect(read.root(70)).toBe(tree.root(70))
    expect(read.consistencyProof(33, 70)).toEqual(tree.consistencyProof(33, 70))
  })

  test('a compact range resumes from stored JSON at any size', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (a, b) => {
        const [stop, size] = [Math.min(a, b), Math.max(a, b)]
        const stored = JSON.stringify(leaves.slice(0, stop).reduce(appendLeaf, emptyRange))
        const range = leaves.slice(stop, size).reduce(appendLeaf, JSON.parse(stored))
        expect(range.size).toBe(size)
        expect(rangeRoot(range)).toBe(tree.root(size))
      }),
    )
  })

  test.each([
    ['an index at the size', () => tree.inclusionProof(3, 3)],
    ['a size the log does not have', () => tree.root(71)],
    ['an older size of 0', () => tree.consistencyProof(0, 5)],
    ['an older size above the newer', () => tree.consistencyProof(6, 5)],
  ])('refuses %s', (_, ask) => {
    expect(ask).toThrow(RangeError)
  })
})

describe('proofs', () => {
  test('of inclusion hold for every place in every size to 70, and for no other leaf, place, size or root', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = {
          leaf: leaves[index] ?? '',
          index,
          size,
          proof: tree.inclusionProof(index, size),
          root: tree.root(size),
        }
        expect(verifyInclusion(claim)).toBe(true)
        expect(verifyInclusion({ ...claim, leaf: leafHash('another') })).toBe(false)
        expect(verifyInclusion({ ...claim, root: leafHash('another') })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [claim.root, ...claim.proof] })).toBe(false)
        if (size > 1) {
          expect(verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(false)
          expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
          expect(verifyInclusion({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false)
        }
      }
    }
  })

  test('of consistency hold between every two sizes to 70, and between no other roots', () => {
    for (let to = 1; to <= 70; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const claim = {
          from,
          to,
          fromRoot: tree.root(from),
          toRoot: tree.root(to),
          proof: tree.consistencyProof(from, to),
        }
        expect(verifyConsistency(claim)).toBe(true)
        expect(verifyConsistency({ ...claim, fromRoot: leafHash('another') })).toBe(false)
        expect(verifyConsistency({ ...claim, toRoot: leafHash('another') })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, claim.toRoot] })).toBe(false)
        if (from === to) continue
        expect(verifyConsistency({ ...claim, proof: [] })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
        expect(verifyConsistency({ ...claim, from: to, to: from })).toBe(false)
        expect(verifyConsistency({ ...claim, fromRoot: claim.toRoot, toRoot: claim.fromRoot })).toBe(false)
      }
    }
  })

  test('with any one hash changed are refused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 70 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 63 }),
        (size, a, b, digit) => {
          const index = a % size
          const changed = (proof: readonly string[]) =>
            proof.map((hash, at) => (at === b % proof.length ? flip(hash, digit) : hash))
          const inclusion = { leaf: leaves[index] ?? '', index, size, root: tree.root(size) }
          expect(verifyInclusion({ ...inclusion, proof: changed(tree.inclusionProof(index, size)) })).toBe(
            false,
          )
          const from = (a % (size - 1)) + 1
          const consistency = { from, to: size, fromRoot: tree.root(from), toRoot: tree.root(size) }
          expect(
            verifyConsistency({ ...consistency, proof: changed(tree.consistencyProof(from, size)) }),
          ).toBe(false)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['an older size of 0', { from: 0, fromRoot: emptyRoot, proof: [] }],
    ['a fraction', { from: 2.5 }],
    ['a negative size', { from: -1 }],
    ['a size beyond what numbers hold', { to: 2 ** 53 }],
    ['hashes in capitals', { proof: tree.consistencyProof(3, 7).map((hash) => hash.toUpperCase()) }],
    ['hashes cut short', { proof: tree.consistencyProof(3, 7).map((hash) => hash.slice(2)) }],
  ])('refuse %s', (_, hostile) => {
    const claim = {
      from: 3,
      to: 7,
      fromRoot: tree.root(3),
      toRoot: tree.root(7),
      proof: tree.consistencyProof(3, 7),
    }
    expect(verifyConsistency(claim)).toBe(true)
    expect(verifyConsistency({ ...claim, ...hostile })).toBe(false)
  })
})

function flip(hash: string, at: number): string {
  return `${hash.slice(0, at)}${(Number.parseInt(hash[at] ?? '0', 16) ^ 1).toString(16)}${hash.slice(at + 1)}`
}
