import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keysOfProduct, scopeProductSchema } from '../scope/scope.ts'
import { diSchema, normaliseDi } from './device-identifier.ts'
import { productKeysOf } from './observation.ts'

describe('a device identifier', () => {
  test.each([
    ['96385074', 'gs1', '00000096385074'],
    ['614141999996', 'gs1', '00614141999996'],
    ['9506000134352', 'gs1', '09506000134352'],
    [' 09506000134352\u00a0', 'gs1', '09506000134352'],
    ['A999ABC123DE0', 'hibcc', 'A999ABC123DE0'],
    ['m4400192z1', 'hibcc', 'M4400192Z1'],
    ['A99910', 'hibcc', 'A99910'],
    ['A9999XYZ100T0944', 'iccbba', 'A9999XYZ100T0944'],
    ['1AB370000007JC89', 'iccbba', '1AB370000007JC89'],
    ['1TE123456A', 'iccbba', '1TE123456A'],
  ])('is read from %j as %s %s', (text, agency, di) => {
    expect(normaliseDi(text)).toEqual({ kind: 'di', agency, di })
    expect(diSchema.safeParse(di).success).toBe(true)
  })

  test.each([
    ['', /has 0 digits/],
    ['123', /has 3 digits/],
    ['09506000134353', /The check digit/],
    ['85412091570', /has 11 digits.*zeros in front it is 00085412091570/],
    ['85412091571', /has 11 digits: a GTIN has 8, 12, 13 or 14$/],
    ['0109506000134352', /has 16 digits/],
    ['(01)09506000134352', /belongs in udi/],
    ['+A999ABC123DE0', /belongs in udi/],
    ['=/A9999XYZ100T0944', /belongs in udi/],
    ['https://id.example.org/01/09506000134352', /belongs in udi/],
    ['9506000-134352', /is no device identifier/],
    ['A9990', /is no device identifier/],
    ['A999ABCDEFGHIJKLMNOPQR01', /is no device identifier/],
    ['A999ABCDE', /is no device identifier/],
    ['É999ABC0', /is no device identifier/],
  ])('is not made of %j', (text, message) => {
    expect(normaliseDi(text)).toMatchObject({ kind: 'problem', message: expect.stringMatching(message) })
    expect(diSchema.safeParse(text).success).toBe(false)
  })

  test('is refused by a scope in any other form than the compared one, with that form', () => {
    const issue = (text: string) => diSchema.safeParse(text).error?.issues[0]?.message
    expect(issue('9506000134352')).toBe('a UDI-DI has 14 digits: write 09506000134352')
    expect(issue('a999abc123de0')).toBe('write A999ABC123DE0')
  })

  test.each(['09506000134352', 'A999ABC123DE0', 'A9999XYZ100T0944', '1TE123456A'])(
    'of any agency brings a scope and an inventory together: %s',
    (di) => {
      const product = {
        productId: 'V6',
        name: 'Pump',
        manufacturer: 'Northwind',
        units: { all: true },
        verbatim: 'All',
      }
      const scope = scopeProductSchema.parse({ ...product, dis: [di] })
      expect(keysOfProduct(scope)).toEqual(productKeysOf({ di }))
    },
  )

  test('is its own normal form, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789ABYZaz +-'), maxLength: 25 }), (text) => {
        const read = normaliseDi(text)
        if (read.kind === 'problem') return
        expect(normaliseDi(read.di)).toEqual(read)
        expect(diSchema.parse(read.di)).toBe(read.di)
      }),
    )
  })
})
