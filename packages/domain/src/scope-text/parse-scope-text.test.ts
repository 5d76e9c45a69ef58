import { describe, expect, test } from 'vitest'
import { describeDraft } from './describe-draft.test-support.ts'
import { scopeTextExamples } from './fixtures/scope-text-examples.ts'
import { parseScopeText } from './parse-scope-text.ts'

describe('the scope text of a real recall', () => {
  test.each(scopeTextExamples.map((example) => [example.recall, example] as const))(
    '%s',
    (_recall, example) => {
      const draft = parseScopeText(example.text)
      expect(describeDraft(draft)).toEqual({ groups: example.groups, mayMatter: example.mayMatter })
      expect(draft.isOpen).toBe(example.mayMatter.length > 0 || example.groups.length === 0)
    },
  )

  test('is there fifty-one times', () => {
    expect(new Set(scopeTextExamples.map((example) => example.text)).size).toBe(51)
  })
})

const units = (text: string) => describeDraft(parseScopeText(text)).groups.flatMap((group) => group.units)
const unread = (text: string) => describeDraft(parseScopeText(text)).mayMatter

describe('a list', () => {
  test.each([
    [
      'commas, an ampersand and a full stop',
      'Serial Numbers: AP0447, AP0448 & AP0463.',
      'serial AP0447,serial AP0448,serial AP0463',
    ],
    ['non-breaking blanks', 'Serial Number AMRP01031\u00a0AMRP00966', 'serial AMRP01031,serial AMRP00966'],
    ['lines', 'Lot Nos.\r\n12345\r\n12346', 'lot 12345,lot 12346'],
    [
      'a heading of columns',
      'Lot Number (Expiration Date): 252968 (11/08/2022), 252969 (12/08/2022)',
      'lot 252968,lot 252969',
    ],
    ['a typed letter O', 'Serial No. USO1100200', 'serial USO1100200'],
    [
      'a label in every spelling',
      'Lot #s: A1; BATCH A2; L/N A3; Lot(s) A4; Lot Number(s): A5; Lot/Batch No. A6',
      'lot A1,lot A2,lot A3,lot A4,lot A5,lot A6',
    ],
    ['serial labels', 'S/N: A1; SN A2; Serial #A3; Ser. No. A4', 'serial A1,serial A2,serial A3,serial A4'],
    [
      'expiry dates that the heading names',
      'Lot numbers and exp dates:  10108716  31-Mar-2013,\n10111510  30-Apr-2013',
      'lot 10108716,lot 10111510',
    ],
    ['columns', 'Lot number Exp. date\n12345 2024-05\n12346 2024-06', 'lot 12345,lot 12346'],
    [
      'two dates to a lot',
      'Batch/Lot No: B12345; Mfg. Date: 2020-01-01; Exp. Date: 2025-01-01',
      'lot B12345',
    ],
    ['an exception', 'All lots except 12345', 'all'],
    ['versions before one', 'all versions prior to 4.0', 'software below 4.0'],
    [
      'two ways to end',
      'Serial Numbers: 1001, 1004 through 1010, 1020',
      'serial 1001,serial 1004..1010,serial 1020',
    ],
    ['a last lot that reads like a quantity', 'Lots 1234, 1235 units', 'lot 1234,lot 1235'],
    ['capitals behind each lot', 'Lots 1234 A, 1235 B', 'lot 1234 A,lot 1235 B'],
    [
      'dashes inside',
      'Serials 22-00154, 13F18-01, CS-ECG-0001',
      'serial 22-00154,serial 13F18-01,serial CS-ECG-0001',
    ],
    ['a catalogue number of dashes and stars', 'REF 1234-56, Product code: 3CX*RX10RE; Lot 7', 'lot 7'],
    ['a dash before every line', 'Lots:\n- 1001\n- 1010', 'lot 1001,lot 1010'],
    ['a whole carrier', 'UDI (01)09506000134352(17)250101(10)ABC123', 'lot ABC123'],
    ['a long dash', 'Serial Number Range: 20000 \u2013 20500', 'serial 20000..20500'],
    ['an open end', 'Serial numbers prior to AP0447', 'serial beyond to AP0447'],
    ['"all" after its label', 'Lot Number: All', 'all'],
    ['a wildcard', 'Serial numbers 2237*', 'serial prefix 2237'],
    ['the zero stock of a label', 'Lot: N/A; Serial Number: 77', 'serial 77'],
  ])('with %s', (_name, text, expected) => {
    expect(units(text).join()).toBe(expected)
    expect(unread(text)).toEqual([])
  })
})

