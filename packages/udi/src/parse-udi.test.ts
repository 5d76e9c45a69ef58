import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'
import { udiProblemSeverities } from './udi-problem.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

// The published examples of FDA, IMDRF, HL7 and NLM and what recalls print. Two of NLM's own examples have a wrong check digit:
// they are examples of a problem here. The scan without its separator is valid to the letter of the standard, which is why
// it gets a warning and no error.
describe('carriers as labels, guides and recalls print them', () => {
  test.each([
    [
      'all five identifiers',
      '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234',
      {
        di: '51022222233336',
        lot: 'A213B1',
        serial: '1234',
        expires: { text: '150707', date: '2015-07-07' },
      },
    ],
    [
      'manufacturing and expiry date',
      '(01)09506000117843(11)141231(17)201231(10)1234AB(21)5678CD',
      { manufactured: { text: '141231', date: '2014-12-31' }, lot: '1234AB', serial: '5678CD' },
    ],
    [
      'a variable-length lot in front of the expiry',
      '(01)00844505000772(10)122927(17)310301',
      { lot: '122927', expires: { text: '310301', date: '2031-03-01' } },
    ],
    [
      'the same from a scanner, with the separator after the lot',
      `010084450500077210122927${gs}17310301`,
      { di: '00844505000772', lot: '122927', expires: { text: '310301', date: '2031-03-01' } },
    ],
    ['the same with its symbology', `]d2010084450500077210122927${gs}17310301`, { lot: '122927' }],
    [
      'a serial that holds 21 and 11 itself',
      '(01)00643169001763(17)160712(21)21A11F4855',
      { serial: '21A11F4855' },
    ],
    ['a serial alone', '(01)00085412091570(21)765100', { di: '00085412091570', serial: '765100' }],
    ['a software version', '(01)00085412498683(21)2006307(8012)8.00.01', { softwareVersion: '8.00.01' }],
    [
      'a package-level identifier',
      '(01)20841305107544(10)P62764979R',
      { di: '20841305107544', lot: 'P62764979R' },
    ],
    [
      'day 00, the end of the month',
      '(01)04050598000582(17)240500',
      { expires: { text: '240500', date: '2024-05-31' } },
    ],
    ['a blank after the bracket', '(01) 04050598000582', { di: '04050598000582' }],
  ])('reads %s', (_name, raw, values) => {
    expect(read(raw)).toMatchObject({ agency: 'GS1', raw, problems: [], ...values })
  })

  test.each([
    ['a wrong check digit', '(01)00208851107345(17)150331', ['check-digit@di'], { di: '00208851107345' }],
    [
      'a wrong check digit among all identifiers',
      '(01)12345678901234(17)140102(11)100102(10)A1234(21)1234',
      ['check-digit@di'],
      { di: '12345678901234', lot: 'A1234', serial: '1234' },
    ],
    ['13 digits where 14 belong', '(01)0085412091570(21)765100', ['di-length@di'], { serial: '765100' }],
    ['month 13', '(01)00085412091570(17)251332', ['date-impossible@expiry'], { expires: { text: '251332' } }],
    [
      'a date where date and time belong',
      '(00)006141411234567890(4324)250101',
      ['value-length@ai-4324', 'di-missing@di'],
      {},
    ],
    ['an empty lot', '(01)00085412091570(10)', ['value-empty@lot'], { di: '00085412091570' }],
    [
      'a serial of 21 characters',
      '(01)00085412091570(21)123456789012345678901',
      ['value-length@serial'],
      { serial: '123456789012345678901' },
    ],
    ['braces in a serial', '(01)00085412091570(21)AB{C}', ['value-characters@serial'], { serial: 'AB{C}' }],
    [
      'dates and lot without a device identifier',
      '(17)150707(10)A213B1',
      ['di-missing@di', 'key-missing@expiry', 'key-missing@lot'],
      { lot: 'A213B1', expires: { text: '150707', date: '2015-07-07' } },
    ],
    [
      'a lost separator, which reads as a longer lot and no expiry',
      '01008445050007721012292717310301',
      ['separator-lost@lot'],
      { lot: '12292717310301' },
    ],
  ])('names the problem of %s and keeps the text', (_name, raw, problems, values) => {
    expect(problemsOf(raw)).toEqual(problems)
    expect(read(raw)).toMatchObject({ agency: 'GS1', raw, ...values })
  })

  test('reports no field that the carrier does not give', () => {
    expect(Object.keys(read('(01)0085412091570(10)')).sort()).toEqual(['agency', 'others', 'problems', 'raw'])
    expect(read('(01)00085412091570(17)251332').expires).toStrictEqual({ text: '251332' })
  })
})

