import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endsInCheckDigit, gtinCheckDigit, parseGtin } from './gtin.ts'

describe('gtinCheckDigit', () => {
  test.each([
    ['0008541209157', 0],
    ['0008541249868', 3],
    ['9638507', 4],
    ['60695905866', 8],
    ['400638133393', 1],
  ])('belongs after %s', (digits, expected) => {
    expect(gtinCheckDigit(digits)).toBe(expected)
  })

  test('is refused for anything but digits', () => {
    expect(() => gtinCheckDigit('12A4')).toThrow(RangeError)
    expect(() => gtinCheckDigit('')).toThrow(RangeError)
  })

  test('does not change when zeros are put in front', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,20}$/), (digits) => {
        expect(gtinCheckDigit(`000${digits}`)).toBe(gtinCheckDigit(digits))
      }),
    )
  })
})

describe('endsInCheckDigit', () => {
  test('is true of the one digit that belongs there', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,20}$/), fc.integer({ min: 0, max: 9 }), (digits, last) => {
        expect(endsInCheckDigit(`${digits}${last}`)).toBe(last === gtinCheckDigit(digits))
      }),
    )
  })

  test.each(['1234567890128A', '0008541209157Ö', '000854120 1570'])('is false of %j', (text) => {
    expect(endsInCheckDigit(text)).toBe(false)
  })
})

describe('parseGtin', () => {
  test.each([
    ['96385074', '00000096385074'],
    ['606959058668', '00606959058668'],
    ['4006381333931', '04006381333931'],
    [' 00085412091570\t', '00085412091570'],
  ])('reads %j as 14 digits', (text, gtin14) => {
    expect(parseGtin(text)).toEqual({ kind: 'gtin', gtin14 })
  })

  test.each([
    ['00208851107345', 'check-digit', 'is 5, 7 expected'],
    ['', 'di-length', 'has 0 digits'],
    ['123456789', 'di-length', 'has 9 digits'],
    ['0085412 091570', 'value-characters', 'contains " "'],
    ['００085412091570', 'value-characters', 'digits only'],
  ])('refuses %j', (text, code, words) => {
    expect(parseGtin(text)).toMatchObject({
      kind: 'problem',
      problem: { code, field: 'di', severity: 'error' },
    })
    expect(parseGtin(text)).toMatchObject({ problem: { message: expect.stringContaining(words) } })
  })

  test('notices any single digit read wrongly', () => {
    const misread = fc.record({
      body: fc.stringMatching(/^[0-9]{13}$/),
      place: fc.nat(13),
      change: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(misread, ({ body, place, change }) => {
        const right = `${body}${gtinCheckDigit(body)}`
        const wrong = (Number(right.charAt(place)) + change) % 10
        expect(parseGtin(right).kind).toBe('gtin')
        expect(parseGtin(`${right.slice(0, place)}${wrong}${right.slice(place + 1)}`).kind).toBe('problem')
      }),
    )
  })
})
