import { expect, test } from 'vitest'
import { renderCsvLine } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['\0=1', "'\0=1"],
  ['＝1+1', "'＝1+1"],
  ['=HYPERLINK("http://example.org","x")', '"\'=HYPERLINK(""http://example.org"",""x"")"'],
])('a cell %j stands in a CSV file as %j', (value, written) => {
  expect(renderCsvLine([value])).toBe(`${written}\r\n`)
})

test('numbers stay numbers, also below zero', () => {
  expect(renderCsvLine([-3, '', 12])).toBe('-3,,12\r\n')
})
