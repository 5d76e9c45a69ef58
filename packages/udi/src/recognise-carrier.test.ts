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

describe('the agency', () => {
  test.each([
    ['HIBCC', '+M4400192Z1X'],
    ['HIBCC', '*+M4400192Z1X*'],
    ['HIBCC', ']C0+M4400192Z1X'],
    ['HIBCC', 'M4400192Z1/$LOT77A'],
    ['ICCBBA', '=/A9999XYZ100T0944'],
    ['ICCBBA', ']C0=/A9999XYZ100T0944'],
    ['ICCBBA', '&)RZ12345678'],
    ['ICCBBA', '\\T\\)RZ12345678'],
  ])('is %s for %j', (agency, raw) => {
    expect(read(raw)).toMatchObject({ agency, raw })
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