describe('messages', () => {
  test.each([
    ['(01)00208851107345', 'check digit of 00208851107345 is 5, 7 expected'],
    ['(01)0085412091570', 'with zeros in front it is 00085412091570, whose check digit is right'],
    ['(01)0085412091571', 'zeros in front do not make it right'],
    ['(01)00085412091570(21)AB{C}', '"AB{C}" contains "{"'],
    ['00085412091570', 'write a bare one as (01) and 14 digits'],
    [`0100085412091570${gs}10A\nB`, '"A\\nB"'],
    ['+A999ABC123DE0/$+1234567Z', 'check character is "Z", "Y" expected'],
    ['+M4400192Z1/$LOT77A', 'check character was trimmed'],
    ['+$LOT77AXW', 'read the primary barcode too, whose check character is "X"'],
    ['=/A9999XYZ100T094', 'device identifier has 15 characters, exactly 16 allowed'],
  ])('of %j say what to do', (raw, words) => {
    expect(
      read(raw)
        .problems.map((problem) => problem.message)
        .join('\n'),
    ).toContain(words)
  })

  test.each(['(01)00085412091570(10)', '+M4400192Z1/$', '+$', '+$$8', '=/', '=<', 'A/$'])(
    'stay short however long the value behind %s is',
    (start) => {
      const { problems } = read(`${start}${'x'.repeat(100_000)}`)
      expect(problems.length).toBeGreaterThan(0)
      expect(problems.every((problem) => problem.message.length < 250)).toBe(true)
    },
  )
})

describe('values and their company', () => {
  test('other identifiers are kept in the order of the carrier', () => {
    const raw = `01000854120915702001240REF-1${gs}305${gs}21S1${gs}250X9`
    expect(read(raw)).toMatchObject({
      problems: [],
      serial: 'S1',
      others: [
        { ai: '20', value: '01' },
        { ai: '240', value: 'REF-1' },
        { ai: '30', value: '5' },
        { ai: '250', value: 'X9' },
      ],
    })
  })

  test.each([
    ['the same identifier twice with one value', '(01)00085412091570(10)A(10)A', []],
    ['two lots', '(01)00085412091570(10)A(10)B', ['ai-repeated@lot']],
    ['a secondary serial without a serial', '(01)00085412091570(250)A', ['ai-association@ai-250']],
    [
      'the content of a pallet beside a device',
      '(01)00085412091570(02)00085412498683(37)4',
      ['ai-association@di', 'ai-association@ai-02', 'ai-association@ai-37'],
    ],
    ['a serial without a device', '(21)S1', ['di-missing@di', 'key-missing@serial']],
    [
      'a lot of a contained device',
      '(02)00085412498683(37)4(10)A',
      ['di-missing@di', 'ai-association@ai-37'],
    ],
    ['an expiry at 24 hours', '(01)00085412091570(7003)3103012400', ['time-impossible@ai-7003']],
    ['an expiry time without a day', '(01)00085412091570(7003)3103001200', ['date-impossible@ai-7003']],
    [
      'a contained device with a wrong check digit',
      '(02)00085412498684(37)4',
      ['check-digit@ai-02', 'di-missing@di', 'ai-association@ai-37'],
    ],
    ['letters in a device identifier', '(01)0008541209157O', ['value-characters@di']],
    ['letters in a count', '(01)00085412091570(30)5A', ['value-characters@ai-30']],
  ])('%s', (_name, raw, problems) => {
    expect(problemsOf(raw)).toEqual(problems)
  })
})

test('each problem has the severity its code always has', () => {
  const { problems } = read('(01)0085412091570(10)A(B(17)251332(250)X')
  expect(problems.length).toBeGreaterThan(3)
  for (const { code, severity } of problems) expect(severity).toBe(udiProblemSeverities[code])
})

test('a today that is not a day is a mistake of the caller', () => {
  expect(() => parseUdi('(01)00085412091570', { today: 'today' })).toThrow(RangeError)
})
