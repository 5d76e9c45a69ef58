import { describe, expect, test } from 'vitest'
import { checkText } from './check-text.ts'
import { damageOf } from './damage-of.ts'

describe('what a spreadsheet does to identifiers', () => {
  test.each([
    ['8.54121E+11', /last digits are lost/],
    ['1,00E+12', /last digits are lost/],
    ['8.5E+7', /last digits are lost/],
    ['8.54121E11', /last digits are lost/],
    ['########', /too narrow/],
    ['#REF!', /an error of a spreadsheet/],
    ['="00123"', /formula around a value/],
    ["'00123", /apostrophe/],
    ['Mar-04', /is a date/],
    ['4-Mar', /is a date/],
    ['04-Mar-2004', /is a date/],
    ['2004-03-01 00:00:00', /a date with a time/],
    ['2004-03-01T00:00', /a date with a time/],
    ['3/1/2004 0:00', /a date with a time/],
    ['3/1/2004 12:00:00 AM', /a date with a time/],
    ['1027523.0', /a number to the program/],
    ['1027523,00', /a number to the program/],
  ])('is named where %s is lost', (text, reason) => {
    expect(damageOf('serial', text)).toMatchObject({ kind: 'lost', reason: expect.stringMatching(reason) })
    expect(checkText({ serial: text })).toMatchObject({ problems: [{ field: 'serial' }], warnings: [] })
  })

  test.each([
    ['2004-03-01', /looks like a date/],
    ['3/1/2004', /looks like a date/],
    ['1234567890123450', /15th digit/],
    ['123456789012345000', /15th digit/],
  ])('is remarked on where %s may be whole', (text, reason) => {
    expect(damageOf('lot', text)).toMatchObject({ kind: 'doubt', reason: expect.stringMatching(reason) })
    expect(checkText({ lot: text })).toMatchObject({ problems: [], warnings: [{ field: 'lot' }] })
  })

  test.each([
    ['serial', '1027523'],
    ['serial', 'MAR-04'],
    ['serial', 'Mar-A4'],
    ['serial', '1E10'],
    ['serial', '12-345'],
    ['serial', 'A/B.C-D'],
    ['serial', '123456789012340'],
    ['serial', '1234567890123456'],
    ['ref', '5.0'],
    ['ref', '35700BAX2'],
    ['softwareVersion', '8.0'],
    ['softwareVersion', '8.01.01'],
    ['softwareVersion', '2024.0'],
    ['lot', '20040301'],
    ['lot', '0012345'],
  ] as const)('is not seen in the %s %s', (field, text) => {
    expect(damageOf(field, text)).toBeUndefined()
  })

  test('is looked for by one glance that misses no trace', () => {
    for (const text of ['1.5E+3', '##', '#N/A', '="1"', "'1", 'Mar-04', '4-Mar', '1/1/2004 1:00', '1234.0'])
      expect(damageOf('serial', text), text).toBeDefined()
  })
})
