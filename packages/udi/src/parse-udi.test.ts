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
    ['+A999ABC123DE0/$+1234567Y', 'HIBCC, which is not read yet'],
    ['=/A9999XYZ100T0944', 'ICCBBA, which is not read yet'],
  ])('of %j say what to do', (raw, words) => {
    expect(
      read(raw)
        .problems.map((problem) => problem.message)
        .join('\n'),
    ).toContain(words)
  })

  test('stay short however long the value is', () => {
    const { problems } = read(`(01)00085412091570(10)${'x'.repeat(100_000)}`)
    expect(problems.every((problem) => problem.message.length < 250)).toBe(true)
  })
})

describe('what scanners do to an element string', () => {
  const expected = {
    di: '00844505000772',
    lot: '122927',
    expires: { text: '310301', date: '2031-03-01' },
    problems: [],
  }
  const body = `010084450500077210122927${gs}17310301`

  test.each([
    ...[']d2', ']C1', ']Q3', ']e0', ']J1'].map((symbol) => [`the symbology ${symbol}`, `${symbol}${body}`]),
    ['a leading FNC1', `${gs}${body}`],
    ['a leading FNC1 behind the symbology', `]C1${gs}${body}`],
    ['a leading FNC1 before the symbology', `${gs}]C1${body}`],
    ['the Enter key', `${body}\r\n`],
    ['separators where none is needed', `0100844505000772${gs}10122927${gs}${gs}17310301${gs}`],
    ['the picture of the separator', body.replaceAll(gs, '\u241d')],
  ])('%s does no harm', (_name, raw) => {
    expect(read(raw)).toMatchObject({ agency: 'GS1', raw, ...expected })
  })

  test('the mark of another symbol is a warning, and the carrier is read', () => {
    expect(problemsOf(`]C0${body}`)).toEqual(['symbology-not-gs1@carrier'])
    expect(read(`]C0${body}`).lot).toBe('122927')
  })

  test.each([
    [']E04006381333931', '04006381333931'],
    [']E00606959058668', '00606959058668'],
    [']E496385074', '00000096385074'],
    [']I120841305107544', '20841305107544'],
  ])('%s is a symbol that carries a bare GTIN', (raw, di) => {
    expect(read(raw)).toMatchObject({ agency: 'GS1', di, problems: [] })
  })

  test('a separator cuts a predefined length short and is reported', () => {
    expect(problemsOf(`0100085412${gs}10A`)).toEqual(['di-length@di'])
    expect(problemsOf('010008541209157017250')).toEqual(['value-length@expiry'])
  })

  test('what cannot be divided is left unread from there on', () => {
    const udi = read(`010008541209157010A${gs}0512321B`)
    expect(udi).toMatchObject({
      di: '00085412091570',
      lot: 'A',
      problems: [{ code: 'ai-unknown', field: 'carrier' }],
    })
    expect(udi.serial).toBeUndefined()
  })
})

describe('lost separators', () => {
  test.each([
    ['a serial inside a lot', '010008541209157010LOT12321SER456', ['separator-lost@lot']],
    ['a lot inside a serial', '010008541209157021SER45610LOT123', ['separator-lost@serial']],
    ['a software version inside a serial', '01000854120915702176510080128.00.01', ['separator-lost@serial']],
    ['a month inside a lot', '010008541209157010AB17310300', ['separator-lost@lot']],
    [
      'a date, although other separators came through',
      `010008541209157010AB17310301${gs}21X`,
      ['separator-lost@lot'],
    ],
    [
      'more than 20 characters',
      '010008541209157021ABCDEFGHIJKLMNOPQRSTU',
      ['separator-lost@serial', 'value-length@serial'],
    ],
  ])('%s is a warning, and nothing is divided', (_name, raw, problems) => {
    expect(problemsOf(raw)).toEqual(problems)
    expect(read(raw).problems[0]?.severity).toBe('warning')
  })

  test.each([
    ['digits too near the end', '0100085412091570212104302'],
    ['a date that does not exist', '010008541209157010AB17319901'],
    ['an AI the carrier has already', `010008541209157010LOT12321SER${gs}21A`],
    ['separators that came through', `010008541209157010LOT12321SER${gs}240X`],
    ['brackets that divide the text', '(01)00085412091570(10)LOT12321SER456'],
  ])('%s raises no alarm', (_name, raw) => {
    expect(problemsOf(raw)).toEqual([])
  })
})

describe('text with brackets', () => {
  test.each([
    ['blanks everywhere', ' ( 01 ) 0405 0598 000582\u00a0 (10) A1\r\n(17)310301 ', 'A1'],
    ['a symbology in front', ']C1(01)04050598000582(10)A1', 'A1'],
    ['separators between', `(01)04050598000582${gs}(10)A1${gs}(17)310301`, 'A1'],
    ['an escaped bracket', '(01)04050598000582(10)A\\(21)B', 'A(21)B'],
  ])('is read with %s', (_name, raw, lot) => {
    expect(read(raw)).toMatchObject({ agency: 'GS1', di: '04050598000582', lot, problems: [] })
  })

  test('a bracket that opens no AI stays in the value, with a warning', () => {
    expect(read('(01)04050598000582(10)A(B)').lot).toBe('A(B)')
    expect(problemsOf('(01)04050598000582(10)A(B)')).toEqual(['bracket-in-value@lot'])
  })

  test('text in front of the first AI is reported as unread', () => {
    expect(problemsOf('(05)123(01)04050598000582')).toEqual(['ai-unknown@carrier'])
  })
})

