import { describe, expect, it } from 'vitest'
import { readToken, signToken } from './signed-token.ts'

const secret = new Uint8Array(32).fill(7)
const later = '2025-06-20T14:01:00.000Z'
const now = '2025-06-20T14:00:00.000Z'
const token = signToken(secret, 'actor', { person: 'p1' }, later)

describe('signed tokens', () => {
  it.each([
    null,
    false,
    0,
    '',
    'Zoë ☂',
    [],
    [1, [null]],
    {},
    { organisation: 'o1', roles: ['manager'], by: { key: 'k' } },
  ])('return the payload %j', (payload) => {
    const signed = signToken(secret, 'actor', payload, later)
    expect(readToken(secret, 'actor', signed, now)).toEqual({ kind: 'valid', payload, expiresAt: later })
  })

  it.each([
    ['another purpose', secret, 'link', token, now, 'wrong-purpose'],
    ['the instant of expiry', secret, 'actor', token, later, 'expired'],
    ['an unreadable clock', secret, 'actor', token, 'soon', 'expired'],
    ['another secret', new Uint8Array(32).fill(8), 'actor', token, now, 'unknown-key'],
    ['no token at all', secret, 'actor', '', now, 'malformed'],
    ['a web token without algorithm', secret, 'actor', 'eyJhbGciOiJub25lIn0.e30.', now, 'malformed'],
    ['a fifth part', secret, 'actor', `${token}.x`, now, 'malformed'],
    ['an endless text', secret, 'actor', 'a'.repeat(100_000), now, 'malformed'],
  ])('are refused for %s', (_name, key, purpose, text, at, reason) => {
    expect(readToken(key, purpose, text, at)).toEqual({ kind: 'invalid', reason })
  })

  it('are refused after any change of a letter', () => {
    for (let index = 0; index < token.length; index += 1) {
      const changed = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`
      expect(readToken(secret, 'actor', changed, now).kind).toBe('invalid')
    }
  })

  it('are read with the old secret while a new one takes over', () => {
    const fresh = new Uint8Array(32).fill(9)
    expect(readToken([fresh, secret], 'actor', token, now).kind).toBe('valid')
  })

  it('are not made with a short secret', () => {
    expect(() => signToken(new Uint8Array(16), 'actor', null, later)).toThrow(/32 bytes/)
  })
})
