import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashCode, isSameHash, newCode, readCode } from './reply-code.ts'
import { hashHandle, mintReplyToken, newHandle, readReplyToken } from './reply-token.ts'

const secret = new Uint8Array(32).fill(7)
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/% '

test('a token gives back its handle, and the handle is 256 bits', () => {
  const handle = newHandle(randomBytes)
  expect(Buffer.from(handle, 'base64url')).toHaveLength(32)
  expect(readReplyToken(secret, mintReplyToken(secret, handle))).toBe(handle)
  expect(hashHandle(handle)).toMatch(/^[0-9a-f]{64}$/)
})

test('every change of a single character of a token is refused', () => {
  const token = mintReplyToken(secret, newHandle(randomBytes))
  for (let at = 0; at < token.length; at += 1) {
    expect(readReplyToken(secret, token.slice(0, at) + token.slice(at + 1))).toBeUndefined()
    for (const letter of alphabet) {
      if (letter === token[at]) continue
      expect(readReplyToken(secret, token.slice(0, at) + letter + token.slice(at + 1))).toBeUndefined()
    }
  }
  expect(readReplyToken(secret, `${token}A`)).toBeUndefined()
})

test('a token of another secret is refused, and a short secret makes none', () => {
  const handle = newHandle(randomBytes)
  expect(readReplyToken(new Uint8Array(32).fill(8), mintReplyToken(secret, handle))).toBeUndefined()
  expect(() => mintReplyToken(new Uint8Array(31), handle)).toThrow(RangeError)
})

test('a code is six digits whatever is drawn, and an unfair draw is drawn again', () => {
  const draws = [Buffer.from('ffffffff', 'hex'), Buffer.from('00000007', 'hex')]
  expect(newCode(() => draws.shift() ?? Buffer.alloc(4))).toBe('000007')
  for (let times = 0; times < 100; times += 1) expect(newCode(randomBytes)).toMatch(/^[0-9]{6}$/)
})

test('a code counts for its own letter alone', () => {
  const hash = hashCode(secret, 'letter-a', '482913')
  expect(isSameHash(hash, hashCode(secret, 'letter-a', '482913'))).toBe(true)
  expect(isSameHash(hash, hashCode(secret, 'letter-b', '482913'))).toBe(false)
  expect(isSameHash(hash, hash.slice(1))).toBe(false)
})

test.each([
  ['482913', '482913'],
  [' 482 913 ', '482913'],
  ['482-913', '482913'],
  ['', undefined],
  ['48291', undefined],
  ['4829134', undefined],
  ['test', undefined],
  ['４８２９１３', undefined],
  [`482913${' '.repeat(60)}`, undefined],
])('reads the typed code %j as %j', (typed, read) => {
  expect(readCode(typed)).toBe(read)
})
