/**
 * The partition of a key, as Kafka's Java clients compute it: both back ends put a key into the same partition, and a
 * log copied from one to the other keeps its order per key.
 */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitions

const multiplier = 0x5bd1e995

/** MurmurHash2 by Austin Appleby, 32 bits, with Kafka's seed; a signed integer, as in Java. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = bytes.byteLength & ~3
  let hash = 0x9747b28c ^ bytes.byteLength
  for (let at = 0; at < tail; at += 4) {
    const mixed = Math.imul(view.getInt32(at, true), multiplier)
    hash = Math.imul(hash, multiplier) ^ Math.imul(mixed ^ (mixed >>> 24), multiplier)
  }
  if (tail < bytes.byteLength) {
    for (let at = tail; at < bytes.byteLength; at += 1) hash ^= view.getUint8(at) << (8 * (at - tail))
    hash = Math.imul(hash, multiplier)
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return hash ^ (hash >>> 15)
}
