import { describe, expect, test } from 'vitest'
import { derivedId, sha256Hex } from './derived-id.ts'

describe('derived ids', () => {
  test.each([
    ['recall', ['organisation-1', 'FA-2025-019'], 'b577ti3l6f7cmop4ribsu325tu'],
    ['recall', [], '4qwcxwdwvsfzkpltdd2nydt5o4'],
    ['custody', [{ di: '00085412091570', serial: '765100' }, 'facility-1'], 'al6jzs5rp3p2s43cwi746gleu4'],
  ])('golden value of %s %j', (domain, inputs, id) => {
    expect(derivedId(domain, inputs)).toBe(id)
  })

  test('the domain keeps equal inputs apart', () => {
    expect(derivedId('case', ['a', 'b'])).not.toBe(derivedId('match', ['a', 'b']))
  })

  test('the boundary between inputs matters', () => {
    expect(derivedId('case', ['ab', 'c'])).not.toBe(derivedId('case', ['a', 'bc']))
  })

  test('sha256Hex agrees with the published vector for "abc"', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
