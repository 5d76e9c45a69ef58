import { hash } from 'node:crypto'

/** Leaf hashes (lower-case hex) of a log, as an array or as a function from index to hash. */
export type LeafSource = readonly string[] | ((index: number) => string)

/**
 * The roots of the complete subtrees of a log, largest first: all that is needed to append and to compute the root.
 * Plain data, so that a writer can store it as JSON and resume without reading the log.
 */
export type CompactRange = { readonly size: number; readonly nodes: readonly string[] }

/** Answers questions about a log of known leaves. Sizes at or below the number of leaves may be asked for. */
export type MerkleTree = {
  readonly root: (size: number) => string
  readonly inclusionProof: (index: number, size: number) => readonly string[]
  readonly consistencyProof: (from: number, to: number) => readonly string[]
}

/** Root of a log without entries: SHA-256 of nothing (RFC 9162, 2.1.1). */
export const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export const emptyRange: CompactRange = { size: 0, nodes: [] }

/** SHA-256(0x00 ‖ line): the prefix keeps a leaf from ever passing for an inner node. Text is taken as UTF-8. */
export function leafHash(line: string | Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.of(0), typeof line === 'string' ? Buffer.from(line) : line]))
}

/** SHA-256(0x01 ‖ left ‖ right) of two hashes in hex. */
export function nodeHash(left: string, right: string): string {
  return hash('sha256', Buffer.from(`01${left}${right}`, 'hex'))
}

export function appendLeaf(range: CompactRange, leaf: string): CompactRange {
  const nodes = [...range.nodes]
  let node = leaf
  for (let size = range.size; size % 2 === 1; size = half(size)) node = nodeHash(nodes.pop() ?? '', node)
  nodes.push(node)
  return { size: range.size + 1, nodes }
}

export function rangeRoot(range: CompactRange): string {
  return (
    range.nodes.reduceRight((right, left) => (right === '' ? left : nodeHash(left, right)), '') || emptyRoot
  )
}

/**
 * A tree over the leaves that remembers the subtrees it has hashed: one proof reads every leaf once, each further
 * proof costs a few hashes. Throws a RangeError for a position or size the log does not have.
 */
export function createMerkleTree(leaves: LeafSource): MerkleTree {
  const leafAt = typeof leaves === 'function' ? leaves : arrayLeaf(leaves)
  const complete: Array<Map<number, string>> = []

  function subtree(start: number, end: number): string {
    const width = end - start
    if (width === 1) return leafAt(start)
    const split = splitPoint(width)
    if (split * 2 !== width) return nodeHash(subtree(start, start + split), subtree(start + split, end))
    const level = Math.log2(width)
    complete[level] ??= new Map()
    const known = complete[level].get(start)
    if (known !== undefined) return known
    const root = nodeHash(subtree(start, start + split), subtree(start + split, end))
    complete[level].set(start, root)
    return root
  }

  function path(index: number, start: number, end: number): string[] {
    if (end - start === 1) return []
    const middle = start + splitPoint(end - start)
    if (index < middle) return [...path(index, start, middle), subtree(middle, end)]
    return [...path(index, middle, end), subtree(start, middle)]
  }

  // SUBPROOF of RFC 9162, 2.1.4.1: `whole` says that the old tree is this subtree, whose root the verifier has.
  function subproof(from: number, start: number, end: number, whole: boolean): string[] {
    if (from === end) return whole ? [] : [subtree(start, end)]
    const middle = start + splitPoint(end - start)
    if (from <= middle) return [...subproof(from, start, middle, whole), subtree(middle, end)]
    return [...subproof(from, middle, end, false), subtree(start, middle)]
  }

  return {
    root: (size) => (size === 0 ? emptyRoot : subtree(0, inRange('size', size, 1, Number.MAX_SAFE_INTEGER))),
    inclusionProof: (index, size) => path(inRange('index', index, 0, size - 1), 0, size),
    consistencyProof: (from, to) => subproof(inRange('from', from, 1, to), 0, to, true),
  }
}

/** RFC 9162, 2.1.3.1. */
export function inclusionProof(leaves: LeafSource, index: number, size: number): readonly string[] {
  return createMerkleTree(leaves).inclusionProof(index, size)
}

/** RFC 9162, 2.1.4.1, from the older size (at least 1) to the newer one. */
export function consistencyProof(leaves: LeafSource, from: number, to: number): readonly string[] {
  return createMerkleTree(leaves).consistencyProof(from, to)
}

/** The largest power of two below a width above 1. */
function splitPoint(width: number): number {
  let split = 1
  while (split * 2 < width) split *= 2
  return split
}

// Division, not a shift: shifts cut positions to 32 bits.
function half(position: number): number {
  return Math.floor(position / 2)
}

function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function inRange(name: string, value: number, least: number, most: number): number {
  if (isPosition(value) && value >= least && value <= most) return value
  throw new RangeError(`${name}: ${value} is not between ${least} and ${most}`)
}

function arrayLeaf(leaves: readonly string[]): (index: number) => string {
  return (index) => {
    const leaf = leaves[index]
    if (leaf === undefined) throw new RangeError(`leaf ${index}: the log has ${leaves.length} leaves`)
    return leaf
  }
}
