import { describe, expect, it } from 'vitest'
import {
  createKeyAuthenticator,
  forwardActor,
  hashSecret,
  newSecret,
  type StoredKey,
} from './authenticate.ts'

type Actor = { readonly name: string }
const now = '2025-06-20T14:00:00.000Z'
const secret = new Uint8Array(32).fill(7)
const key = newSecret((size) => new Uint8Array(size).fill(1))

const ask = (
  authorization: string | undefined,
  stored?: Partial<StoredKey<Actor>>,
  forwardedSecret?: Uint8Array,
) =>
  createKeyAuthenticator<Actor>({
    findKey: async (hash) =>
      hash === hashSecret(key) ? { actor: { name: 'importer' }, ...stored } : undefined,
    parseActor: (value) => ({ name: String(value) }),
    now: () => now,
    ...(forwardedSecret === undefined ? {} : { forwardedSecret }),
  })({
    method: 'GET',
    url: '/',
    cookies: {},
    ip: '192.0.2.1',
    headers: authorization === undefined ? {} : { authorization },
  })

describe('an API key', () => {
  it('is 256 random bits behind a prefix, found by its SHA-256', () => {
    expect(key).toBe('rw_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE')
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('lets its bearer in until it expires or is revoked', async () => {
    expect(await ask(`Bearer ${key}`)).toEqual({ kind: 'known', actor: { name: 'importer' } })
    expect((await ask(`bearer ${key}`, { expiresAt: '2025-06-20T14:00:00.001Z' })).kind).toBe('known')
    expect((await ask(`Bearer ${key}`, { expiresAt: now })).kind).toBe('unknown')
    expect((await ask(`Bearer ${key}`, { revokedAt: '2025-06-20T14:00:01.000Z' })).kind).toBe('unknown')
  })

  it('fails in one voice, whatever is wrong', async () => {
    const wrong = [
      `Bearer ${key}x`,
      `Bearer ${key.slice(3)}`,
      'Basic abc',
      'Bearer',
      'nonsense',
      `Bearer ${key} ${key}`,
    ]
    const answers = await Promise.all([
      ...wrong.map((header) => ask(header)),
      ask(`Bearer ${key}`, { revokedAt: now }),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.kind).toBe('unknown')
    expect(await ask(undefined)).toMatchObject({ kind: 'unknown' })
  })
})

describe('a forwarded actor', () => {
  const header = forwardActor(secret, 'ada', '2025-06-20T14:01:00.000Z')

  it('is accepted from who shares the secret', async () => {
    expect(await ask(header, {}, secret)).toEqual({ kind: 'known', actor: { name: 'ada' } })
  })

  it('is refused without a secret, with another one, and after its minute', async () => {
    expect((await ask(header)).kind).toBe('unknown')
    expect((await ask(header, {}, new Uint8Array(32).fill(8))).kind).toBe('unknown')
    expect((await ask(forwardActor(secret, 'ada', now), {}, secret)).kind).toBe('unknown')
  })
})
