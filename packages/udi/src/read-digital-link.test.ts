import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

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
