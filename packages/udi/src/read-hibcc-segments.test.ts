import { describe, expect, test } from 'vitest'
import { hibccCheckCharacter } from './check-character.ts'
import { parseUdi } from './parse-udi.ts'

const today = '2026-06-30'
const read = (raw: string, primary?: string) =>
  parseUdi(raw, primary === undefined ? { today } : { today, primary })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string, primary?: string) =>
  read(raw, primary).problems.map(({ code, field }) => `${code}@${field}`)
/** The carrier with the check character that belongs to it. */
const checked = (carrier: string) => `${carrier}${hibccCheckCharacter(carrier)}`

describe('what stands behind the slash', () => {
  test.each([
    ['a lot without a date', '$$7LOT', { lot: 'LOT' }],
    ['a serial without a date', '$$+7SER', { serial: 'SER' }],
    [
      'a serial behind a month',
      '$$+0528SER',
      { serial: 'SER', expires: { text: '0528', date: '2028-05-31' } },
    ],
    [
      'a serial behind a date',
      '$$+2053128SER',
      { serial: 'SER', expires: { text: '053128', date: '2028-05-31' } },
    ],
    ['a date alone', '$$528366', { expires: { text: '28366', date: '2028-12-31' } }],
    ['a quantity alone', '$$824', { quantity: 24 }],
    ['a quantity of five digits and a lot', '$$9001007LOT', { quantity: 100, lot: 'LOT' }],
    [
      'a quantity, a date and a lot',
      '$$8243280531LOT',
      { quantity: 24, lot: 'LOT', expires: { date: '2028-05-31' } },
    ],
    [
      'the old form without a flag',
      '28001LOT',
      { lot: 'LOT', expires: { text: '28001', date: '2028-01-01' } },
    ],
    ['one expiry by month and by day', '$$0528LOT/14D20280515', { expires: { text: '0528' } }],
    ['one serial twice', '$+SER/SSER', { serial: 'SER' }],
    ['a lot with a hyphen', '$A-1.B', { lot: 'A-1.B' }],
  ])('is read as %s', (_name, secondary, values) => {
    expect(read(checked(`+M4400192Z1/${secondary}`))).toMatchObject({
      di: 'M4400192Z1',
      problems: [],
      ...values,
    })
  })

  test.each([
    ['an empty lot', '$', ['value-empty@lot']],
    ['a lot of 19 characters', `$${'A'.repeat(19)}`, ['value-length@lot']],
    ['small letters', '$Lot', ['check-character@carrier', 'value-characters@lot']],
    ['two serials', '$+SER/SOTHER', ['value-repeated@serial']],
    ['two expiries', '$$3280531LOT/14D20280601', ['value-repeated@expiry']],
    ['two quantities', '$$824/$$825', ['value-repeated@quantity']],
    ['day 366 of a common year', '$$527366LOT', ['date-impossible@expiry']],
    ['day 000', '$$527000LOT', ['date-impossible@expiry']],
    ['hour 24', '$$427010124LOT', ['time-impossible@expiry']],
    ['day 00, which only GS1 has', '$$3270500LOT', ['date-impossible@expiry']],
    ['a date cut short', '$$32705', ['date-impossible@expiry']],
    ['a quantity cut short', '$$92', ['value-characters@quantity']],
    ['a quantity in front of a serial', '$$+824SER', ['secondary-unknown@carrier']],
    ['nothing', '', ['secondary-unknown@carrier']],
    ['the old form in second place', '$LOT/28001LOT', ['secondary-unknown@carrier']],
  ])('names the problem of %s', (_name, secondary, problems) => {
    const carrier = `+M4400192Z1/${secondary}`
    expect(problemsOf(hibccCheckCharacter(carrier) === undefined ? `${carrier}0` : checked(carrier))).toEqual(
      problems,
    )
  })

  test('keeps other data identifiers with a warning', () => {
    const udi = read(checked('+M4400192Z1/$LOT/25DX1/Q5'))
    expect(udi.others).toEqual([
      { ai: '25D', value: 'X1' },
      { ai: 'Q', value: '5' },
    ])
    expect(udi.problems.map(({ code }) => code)).toEqual(['identifier-unknown', 'identifier-unknown'])
  })

  test.each(['+1400192Z1', '+M4400192ZZ', '+M44-0192Z1', `+M${'1'.repeat(23)}`])(
    '%s has no device identifier',
    (primary) => {
      const udi = read(checked(primary))
      expect(udi.di).toBeUndefined()
      expect(udi.problems.some(({ severity }) => severity === 'error')).toBe(true)
    },
  )
})
