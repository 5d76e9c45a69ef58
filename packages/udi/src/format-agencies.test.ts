import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatUdi } from './format-udi.ts'
import { parseUdi, type Udi } from './parse-udi.ts'
import { type DateLayout, parseLaidOutDate } from './udi-date.ts'

const today = '2026-06-30'
const capitals = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
type Values = Omit<Udi, 'raw' | 'problems'>

const textOf = (minLength: number, maxLength: number, unit: readonly string[] = capitals) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength })

const other = (...marks: readonly string[]) =>
  fc.tuple(fc.constantFrom(...marks), textOf(0, 10)).map(([ai, value]) => ({ ai, value }))

/** A day between 1977 and 2075, written in one of the layouts, as both agencies write days. */
const dated = (...layouts: readonly DateLayout[]) =>
  fc
    .record({
      layout: fc.constantFrom(...layouts),
      year: fc.integer({ min: 1977, max: 2075 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      dayOfYear: fc.integer({ min: 1, max: 365 }),
      hour: fc.integer({ min: 0, max: 23 }),
    })
    .map(({ layout, year, month, day, dayOfYear, hour }) => {
      const parts = { Y: year, M: month, D: day, J: dayOfYear, H: hour }
      const text = layout.replaceAll(/Y+|M+|D+|J+|H+/g, (part) => {
        const letter = part.charAt(0) as keyof typeof parts
        return String(parts[letter]).padStart(part.length, '0').slice(-part.length)
      })
      return { text, layout, date: parseLaidOutDate(text, layout, 2026) ?? 'no day' }
    })

/** No value ends in a blank: with a check character that is one, it could not be told from padding. */
const hibccMark = textOf(1, 18, [...capitals, ...'-. $+%']).filter((value) => !value.endsWith(' '))

const hibcc: fc.Arbitrary<Values> = fc.record(
  {
    agency: fc.constant('HIBCC' as const),
    di: fc
      .tuple(fc.constantFrom(...'ABXZ'), textOf(4, 21), fc.constantFrom(...'0123456789'))
      .map((parts) => parts.join('')),
    lot: hibccMark,
    serial: hibccMark,
    manufactured: dated('YYYYMMDD'),
    expires: dated('MMYY', 'MMDDYY', 'YYMMDD', 'YYMMDDHH', 'YYJJJ', 'YYJJJHH', 'YYYYMMDD'),
    quantity: fc.integer({ min: 0, max: 99_999 }),
    others: fc.array(other('25D'), { maxLength: 2 }),
  },
  { requiredKeys: ['agency', 'di', 'others'] },
)

const iccbbaRest = {
  agency: fc.constant('ICCBBA' as const),
  serial: textOf(6, 6),
  donationId: textOf(15, 15),
  expires: dated('YYYJJJ'),
  manufactured: dated('YYYJJJ'),
  mphoLot: textOf(18, 18),
  lot: textOf(10, 10),
  others: fc.array(other('=%', '&+'), { maxLength: 2 }),
}
const iccbba: fc.Arbitrary<Values> = fc
  .constantFrom(16, 10)
  .chain((length) =>
    fc.record({ ...iccbbaRest, di: textOf(length, length) }, { requiredKeys: ['agency', 'di', 'others'] }),
  )

const warnings = ['check-character-doubtful', 'identifier-unknown']

describe('the formatted carrier', () => {
  test.each([
    ['HIBCC', hibcc],
    ['ICCBBA', iccbba],
  ])('of %s is read back as what was written, warnings aside', (_agency, values) => {
    fc.assert(
      fc.property(values, (udi) => {
        const raw = formatUdi(udi)
        const { problems, ...rest } = parseUdi(raw, { today })
        expect(rest).toStrictEqual({ raw, ...udi })
        expect(problems.filter(({ code }) => !warnings.includes(code))).toEqual([])
        expect(formatUdi(parseUdi(raw, { today }))).toBe(raw)
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    '+M4400192Z1X',
    '+M4400192Z1/$LOT77A ',
    '+M4400192Z1/$+SN00042 ',
    '+M4400192Z1/$$3280531LOT77AD',
    '+E20831269/$$8020423286539+',
    '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A',
    '+X999123ABC0/$1234AB/S5678EDFG/16D20151001/14D20190515.',
    '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123',
    '=)1TE123456A&)RZ12345678',
    '010008541209157010A1',
  ])('%j is written as it was read', (raw) => {
    expect(formatUdi(parseUdi(raw, { today }))).toBe(raw)
  })

  test('of a secondary barcode is empty, since it names no device', () => {
    expect(formatUdi(parseUdi('+$LOT77AXW', { today }))).toBe('')
  })
})
