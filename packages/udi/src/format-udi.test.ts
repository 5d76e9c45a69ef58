import fc from 'fast-check'
import { parseBarcode } from 'gs1-barcode-parser-mod'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { formatElementString, formatHumanReadable, type UdiValues } from './format-udi.ts'
import { gtinCheckDigit } from './gtin.ts'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'
import { parseUdiDate } from './udi-date.ts'

const today = '2026-06-30'
const set82 = `0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!"%&'()*+,-./:;<=>?_`

const textOf = (maxLength: number) => fc.string({ unit: fc.constantFrom(...set82), minLength: 1, maxLength })
const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength })
const gtin14 = digitsOf(13, 13).map((body) => `${body}${gtinCheckDigit(body)}`)
const dated = digitsOf(6, 6)
  .filter((text) => parseUdiDate(text, 2026) !== undefined)
  .map((text) => ({ text, date: parseUdiDate(text, 2026) ?? '' }))
const other = (ai: string, value: fc.Arbitrary<string>) => value.map((text) => ({ ai, value: text }))
const others = fc.uniqueArray(
  fc.oneof(
    other('20', digitsOf(2, 2)),
    other('22', textOf(20)),
    other('240', textOf(30)),
    other('241', textOf(30)),
    other('30', digitsOf(1, 8)),
    other('3103', digitsOf(6, 6)),
    other('710', textOf(20)),
    other('90', textOf(30)),
  ),
  { selector: ({ ai }) => ai },
)

/** Values of a label without a mistake. */
const values: fc.Arbitrary<UdiValues & { readonly others: NonNullable<UdiValues['others']> }> = fc.record(
  {
    di: gtin14,
    manufactured: dated,
    expires: dated,
    lot: textOf(20),
    serial: textOf(20),
    softwareVersion: textOf(20),
    others,
  },
  { requiredKeys: ['di', 'others'] },
)

describe('the formatted carrier', () => {
  test('has predefined lengths first and a separator only where one is needed', () => {
    const udi = parseUdi('(01)00085412091570(10)A1(21)S1(17)310301(20)01(240)R', { today })
    expect(formatElementString(udi)).toBe(`01000854120915701731030110A1${gs}21S1${gs}2001240R`)
    expect(formatHumanReadable(udi)).toBe('(01)00085412091570(17)310301(10)A1(21)S1(20)01(240)R')
  })

  test('is empty for a carrier of another agency', () => {
    expect(formatElementString(parseUdi('+A999ABC123DE0/$+1234567Y', { today }))).toBe('')
  })

  test('read back from brackets is what was written', () => {
    fc.assert(
      fc.property(values, (udi) => {
        const raw = formatHumanReadable(udi)
        expect(parseUdi(raw, { today })).toStrictEqual({ agency: 'GS1', raw, ...udi, problems: [] })
      }),
    )
  })

  test('read back from a scan is what was written, a warning of lost separators aside', () => {
    fc.assert(
      fc.property(values, (udi) => {
        const raw = formatElementString(udi)
        const { problems, ...rest } = parseUdi(raw, { today })
        expect(rest).toStrictEqual({ agency: 'GS1', raw, ...udi })
        expect(problems.filter(({ code }) => code !== 'separator-lost')).toEqual([])
      }),
    )
  })

  test('keeps values that have problems as they were read', () => {
    const raw = '(01)00208851107345(17)251332(21)AB{C}'
    expect(formatHumanReadable(parseUdi(raw, { today }))).toBe(raw)
  })
})

describe('beside gs1-barcode-parser-mod, which is told the same day', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test.each(['2026-06-30', '1999-12-31', '2051-01-01'])(
    'a valid scan of %s gives the same elements and days',
    (day) => {
      vi.useFakeTimers({ now: new Date(`${day}T12:00:00Z`), toFake: ['Date'] })
      fc.assert(
        fc.property(values, (udi) => {
          const raw = formatElementString(udi)
          const peer = parseBarcode(raw).parsedCodeItems
          const ours = parseUdi(raw, { today: day })
          const find = (ai: string) => peer.find((item) => item.ai === ai)
          expect(ours.di).toBe(find('01')?.raw)
          expect(ours.lot).toBe(find('10')?.raw)
          expect(ours.serial).toBe(find('21')?.raw)
          expect(ours.softwareVersion).toBe(find('8012')?.raw)
          expect(ours.manufactured?.date).toBe(find('11')?.isoDate)
          expect(ours.expires?.date).toBe(find('17')?.isoDate)
          const named = ['01', '10', '11', '17', '21', '8012']
          expect(ours.others).toEqual(
            peer.filter(({ ai }) => !named.includes(ai)).map(({ ai, raw: value }) => ({ ai, value })),
          )
        }),
      )
    },
  )

  test.each([
    ['a wrong check digit', '0100208851107345', 'check-digit'],
    ['a month 13', '010008541209157017251332', 'date-impossible'],
    ['a lot of 21 characters', `010008541209157010${'A'.repeat(21)}`, 'value-length'],
  ])('%s is accepted there and named here', (_name, raw, code) => {
    expect(parseBarcode(raw).parsedCodeItems.length).toBeGreaterThan(0)
    expect(parseUdi(raw, { today }).problems.map((problem) => problem.code)).toContain(code)
  })

  test('a leading FNC1 is refused there and read here', () => {
    expect(() => parseBarcode(`${gs}0100085412091570`)).toThrow()
    expect(parseUdi(`${gs}0100085412091570`, { today })).toMatchObject({ di: '00085412091570', problems: [] })
  })
})
