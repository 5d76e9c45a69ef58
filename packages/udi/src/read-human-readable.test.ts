import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

describe('text with brackets', () => {
  test.each([
    ['blanks everywhere', ' ( 01 ) 0405 0598 000582\u00a0 (10) A1\r\n(17)310301 ', 'A1'],
    ['a symbology in front', ']C1(01)04050598000582(10)A1', 'A1'],
    ['separators between', `(01)04050598000582${gs}(10)A1${gs}(17)310301`, 'A1'],
    ['an escaped bracket', '(01)04050598000582(10)A\\(21)B', 'A(21)B'],
  ])('is read with %s', (_name, raw, lot) => {
    expect(read(raw)).toMatchObject({ agency: 'GS1', di: '04050598000582', lot, problems: [] })
  })

  test('a bracket that opens no AI stays in the value, with a warning', () => {
    expect(read('(01)04050598000582(10)A(B)').lot).toBe('A(B)')
    expect(problemsOf('(01)04050598000582(10)A(B)')).toEqual(['bracket-in-value@lot'])
  })

  test('text in front of the first AI is reported as unread', () => {
    expect(problemsOf('(05)123(01)04050598000582')).toEqual(['ai-unknown@carrier'])
  })
})
