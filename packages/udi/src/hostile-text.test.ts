import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatElementString, formatHumanReadable, formatUdi } from './format-udi.ts'
import { parseGtin } from './gtin.ts'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'

const today = '2026-06-30'

/** Text made of the pieces that steer the readers, and of anything at all. */
const steering = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '(01)',
        '(10)',
        '(21)',
        '(17)',
        '\\(',
        gs,
        ']d2',
        ']E0',
        '01',
        '10',
        '21',
        '17',
        '3103',
        '7003',
      ),
      fc.constantFrom(
        'https://',
        'HTTP://x',
        '/01/',
        '/',
        '?',
        '&',
        '=',
        '#',
        '%',
        '%2F',
        '%E0',
        '+',
        '/$',
        '*',
        ' ',
        '\u00a0',
      ),
      fc.constantFrom(
        '+M4400192Z1',
        '+$$',
        '/$$8',
        '/S',
        '/16D',
        '_',
        '=/',
        '=,',
        '=>',
        '&,1',
        '&)',
        '\\T\\',
      ),
      fc.constantFrom('00085412091570', '251332', '310300', '__proto__', '\ud800', 'é'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''))

describe('any text', () => {
  test('gives a result that keeps it, and is never silent about a missing device identifier', () => {
    fc.assert(
      fc.property(fc.oneof(steering, fc.string({ unit: 'binary' })), (raw) => {
        const udi = parseUdi(raw, { today, primary: raw })
        expect(udi.raw).toBe(raw)
        expect(udi.di === undefined && udi.problems.every(({ severity }) => severity !== 'error')).toBe(false)
        expect(() => [
          formatElementString(udi),
          formatHumanReadable(udi),
          formatUdi(udi),
          parseGtin(raw),
        ]).not.toThrow()
      }),
      { numRuns: 5_000 },
    )
  })

  test('scanned as an element string yields only values that stand in it', () => {
    const digitsFirst = fc
      .tuple(fc.constantFrom('01', '10', '21', '8012'), steering)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(digitsFirst, (raw) => {
        const { lot, serial, softwareVersion, others } = parseUdi(raw, { today })
        for (const value of [lot, serial, softwareVersion, ...others.map((other) => other.value)]) {
          if (value !== undefined) expect(raw).toContain(value)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('half a million characters', () => {
  const size = 500_000
  // A reader that looked at each character again for each one before it would need minutes here.
  test.each([
    ['one lot', `010008541209157010${'2'.repeat(size)}`],
    ['separators', `010008541209157010A${gs.repeat(size)}21B`],
    ['elements', `10A${gs}`.repeat(size / 4)],
    ['dates in a lot', `010008541209157010${'17310301'.repeat(size / 8)}x`],
    ['open brackets', '(01)'.concat('('.repeat(size))],
    ['open brackets and blanks', '(01)'.concat('( '.repeat(size / 2))],
    ['brackets', '(10)A'.repeat(size / 5)],
    ['blanks', `(01)${' '.repeat(size)}x`],
    ['escapes', `(10)${'\\('.repeat(size / 2)}`],
    ['a path', `https://example.org${'/10/A'.repeat(size / 5)}`],
    ['slashes', `https://example.org${'/'.repeat(size)}`],
    ['a query', `https://example.org/01/00085412091570?${'10=A&'.repeat(size / 5)}`],
    ['percent signs', `https://example.org/01/${'%'.repeat(size)}`],
    ['blanks around nothing', ' '.repeat(size)],
    ['an unknown agency', 'A/'.repeat(size / 2)],
    ['HIBCC segments', `+M4400192Z1${'/S1'.repeat(size / 3)}`],
    ['HIBCC slashes', `+M4400192Z1${'/'.repeat(size)}`],
    ['a HIBCC lot', `+M4400192Z1/$${'A'.repeat(size)}`],
    ['blanks behind HIBCC', `+M4400192Z1/$A${' '.repeat(size)}`],
    ['blanks in HIBCC', `+M4400192Z1/$A${' '.repeat(size)}B`],
    ['a HIBCC secondary', `+$$8${'1'.repeat(size)}`],
    ['ICCBBA structures', '=/'.repeat(size / 2)],
    ['ICCBBA blanks', `=/${' '.repeat(size)}A`],
    ['HL7 escapes', `=/${'\\T\\'.repeat(size / 3)}`],
  ])('of %s are read within seconds', (_name, raw) => {
    const startedAt = performance.now()
    expect(parseUdi(raw, { today }).raw).toBe(raw)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
