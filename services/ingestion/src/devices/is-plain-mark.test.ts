import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf } from './check-text.ts'
import { damageOf } from './damage-of.ts'
import { isPlainMark } from './is-plain-mark.ts'

const fields = ['udi', 'di', 'serial', 'lot', 'ref', 'assetTag', 'softwareVersion'] as const

test('a mark that is plain at a glance has nothing that the whole check would find', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[A-Za-z]{0,5}-?\d{0,18}$/),
    fc.stringMatching(/^\d{1,5}(?:\.\d{1,5}){0,6}$/),
    fc.stringMatching(/^(?:Mar|Jan|E|1E|x|n)[-+]?\d{0,4}$/),
    fc.stringMatching(/^01\d{14}(?:10|21)?\d{0,3}$/),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fields), text, (field, mark) => {
      if (!isPlainMark(field, mark)) return
      expect(damageOf(field, mark)).toBeUndefined()
      expect(field === 'udi' ? undefined : faultOf(field, mark)).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['serial', '000'],
  ['serial', 'Mar-04'],
  ['serial', '8.5E+7'],
  ['serial', '1027523.0'],
  ['serial', '0109506000134352'],
  ['serial', 'none'],
  ['lot', '1234567890123450'],
] as const)('the %s %s is looked at closely', (field, mark) => {
  expect(isPlainMark(field, mark)).toBe(false)
})
