import { nodeHash } from './merkle-tree.ts'

export type InclusionClaim = {
  readonly leaf: string
  readonly index: number
  readonly size: number
  readonly proof: readonly string[]
  readonly root: string
}

export type ConsistencyClaim = {
  readonly from: number
  readonly to: number
  readonly fromRoot: string
  readonly toRoot: string
  readonly proof: readonly string[]
}

/** RFC 9162, 2.1.3.2. False for anything but a proof of exactly this leaf at this place; never throws. */
export function verifyInclusion({ leaf, index, size, proof, root }: InclusionClaim): boolean {
  if (!isPosition(index) || !isPosition(size) || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  let place = index
  let last = size - 1
  let computed = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      computed = nodeHash(sibling, computed)
      for (; place % 2 === 0 && place !== 0; place = half(place)) last = half(last)
    } else {
      computed = nodeHash(computed, sibling)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 && computed === root
}

/**
 * RFC 9162, 2.1.4.2: true when the log of `to` entries begins with the log of `from` entries. An older size of 0 is
 * refused: everything is consistent with nothing, so that such a proof says nothing. Never throws.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean {
  if (!isPosition(from) || !isPosition(to) || from === 0 || from > to) return false
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false
  if (from === to) return proof.length === 0 && fromRoot === toRoot
  const [first, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof
  if (first === undefined || proof.length === 0) return false
  let place = from - 1
  let last = to - 1
  for (; place % 2 === 1; place = half(place)) last = half(last)
  let oldRoot = first
  let newRoot = first
  for (const node of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      oldRoot = nodeHash(node, oldRoot)
      newRoot = nodeHash(node, newRoot)
      for (; place % 2 === 0 && place !== 0; place = half(place)) last = half(last)
    } else {
      newRoot = nodeHash(newRoot, node)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 && oldRoot === fromRoot && newRoot === toRoot
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size)) && 2 ** Math.log2(size) === size
}

// Division, not a shift: shifts cut positions to 32 bits.
function half(position: number): number {
  return Math.floor(position / 2)
}

function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
