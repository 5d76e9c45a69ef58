import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

const everything = {
  di: 'A9999XYZ100T0944',
  serial: '000025',
  donationId: 'A99971312345600',
  expires: { text: '014032', layout: 'YYYJJJ', date: '2014-02-01' },
  manufactured: { text: '013032', layout: 'YYYJJJ', date: '2013-02-01' },
  mphoLot: '000000000000XYZ123',
}

// The published examples of FDA, IMDRF, HL7 and NLM, and what goes wrong with them.
describe('carriers as labels and guides print them', () => {
  test('reads every data structure', () => {
    const raw = '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123'
    expect(read(raw)).toStrictEqual({ agency: 'ICCBBA', raw, ...everything, others: [], problems: [] })
  })

  test.each([
    [
      'a tissue without a lot',
      '=/1AB370000007JC89=,000000=1234567890ABC00=>030329=}025226',
      {
        di: '1AB370000007JC89',
        donationId: '1234567890ABC00',
        expires: { text: '030329', layout: 'YYYJJJ', date: '2030-11-25' },
        manufactured: { text: '025226', layout: 'YYYJJJ', date: '2025-08-14' },
      },
    ],
    ['a blood bag', '=)1TE123456A&)RZ12345678', { di: '1TE123456A', lot: 'RZ12345678' }],
    ['a device identifier alone', '=/A9999XYZ100T0944', { di: 'A9999XYZ100T0944' }],
    ['serial and expiry', '=/A9999XYZ100T0944=,000025=>014032', { serial: '000025' }],
    [
      'the & that HL7 escapes',
      '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032\\T\\,1000000000000XYZ123',
      everything,
    ],
    [
      'day 366 of a leap year',
      '=/A9999XYZ100T0944=>016366',
      { expires: { text: '016366', date: '2016-12-31' } },
    ],
    ['a year of the last century', '=/A9999XYZ100T0944=}999001', { manufactured: { date: '1999-01-01' } }],
    ['the scan with its symbology', ']C0=/A9999XYZ100T0944=,000025\r\n', { serial: '000025' }],
    ['the serial of a bag', '=)1TE123456A=,00A025', { di: '1TE123456A', serial: '00A025' }],
  ])('reads %s', (_name, raw, values) => {
    expect(read(raw)).toMatchObject({ agency: 'ICCBBA', raw, problems: [], ...values })
  })

  // IMDRF prints a blank inside =>. A scanner does not send one, so that there it is an error.
  test('passes over a blank in printed text with a warning, in a scan it is an error', () => {
    const raw = '=/A9999XYZ100T0944=,000025=A99971312345600= >014032=}013032&,1000000000000XYZ123'
    expect(read(raw)).toMatchObject({ ...everything, others: [] })
    expect(problemsOf(raw)).toEqual(['blank-in-carrier@carrier'])
    expect(problemsOf(']C0=/A9999XYZ100T0944=,00 025')).toEqual(['value-characters@serial'])
  })

  test.each([
    [
      'a device identifier of 15 characters',
      '=/A9999XYZ100T094=,000025',
      ['di-length@di'],
      { serial: '000025' },
    ],
    [
      'day 366 of a common year',
      '=/A9999XYZ100T0944=>013366',
      ['date-impossible@expiry'],
      { expires: { text: '013366', layout: 'YYYJJJ' } },
    ],
    ['day 000', '=/A9999XYZ100T0944=}013000', ['date-impossible@manufacture'], {}],
    ['no device identifier', '=,000025=>014032', ['di-missing@di'], { serial: '000025' }],
    [
      'a lot of 6 characters',
      '=/A9999XYZ100T0944&,1XYZ123',
      ['value-length@mpho-lot'],
      { mphoLot: 'XYZ123' },
    ],
    ['a serial of 7 characters', '=/A9999XYZ100T0944=,0000025', ['value-length@serial'], {}],
    ['an empty serial', '=/A9999XYZ100T0944=,', ['value-empty@serial'], {}],
    ['a donation number of 13 characters', '=/A9999XYZ100T0944=A999713123456', ['value-length@donation'], {}],
    ['small letters', '=/a9999XYZ100T0944', ['value-characters@di'], {}],
    ['two devices', '=/A9999XYZ100T0944=)1TE123456A', ['value-repeated@di'], { di: 'A9999XYZ100T0944' }],
    ['two expiries', '=/A9999XYZ100T0944=>014032=>014033', ['value-repeated@expiry'], {}],
    [
      'a blood group',
      '=/A9999XYZ100T0944=%5100',
      ['identifier-unknown@ai-=%'],
      { others: [{ ai: '=%', value: '5100' }] },
    ],
    ['another list of lots', '=/A9999XYZ100T0944&,2X', ['identifier-unknown@ai-&,'], {}],
    ['nothing behind the last =', '=/A9999XYZ100T0944=', ['identifier-unknown@ai-='], {}],
  ])('names the problem of %s', (_name, raw, problems, values) => {
    expect(problemsOf(raw)).toEqual(problems)
    expect(read(raw)).toMatchObject({ agency: 'ICCBBA', raw, ...values })
  })

  test('leaves out a device identifier that is not one', () => {
    expect(read('=/A9999XYZ100T094')).not.toHaveProperty('di')
  })
})
