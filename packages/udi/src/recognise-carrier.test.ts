import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

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
