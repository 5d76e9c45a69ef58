import { expect, test } from 'vitest'
import type { Agency } from './catalogue-record.ts'
import { checkIdentifier } from './check-identifier.ts'

test.each<[Agency, string, string | undefined]>([
  ['gs1', '09506000134352', undefined],
  ['gs1', ' 09506000134352 ', undefined],
  ['gs1', '09506000134353', 'check-digit'],
  ['gs1', '9506000134352', 'gtin-length'],
  ['gs1', '(01)09506000134352', 'gtin-characters'],
  ['hibcc', 'm4400192z1', undefined],
  ['hibcc', 'B066000325011', undefined],
  ['hibcc', '09506000134352', 'gtin-under-hibcc'],
  ['hibcc', '+M4400192Z1X', 'hibcc-form'],
  ['iccbba', 'A9999XYZ100T0944', undefined],
  ['iccbba', 'A9999XYZ100T094', 'iccbba-form'],
  ['ndc', '12345-678-90', undefined],
  ['ndc', 'XYZ', 'ndc-form'],
  ['unknown', '09506000134352', 'agency-unknown'],
])('of %s: %s has the problem %s', (agency, text, code) => {
  expect(checkIdentifier(agency, text).problem?.code).toBe(code)
})

test('capitals and no blanks around: the form in which DIs are compared', () => {
  expect(checkIdentifier('hibcc', ' m4400192z1 ')).toEqual({ di: 'M4400192Z1' })
})
