import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'

/**
 * The shapes that the public suites of GS1 syntax (gs1/gs1-syntax-engine) and of reading it leniently (jodal/biip) try, in
 * values of our own. Where we decide otherwise than they do, the row says why.
 */
const today = '2026-06-01'
const gs = '\u001d'
const di = '09506000134352'
const statedBy = (raw: string) => {
  const { di: stated, lot, serial, expires, softwareVersion, others } = parseUdi(raw, { today })
  const values = { di: stated, lot, serial, expires: expires?.text, softwareVersion }
  const said = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  )
  return [...said, ...others.map(({ ai, value }) => `${ai} ${value}`)].join(', ')
}
const codesOf = (raw: string, severity: 'error' | 'warning') =>
  parseUdi(raw, { today })
    .problems.filter((problem) => problem.severity === severity)
    .map(({ code }) => code)

describe('what the suites accept is read without an error:', () => {
  test.each<[string, string, string]>([
    ['a value of predefined length that runs into the next AI', `01${di}10A1`, `di ${di}, lot A1`],
    [
      'a separator where none is needed',
      `]d201${di}${gs}17270131${gs}10A1`,
      `di ${di}, lot A1, expires 270131`,
    ],
    ['a separator in front of the first AI', `]C1${gs}01${di}10A1`, `di ${di}, lot A1`],
    [
      'two separators in a row, and one at the end',
      `01${di}10A1${gs}${gs}21B2${gs}`,
      `di ${di}, lot A1, serial B2`,
    ],
    [
      'an AI of four digits of variable length',
      `01${di}8012V2.1${gs}10A1`,
      `di ${di}, lot A1, softwareVersion V2.1`,
    ],
    ['third party serials', `01${di}235TPX-1${gs}10A1`, `di ${di}, lot A1, 235 TPX-1`],
    ['a second serial beside the first', `01${di}21S1${gs}250S2`, `di ${di}, serial S1, 250 S2`],
    ['a count and a customer part number', `01${di}3012${gs}241CP-9`, `di ${di}, 30 12, 241 CP-9`],
    ['additional product identification', `01${di}240REF 9`.replace(' ', '/'), `di ${di}, 240 REF/9`],
    ['a bracket that belongs to a value', `(01)${di}(10)A\\(1)`, `di ${di}, lot A(1)`],
    ['the longest values', `(01)${di}(10)${'A'.repeat(20)}`, `di ${di}, lot ${'A'.repeat(20)}`],
    ['blanks around the whole', `  \t(01)${di}(17)270131 \n`, `di ${di}, expires 270131`],
    ['a link of any host and path', `https://example.com/some/path/01/${di}/10/A1`, `di ${di}, lot A1`],
    [
      'a link with values in its query',
      `https://example.com/01/${di}?17=270131&10=A1`,
      `di ${di}, lot A1, expires 270131`,
    ],
    [
      'what is no AI in the query of a link',
      `https://example.com/01/${di}?utm=x&linkType=gs1:pip`,
      `di ${di}`,
    ],
    ['percent-encoding in a link', `https://example.com/01/${di}/10/A%2F1`, `di ${di}, lot A/1`],
    ['a fragment behind a link', `https://example.com/01/${di}/21/B2#top`, `di ${di}, serial B2`],
    [
      'a GTIN of 13 digits in an early link, with a warning',
      'https://example.com/01/9506000134352',
      `di ${di}`,
    ],
  ])('%s', (_name, raw, stated) => {
    expect(codesOf(raw, 'error')).toEqual([])
    expect(statedBy(raw)).toBe(stated)
  })
})

describe('what the suites refuse has an error:', () => {
  test.each<[string, string, string]>([
    ['a check digit that is wrong', '0109506000134353', 'check-digit'],
    ['a letter in a number', '010950600013435A', 'value-characters'],
    ['a number that is too short', '0109506000134', 'di-length'],
    ['a digit too many, which begins no AI', `01${di}5`, 'ai-unknown'],
    ['a value that is too long', `(01)${di}(235)${'A'.repeat(29)}`, 'value-length'],
    ['a lot that goes on', `(01)${di}(10)${'2'.repeat(20)}aaa`, 'value-length'],
    ['an empty value', `(01)${di}(10)(17)270131`, 'value-empty'],
    ['an AI of one digit', '(1)15270526', 'carrier-unrecognised'],
    ['text before the first bracket', `x(01)${di}`, 'carrier-unrecognised'],
    ['a month 13', `(01)${di}(17)271331`, 'date-impossible'],
    ['a day 31 of June', `(01)${di}(17)270631`, 'date-impossible'],
    ['a character outside the set of GS1', `(01)${di}(10)A~1`, 'value-characters'],
    ['one AI with two values', `01${di}10A1${gs}10A2`, 'ai-repeated'],
    ['an address without a key', 'https://example.com/products/pump', 'carrier-unrecognised'],
    ['a link with broken percent-encoding', `https://example.com/01/${di}/10/A%2`, 'link-malformed'],
    ['no text at all', '', 'carrier-unrecognised'],
  ])('%s', (_name, raw, code) => {
    expect(codesOf(raw, 'error')).toContain(code)
  })
})

describe('otherwise than the suites, and why:', () => {
  test('a scheme in mixed case is read: scanners and people change case, and the host says nothing', () => {
    expect(statedBy(`HtTpS://EXAMPLE.com/01/${di}`)).toBe(`di ${di}`)
  })

  test('a slash at the end of a link is read: sites add it', () => {
    expect(statedBy(`https://example.com/01/${di}/`)).toBe(`di ${di}`)
  })

  test('an AI that repeats with the same value is read once: it says nothing else', () => {
    expect(codesOf(`01${di}10A1${gs}10A1`, 'error')).toEqual([])
    expect(codesOf(`https://example.com/01/${di}/10/A1?10=A1`, 'error')).toEqual([])
  })

  test('a value that is wrong is kept beside its problem: a person compares it with the label', () => {
    expect(statedBy('(01)09506000134353(10)A1')).toBe('di 09506000134353, lot A1')
  })

  test('the words gtin, lot and ser of early links are not read: nothing tells them from a path', () => {
    expect(codesOf(`https://example.com/gtin/${di}/lot/A1`, 'error')).toEqual(['carrier-unrecognised'])
  })

  test('a lot that swallowed what follows is not divided: it is one value with a warning', () => {
    const raw = `01${di}1012292717310301`
    expect(statedBy(raw)).toBe(`di ${di}, lot 12292717310301`)
    expect(codesOf(raw, 'warning')).toEqual(['separator-lost'])
  })

  test('a sign that stands for the separator, such as | or ^, is no separator: it may belong to the value', () => {
    expect(codesOf(`01${di}10A1|21B2`, 'error')).toContain('value-characters')
    expect(codesOf(`(01)${di}(10)A1^`, 'error')).toContain('value-characters')
  })
})