describe('GS1 Digital Link', () => {
  test.each([
    ['the canonical host', 'https://id.gs1.org/01/00085412091570/10/A1/21/S1?17=310301'],
    [
      'another host, a path in front and a port',
      'http://example.org:8080/some/shop/01/00085412091570/10/A1/21/S1?17=310301',
    ],
    [
      'upper case, keys of the site and a fragment',
      'HTTPS://EXAMPLE.ORG/01/00085412091570/10/A1/21/S1?linkType=x&17=310301#y',
    ],
    ['a trailing slash', 'https://example.org/01/00085412091570/10/A1/21/S1/?17=310301'],
    ['qualifiers in the query', 'https://example.org/01/00085412091570?10=A1;21=S1&17=310301'],
    ['the mark of a plain QR code', ']Q1https://example.org/01/00085412091570/10/A1/21/S1?17=310301'],
  ])('is read with %s', (_name, raw) => {
    expect(read(raw)).toMatchObject({
      agency: 'GS1',
      di: '00085412091570',
      lot: 'A1',
      serial: 'S1',
      problems: [],
    })
    expect(read(raw).expires).toEqual({ text: '310301', date: '2031-03-01' })
  })

  test('values are percent-decoded, and a lot that looks like an AI stays a lot', () => {
    expect(read('https://example.org/01/00085412091570/10/A%2F1%25').lot).toBe('A/1%')
    expect(read('https://example.org/01/00085412091570/10/01').lot).toBe('01')
  })

  test('a shorter GTIN is padded, with a warning', () => {
    expect(read('https://example.org/01/606959058668').di).toBe('00606959058668')
    expect(problemsOf('https://example.org/01/606959058668')).toEqual(['di-padded@di'])
  })

  test.each([
    ['https://example.org/01/00085412091570/10/%E0%A4%A', ['link-malformed@lot']],
    ['https://example.org/01/00085412091570?05=1', ['ai-unknown@carrier']],
    ['https://example.org/01/00085412091570/10/', ['value-empty@lot']],
    ['https://example.org/01/00085412091571', ['check-digit@di']],
    ['https://example.org/products/17', ['carrier-unrecognised@carrier']],
    ['https://example.org', ['carrier-unrecognised@carrier']],
  ])('names the problem of %s', (raw, problems) => {
    expect(problemsOf(raw)).toEqual(problems)
  })
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

describe('carriers of the other agencies', () => {
  test.each([
    '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A',
    '+X999123ABC0/$$20515191234AB/S5678EDFG/16D20151001I',
    '+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001J',
    '+X999123ABC0/$$4190515211234AB/S5678EDFG/16D20151001N',
    '+X999123ABC0/$$5191351234AB/S5678EDFG/16D20151001J',
    '+X999123ABC0/$$619135211234AB/S5678EDFG/16D20151001N',
    '+X999123ABC0/$1234AB/S5678EDFG/16D20151001/14D20190515.',
    '+A123ABCDEFGHI1234567891E',
    '+A999ABC123DE0/$+1234567Y',
    '+E20831269/$$8020423286539+',
    '+E20831339/$$8020223283831T',
    '+M4400192Z1X',
    '+M4400192Z1/$$3280531LOT77AD',
    '+M4400192Z1/$+SN00042 ',
    '+M4400192Z1/$LOT77A ',
    '*+A999ABC123DE0/$+1234567Y*',
    '+$$09053C001LC',
    '+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C',
    '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001B',
    'X999123ABC0/$1234AB/',
    '+A12B',
    '+M4400192Z1/$$2133126LOT7Z',
    ']C0+A999ABC123DE0/$+1234567Y',
  ])('HIBCC %j is refused by name', (raw) => {
    expect(read(raw)).toMatchObject({
      agency: 'HIBCC',
      raw,
      others: [],
      problems: [{ code: 'agency-not-read', severity: 'error' }],
    })
    expect(read(raw).problems[0]?.message).toContain('HIBCC')
  })

  test.each([
    '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123',
    '=/1AB370000007JC89=,000000=1234567890ABC00=>030329=}025226',
    '=)1TE123456A&)RZ12345678',
    '=/A9999XYZ100T0944',
    '=/A9999XYZ100T0944=,000025=>014032',
    '=/A9999XYZ100T0944=,000025=A99971312345600= >014032=}013032&,1000000000000XYZ123',
    '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032\\T\\,1000000000000XYZ123',
    '=/A9999XYZ100T094=,000025',
    '=/A9999XYZ100T0944=>013366',
    '=,000025=>014032',
    '=/A9999XYZ100T0944&,1XYZ123',
  ])('ICCBBA %j is refused by name', (raw) => {
    expect(read(raw)).toMatchObject({
      agency: 'ICCBBA',
      raw,
      others: [],
      problems: [{ code: 'agency-not-read', severity: 'error' }],
    })
    expect(read(raw).problems[0]?.message).toContain('ICCBBA')
  })

  test.each(['', '  \r\n', gs, 'REF 35700BAX', ']d2', '()', 'http', '05123'])(
    '%j belongs to no agency',
    (raw) => {
      expect(read(raw)).toMatchObject({
        agency: 'unknown',
        raw,
        others: [],
        problems: [{ code: 'carrier-unrecognised' }],
      })
    },
  )
})

test('each problem has the severity its code always has', () => {
  const { problems } = read('(01)0085412091570(10)A(B(17)251332(250)X')
  expect(problems.length).toBeGreaterThan(3)
  for (const { code, severity } of problems) expect(severity).toBe(udiProblemSeverities[code])
})

test('a today that is not a day is a mistake of the caller', () => {
  expect(() => parseUdi('(01)00085412091570', { today: 'today' })).toThrow(RangeError)
})
