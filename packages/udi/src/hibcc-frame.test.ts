import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hibccCheckCharacter } from './check-character.ts'
import { parseUdi } from './parse-udi.ts'

const today = '2026-06-30'
const read = (raw: string, primary?: string) =>
  parseUdi(raw, primary === undefined ? { today } : { today, primary })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string, primary?: string) =>
  read(raw, primary).problems.map(({ code, field }) => `${code}@${field}`)
/** The carrier with the check character that belongs to it. */
const checked = (carrier: string) => `${carrier}${hibccCheckCharacter(carrier)}`

describe('a check character that is a space', () => {
  const values = { di: 'M4400192Z1', lot: 'LOT77A', problems: [] }

  test.each([
    ['a scan with Enter', '+M4400192Z1/$LOT77A \r\n'],
    ['a padded copy', '+M4400192Z1/$LOT77A    '],
    ['a symbology', ']C0+M4400192Z1/$LOT77A '],
    ['a caption that prints _', '*+M4400192Z1/$LOT77A_*'],
    ['a caption that prints the space', '*+M4400192Z1/$LOT77A *'],
    ['a caption copied without its asterisks', '+M4400192Z1/$LOT77A_'],
  ])('survives %s', (_name, raw) => {
    expect(read(raw)).toMatchObject({ agency: 'HIBCC', raw, ...values })
  })

  test.each(['+M4400192Z1/$LOT77A', '+M4400192Z1/$LOT77A\r\n', '*+M4400192Z1/$LOT77A*', ' +M4400192HN1'])(
    'that was trimmed from %j is named, and nothing is read',
    (raw) => {
      const lost = { code: 'check-character-lost', field: 'carrier' }
      expect(read(raw)).toMatchObject({ agency: 'HIBCC', raw, problems: [lost] })
      expect(Object.keys(read(raw)).sort()).toEqual(['agency', 'others', 'problems', 'raw'])
    },
  )

  test('and blanks behind another check character do no harm, save that a lot may be one character longer', () => {
    expect(read('+M4400192Z1X   ')).toMatchObject({ di: 'M4400192Z1', problems: [] })
    expect(problemsOf('+M4400192Z1/$$3280531LOT77AD ')).toEqual(['check-character-doubtful@lot'])
  })

  test('leaves a doubt where the sum is right with and without it', () => {
    // The same characters are one lot with J as check character, and trimmed a longer lot with a space as check character.
    const doubtful = ['check-character-doubtful@lot']
    const bodies = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((end) => `+M4400192Z1/$LOT${end}`)
    const body = bodies.find((carrier) => hibccCheckCharacter(carrier) === 'J') ?? 'none'
    expect(checked(`${body}J`)).toBe(`${body}J `)
    expect(problemsOf(`${body}J`)).toEqual(doubtful)
    expect(problemsOf(`${body}J `)).toEqual(doubtful)
    expect(problemsOf(`*${body}J*`)).toEqual([])
    expect(read(`${body}J `).lot).toBe(`${read(`${body}J`).lot}J`)
  })
})

test('one wrong character in front of the check character never passes unseen', () => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'
  const carriers = [
    '+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A',
    '+M4400192Z1X',
    '+M4400192Z1/$LOT77A ',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...carriers),
      fc.nat(),
      fc.constantFrom(...alphabet),
      (carrier, at, other) => {
        const position = at % (carrier.length - 1)
        fc.pre(carrier.charAt(position) !== other)
        const { problems } = read(`${carrier.slice(0, position)}${other}${carrier.slice(position + 1)}`)
        expect(problems).not.toEqual([])
      },
    ),
    { numRuns: 2_000 },
  )
})
