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

const everything = {
  di: 'X999123ABC0',
  lot: '1234AB',
  serial: '5678EDFG',
  manufactured: { text: '20151001', layout: 'YYYYMMDD', date: '2015-10-01' },
}

// The published examples of FDA, IMDRF and several vendors.
describe('carriers as labels and guides print them', () => {
  test.each([
    ['a month', '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A', '0519', 'MMYY', '2019-05-31'],
    ['flag 2', '+X999123ABC0/$$20515191234AB/S5678EDFG/16D20151001I', '051519', 'MMDDYY', '2019-05-15'],
    ['flag 3', '+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001J', '190515', 'YYMMDD', '2019-05-15'],
    ['flag 4', '+X999123ABC0/$$4190515211234AB/S5678EDFG/16D20151001N', '19051521', 'YYMMDDHH', '2019-05-15'],
    ['flag 5', '+X999123ABC0/$$5191351234AB/S5678EDFG/16D20151001J', '19135', 'YYJJJ', '2019-05-15'],
    ['flag 6', '+X999123ABC0/$$619135211234AB/S5678EDFG/16D20151001N', '1913521', 'YYJJJHH', '2019-05-15'],
    ['14D', '+X999123ABC0/$1234AB/S5678EDFG/16D20151001/14D20190515.', '20190515', 'YYYYMMDD', '2019-05-15'],
  ])('reads lot, serial, manufacture and an expiry by %s', (_name, raw, text, layout, date) => {
    const expected = {
      agency: 'HIBCC',
      raw,
      ...everything,
      expires: { text, layout, date },
      others: [],
      problems: [],
    }
    expect(read(raw)).toStrictEqual(expected)
  })

  test.each([
    ['the longest primary', '+A123ABCDEFGHI1234567891E', { di: 'A123ABCDEFGHI1234567891' }],
    ['a short primary', '+M4400192Z1X', { di: 'M4400192Z1' }],
    ['a serial', '+A999ABC123DE0/$+1234567Y', { di: 'A999ABC123DE0', serial: '1234567' }],
    ['the asterisks of Code 39', '*+A999ABC123DE0/$+1234567Y*', { di: 'A999ABC123DE0', serial: '1234567' }],
    [
      'a quantity of two digits, and + as check character',
      '+E20831269/$$8020423286539+',
      { quantity: 2, expires: { text: '0423', layout: 'MMYY', date: '2023-04-30' }, lot: '286539' },
    ],
    ['the quantity of another label', '+E20831339/$$8020223283831T', { quantity: 2, lot: '283831' }],
    [
      'expiry and lot',
      '+M4400192Z1/$$3280531LOT77AD',
      { expires: { text: '280531', layout: 'YYMMDD', date: '2028-05-31' }, lot: 'LOT77A' },
    ],
    ['a serial whose check character is a space', '+M4400192Z1/$+SN00042 ', { serial: 'SN00042' }],
    ['a lot whose check character is a space', '+M4400192Z1/$LOT77A ', { lot: 'LOT77A' }],
  ])('reads %s', (_name, raw, values) => {
    expect(read(raw)).toMatchObject({ agency: 'HIBCC', raw, problems: [], ...values })
  })

  // FDA, IMDRF and HL7 all print the first with a placeholder in the place of its check character, which would be H. Of the last,
  // a test suite's secondary barcode, link and check character are placeholders too (+ would be right), and without a primary it
  // names no device: neither valid nor invalid by itself, it has errors here until the primary is there.
  test.each([
    [
      'a placeholder for the check character',
      '+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C',
      ['check-character@carrier'],
      { di: 'H123PARTNO1234567890120', lot: 'LOT123456789012345' },
    ],
    [
      'a wrong check character',
      '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001B',
      ['check-character@carrier'],
      everything,
    ],
    ['a lost +', 'X999123ABC0/$1234AB/', ['flag-missing@carrier'], {}],
    ['a primary that is too short', '+A12B', ['di-length@di'], {}],
    [
      'month 13',
      '+M4400192Z1/$$2133126LOT7Z',
      ['date-impossible@expiry'],
      { expires: { text: '133126', layout: 'MMDDYY' }, lot: 'LOT7' },
    ],
    [
      'a secondary barcode alone',
      '+$$09053C001LC',
      ['check-character@carrier', 'di-missing@di'],
      { expires: { text: '0905', layout: 'MMYY', date: '2005-09-30' }, lot: '3C001' },
    ],
  ])('names the problem of %s', (_name, raw, problems, values) => {
    expect(problemsOf(raw)).toEqual(problems)
    expect(read(raw)).toMatchObject({ agency: 'HIBCC', raw, ...values })
  })
})

describe('a secondary barcode beside its primary', () => {
  // The check characters of these primaries are X and a space.
  const primary = '+M4400192Z1X'
  const spaced = checked('+M4400192HN1')

  test('takes the device identifier from it', () => {
    const raw = checked('+$$3280531LOT77AX')
    expect(read(raw, primary)).toStrictEqual({
      agency: 'HIBCC',
      raw,
      di: 'M4400192Z1',
      expires: { text: '280531', layout: 'YYMMDD', date: '2028-05-31' },
      lot: 'LOT77A',
      others: [],
      problems: [],
    })
    expect(read(raw, `]C0${primary}\r\n`).di).toBe('M4400192Z1')
  })

  test('takes none from the primary of another label', () => {
    expect(problemsOf(checked('+$LOT77AY'), primary)).toEqual(['link-mismatch@di'])
    expect(read(checked('+$LOT77AY'), primary)).not.toHaveProperty('di')
  })

  test.each(['+M4400192Z1Y', '0100085412091570', '', checked('+$LOT77AX')])(
    'takes none from the primary %j, which is not read',
    (other) => {
      expect(problemsOf(checked('+$LOT77AX'), other)).toEqual(['primary-unread@di'])
    },
  )

  test('is linked by a space as well', () => {
    expect(spaced).toBe('+M4400192HN1 ')
    expect(read(checked('+$LOT77A '), spaced)).toMatchObject({
      di: 'M4400192HN1',
      lot: 'LOT77A',
      problems: [],
    })
    expect(read('*+$LOT77A_1*', spaced)).toEqual({
      ...read(checked('+$LOT77A '), spaced),
      raw: '*+$LOT77A_1*',
    })
  })

  test('is not looked for where both are in one', () => {
    expect(read('+A999ABC123DE0/$+1234567Y', primary)).toEqual(read('+A999ABC123DE0/$+1234567Y'))
  })
})
