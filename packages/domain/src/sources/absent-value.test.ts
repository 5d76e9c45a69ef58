import { describe, expect, test } from 'vitest'
import { presentText } from './absent-value.ts'

describe('a value that says nothing', () => {
  test.each([
    undefined,
    null,
    '',
    '   ',
    '\u00a0',
    'N/A',
    'n/a',
    'NA',
    'N.A.',
    'Not applicable',
    'NOT APPLICABLE.',
    'None',
    'none provided',
    'No data',
    'Not available',
    'not specified',
    'Unknown',
    'null',
    'TBD',
    '-',
    '--',
    '…'.replace('…', '...'),
    '?',
    {},
    [],
    true,
    Number.NaN,
  ])('%j is absent', (value) => {
    expect(presentText(value)).toBeUndefined()
  })

  test.each([
    ['7', '7'],
    [7, '7'],
    [0, '0'],
    ['NA-100', 'NA-100'],
    ['GTIN: N/A  Lot Number: 2010670', 'GTIN: N/A  Lot Number: 2010670'],
    ['None of the lots before 12', 'None of the lots before 12'],
    [' Lots 1\r\nand 2\u0000 ', 'Lots 1\nand 2'],
    ['half \ud800 a character', 'half \ufffd a character'],
  ])('%j is not', (value, text) => {
    expect(presentText(value)).toBe(text)
  })
})
