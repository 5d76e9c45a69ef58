import { describe, expect, test } from 'vitest'
import { findApplicationIdentifier } from './find-application-identifier.ts'

/** Every text of two to four digits that is an AI. */
function listAll(): readonly string[] {
  const all: string[] = []
  for (const length of [2, 3, 4]) {
    for (let number = 0; number < 10 ** length; number += 1) {
      const text = String(number).padStart(length, '0')
      if (findApplicationIdentifier(text)?.ai === text) all.push(text)
    }
  }
  return all
}

describe('the table of application identifiers', () => {
  const all = listAll()

  test('holds the 541 AIs of the GS1 syntax dictionary, release of 2026-01-27', () => {
    expect(all.length).toBe(541)
  })

  test('has no AI that begins another', () => {
    const known = new Set(all)
    const clashes = all.filter((ai) => known.has(ai.slice(0, 2)) && ai.length > 2)
    expect([...clashes, ...all.filter((ai) => known.has(ai.slice(0, 3)) && ai.length > 3)]).toEqual([])
  })

  test('leaves the separator out for the two-digit beginnings of the predefined lengths, and for no other', () => {
    const predefined = new Set(all.filter((ai) => findApplicationIdentifier(ai)?.identifier.predefined))
    const beginnings = [
      '00',
      '01',
      '02',
      '03',
      '11',
      '12',
      '13',
      '15',
      '16',
      '17',
      '20',
      '31',
      '32',
      '33',
      '34',
      '35',
      '36',
      '41',
    ]
    expect([...new Set([...predefined].map((ai) => ai.slice(0, 2)))].sort()).toEqual(beginnings)
    expect(all.filter((ai) => beginnings.includes(ai.slice(0, 2)) && !predefined.has(ai))).toEqual([])
  })

  test.each([
    ['01', 'digits', 14, 14],
    ['10', 'set82', 1, 20],
    ['11', 'digits', 6, 6],
    ['17', 'digits', 6, 6],
    ['21', 'set82', 1, 20],
    ['30', 'digits', 1, 8],
    ['235', 'set82', 1, 28],
    ['240', 'set82', 1, 30],
    ['241', 'set82', 1, 30],
    ['250', 'set82', 1, 30],
    ['7003', 'digits', 10, 10],
    ['8012', 'set82', 1, 20],
  ])('AI %s takes %s, %i to %i characters', (ai, characters, minimum, maximum) => {
    expect(findApplicationIdentifier(ai)?.identifier).toMatchObject({ characters, minimum, maximum })
  })

  test.each(['', '0', '04', '05', '18', '245', '3106', '3175', '3946', '9', '9x', '__proto__', '1x'])(
    'knows no %j',
    (text) => {
      expect(findApplicationIdentifier(text)).toBeUndefined()
    },
  )
})
