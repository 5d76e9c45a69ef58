import { describe, expect, test } from 'vitest'
import { murmur2, partitionOf } from './partition-of.ts'

describe('the partition of a key', () => {
  /** From the tests of Apache Kafka's Java client (org.apache.kafka.common.utils.UtilsTest). */
  test.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (key, hash) => {
    expect(murmur2(new TextEncoder().encode(key))).toBe(hash)
  })

  test('is the positive hash modulo the number of partitions', () => {
    expect(partitionOf('foobar', 4)).toBe((-790332482 & 0x7fffffff) % 4)
    expect(partitionOf('abc', 7)).toBe(479470107 % 7)
  })

  test('is always one of the partitions, and every partition is some key’s', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `Schlüssel ${index} 鍵`)
    for (const partitions of [4, 5, 16]) {
      const used = new Set(keys.map((key) => partitionOf(key, partitions)))
      expect([...used].sort((a, b) => a - b)).toEqual(Array.from({ length: partitions }, (_, index) => index))
    }
  })
})
