import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonical JSON', () => {
  test.each([
    // RFC 8785, section 3.2.2: the specification's own sample.
    [
      {
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    // RFC 8785, section 3.2.3: members sort by UTF-16 code units, not by code points.
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [-0, '0'],
    [{ absent: undefined, present: 1 }, '{"present":1}'],
  ])('writes %j as RFC 8785 asks', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test.each([
    [{ a: [1, Number.NaN] }, '$.a[1]: NaN has no JSON form'],
    [{ at: new Date(0) }, '$.at: a Date has no JSON form'],
    [{ text: '\ud83d' }, '$.text: the text holds half a surrogate pair'],
    [[() => 1], '$[0]: a value of type function has no JSON form'],
    [[undefined], '$[0]: a value of type undefined has no JSON form'],
    [{ a: 'a', b: 'b', c: '\ud83d', d: 'd' }, '$.c: the text holds half a surrogate pair'],
    [{ a: 'a', b: 'b', c: 'c', d: Number.NaN }, '$.d: NaN has no JSON form'],
  ])('refuses %j and names the place', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(new TypeError(message))
  })

  test('of a large flat object is that of the specification, whatever its names and values are', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/),
      fc.string(),
      fc.constantFrom('10', '9', '__proto__'),
    )
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, value), { minLength: 4, selector: ([key]) => key }),
        (members) => {
          const object = Object.create(null)
          for (const [key, member] of members)
            Object.defineProperty(object, key, { value: member, enumerable: true })
          const inOrder = members.toSorted(([a], [b]) => (a < b ? -1 : 1))
          const texts = inOrder.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`)
          expect(canonicalJson(object)).toBe(`{${texts.join(',')}}`)
        },
      ),
    )
  })

  test('is a fixed point: parsing and writing again changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
})