describe('what could be read in two ways', () => {
  test.each([
    ['a date that no label explains', 'Lot 40041 10/31/2021', ['10/31/2021']],
    ['an expiry that is no date', 'Lot Number: 2010670, Exp. Date:2031581', ['2031581']],
    ['one lot with a blank inside', 'Lot 2015/08 BH', ['2015/08 BH']],
    ['short pieces with blanks between', 'Lot Code: F12 345, F12 346', ['F12 345, F12 346']],
    ['lots joined by slashes', 'Lot Nos. 1234567/1234568/1234569', ['1234567/1234568/1234569']],
    ['a short joined range', 'Lots 100-200', ['100-200']],
    ['a range with its second end cut short', 'Lots 1001-05', ['1001-05']],
    ['a range of two shapes', 'Serial numbers 9998 to US10002', ['9998 to US10002']],
    ['a range that runs backwards', 'Serial numbers 500 to 400', ['500 to 400']],
    ['a range left open by a dash', 'Lots 1000 -', ['-']],
    ['a UDI-DI with a wrong check digit', 'UDI-DI: 09506000134353', ['09506000134353']],
    [
      'versions between two others of other letters',
      'Software versions VG1.0 through VH1.4',
      ['VG1.0 through VH1.4'],
    ],
    [
      'versions between two others, the higher first',
      'Software versions 1.4 through 1.0',
      ['1.4 through 1.0'],
    ],
    ['versions up to one cut short', 'Software versions 1.0 through 1.x', ['1.0 through 1.x']],
    ['an exception that names nothing', 'All lots except the blue ones', ['except', 'blue ones']],
    ['later lots', 'Lot: A1 and all subsequent lots', ['all subsequent']],
    ['a lot with a capital behind it', 'Lots 1234 A, 1235', ['1234 A']],
    ['a range behind an exception', 'Serials 100 to 200 except 150, 300 to 400', ['300 to 400']],
    ['short joined ranges', 'Lots 5-10, A5-A12, AB12-15', ['5-10, A5-A12, AB12-15']],
    ['an expiry that is a condition', 'All lots with expiration dates of 12/2025', ['12/2025']],
    ['numbers joined by slashes', 'Lots 100/101/102, 1001A/B, 1001/2', ['100/101/102, 1001A/B, 1001/2']],
    [
      'numbers joined by other signs',
      'Lots 1001.1002, 1001_1002, 1001+1002',
      ['1001.1002, 1001_1002, 1001+1002'],
    ],
    ['letters that count on', 'Lots 1001A-D', ['1001A-D']],
    ['ends of numbers', 'Lots 1001-1, -2', ['-2']],
    ['numbers that may lack their letters', 'Serials: AB1001, 1002', ['1002']],
    ['a dash on a new line', 'Lots 1001\n- 1010', ['- 1010']],
    ['a colon between numbers', 'Lots 1001:1010', [':1010']],
    ['a number with a comma in it', 'Lot 1,234', ['1,234']],
    ['digits in groups', 'Lot 123 456', ['123 456']],
    ['a label grown onto its number', 'Lot No. LOT-42', ['LOT-42']],
    ['two kinds of number under one label', 'Model/Serial Number: 300', ['300']],
    ['a version with a wildcard and an open end', 'Software versions 4.x and below', ['4.x and below']],
    ['an open end with a sign', 'SN: 2230+', ['2230+']],
    ['a sign that is no word', 'Lots \u2265 2000', ['\u2265 2000']],
    ['a list that lies elsewhere', 'Lot Numbers: see attached list', ['see attached list']],
    ['more than the list', 'Lots including, but not limited to: A1', ['including, but not limited to']],
  ])('is left for a person: %s', (_name, text, expected) => {
    const [found, wanted] = [unread(text).join(' | '), expected.join(' | ')]
    expect(found).toBe(wanted)
    expect(parseScopeText(text).isOpen).toBe(true)
  })
})
