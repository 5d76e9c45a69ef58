import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UnitFacts } from '../device/holding.ts'
import { clauseOfAnyKind, unitKnownWhole, unitOfAnyKind } from './clauses.test-support.ts'
import { evaluateClause } from './evaluate-clause.ts'
import type { Clause } from './scope.ts'

const yes: Clause = { all: true }
const no: Clause = { not: { all: true } }
const unknown: Clause = { lots: ['L1'] }
const truthOf = (clause: Clause, facts: UnitFacts = {}) => evaluateClause(clause, facts).value

describe('Kleene logic', () => {
  test.each<[Clause, Clause, string, string]>([
    [yes, yes, 'true', 'true'],
    [yes, no, 'true', 'false'],
    [yes, unknown, 'true', 'unknown'],
    [no, yes, 'true', 'false'],
    [no, no, 'false', 'false'],
    [no, unknown, 'unknown', 'false'],
    [unknown, yes, 'true', 'unknown'],
    [unknown, no, 'unknown', 'false'],
    [unknown, unknown, 'unknown', 'unknown'],
  ])('of %j and %j: anyOf is %s, allOf is %s', (left, right, any, all) => {
    expect(truthOf({ anyOf: [left, right] })).toBe(any)
    expect(truthOf({ allOf: [left, right] })).toBe(all)
  })

  test.each<[Clause, string]>([
    [yes, 'false'],
    [no, 'true'],
    [unknown, 'unknown'],
  ])('negates %j to %s', (clause, value) => {
    expect(truthOf({ not: clause })).toBe(value)
  })
})

describe('a clause', () => {
  test.each<[string, Clause, UnitFacts, string]>([
    ['a listed serial', { serials: ['AP0447', 'AP0448'] }, { serial: 'AP0448' }, 'true'],
    ['another serial', { serials: ['AP0447'] }, { serial: 'AP0449' }, 'false'],
    ['a serial that lost its zero', { serials: ['0711002'] }, { serial: '711002' }, 'unknown'],
    ['a serial in other case', { serials: ['AP0447'] }, { serial: 'ap0447' }, 'unknown'],
    [
      'a serial with the letter O for a zero',
      { serials: ['US01100200'] },
      { serial: 'USO1100200' },
      'unknown',
    ],
    ['a serial with the letter I for a one', { serials: ['AP1447'] }, { serial: 'API447' }, 'unknown'],
    ['a serial with a hyphen', { serials: ['AP0447'] }, { serial: 'AP-0447' }, 'unknown'],
    [
      'a serial with the dash of a word processor',
      { serials: ['AP-0447'] },
      { serial: 'AP\u20130447' },
      'unknown',
    ],
    ['a serial behind its label', { serials: ['765100'] }, { serial: 'S/N 765100' }, 'unknown'],
    ['a serial whose label the notice wrote', { serials: ['SN765100'] }, { serial: '765100' }, 'unknown'],
    ['a serial behind a number sign', { serials: ['765100'] }, { serial: '#765100' }, 'unknown'],
    ['a serial with a character nobody sees', { serials: ['765100'] }, { serial: '765\u200b100' }, 'unknown'],
    [
      'a serial in wide digits',
      { serials: ['765100'] },
      { serial: '\uff17\uff16\uff15\uff11\uff10\uff10' },
      'unknown',
    ],
    [
      'a serial behind its application identifier',
      { serials: ['765100'] },
      { serial: '(21)765100' },
      'unknown',
    ],
    ['a serial in quotes', { serials: ['765100'] }, { serial: '"765100"' }, 'unknown'],
    ['a lot behind its label', { lots: ['22A0114'] }, { lot: 'LOT 22A0114' }, 'unknown'],
    ["a lot behind the batch number's label", { lots: ['22A0114'] }, { lot: 'Batch No. 22A0114' }, 'unknown'],
    ['a serial that begins as a label does', { serials: ['SN765100'] }, { serial: 'SN765101' }, 'false'],
    ['a lot that is only letters of a label', { lots: ['LOT'] }, { lot: 'BATCH' }, 'false'],
    ['no serial', { serials: ['AP0447'] }, { lot: 'L1' }, 'unknown'],
    ['a listed lot', { lots: ['45879G1'] }, { lot: '45879G1' }, 'true'],
    ['a lot that only begins like a listed one', { lots: ['45879G1'] }, { lot: '45879G1R' }, 'false'],
    ['a lot in other case', { lots: ['45879G1'] }, { lot: '45879g1' }, 'unknown'],
    ['no lot', { lots: ['45879G1'] }, { serial: '1' }, 'unknown'],
    ['a serial in range', { serialRange: { from: 'AP0447', to: 'AP0463' } }, { serial: 'AP0450' }, 'true'],
    ['the first of a range', { serialRange: { from: 'AP0447', to: 'AP0463' } }, { serial: 'AP0447' }, 'true'],
    ['the last of a range', { serialRange: { from: 'AP0447', to: 'AP0463' } }, { serial: 'AP0463' }, 'true'],
    ['past a range', { serialRange: { from: 'AP0447', to: 'AP0463' } }, { serial: 'AP0464' }, 'false'],
    ['another prefix', { serialRange: { from: 'AP0447', to: 'AP0463' } }, { serial: 'BQ0450' }, 'false'],
    [
      'a prefix in other case',
      { serialRange: { from: 'AP0447', to: 'AP0463' } },
      { serial: 'ap0450' },
      'unknown',
    ],
    [
      'a letter O in the digits',
      { serialRange: { from: 'AP0447', to: 'AP0463' } },
      { serial: 'APO450' },
      'unknown',
    ],
    [
      'a range, behind a label',
      { serialRange: { from: '7110002', to: '7110009' } },
      { serial: 'SN 7110003' },
      'unknown',
    ],
    ['a lost zero', { serialRange: { from: '07110002', to: '07110009' } }, { serial: '7110003' }, 'unknown'],
    [
      'ends of two shapes',
      { serialRange: { from: '00700001', to: 'US01443745' } },
      { serial: 'US00000001' },
      'unknown',
    ],
    [
      'no digits at the end',
      { serialRange: { from: 'AP0447', to: 'AP0463' } },
      { serial: 'AP0450B' },
      'unknown',
    ],
    ['no serial for a range', { serialRange: { from: 'AP0447', to: 'AP0463' } }, {}, 'unknown'],
    ['a listed prefix', { serialPrefix: ['C16J', 'C17A'] }, { serial: 'C17A0001' }, 'true'],
    ['none of the prefixes', { serialPrefix: ['C16J', 'C17A'] }, { serial: 'C18A0001' }, 'false'],
    ['a prefix in lower case', { serialPrefix: ['C16J'] }, { serial: 'c16j0001' }, 'unknown'],
    ['a prefix that lost its zero', { serialPrefix: ['0711'] }, { serial: '7110002' }, 'unknown'],
    ['a prefix with a blank in it', { serialPrefix: ['C16J'] }, { serial: 'C16 J0001' }, 'unknown'],
    ['a prefix behind a label', { serialPrefix: ['C16J'] }, { serial: 'SN C16J0001' }, 'unknown'],
    ['no serial for a prefix', { serialPrefix: ['C16J'] }, {}, 'unknown'],
    ['made within', { manufacturedBetween: { to: '2008-08-31' } }, { manufacturedOn: '2008-08-31' }, 'true'],
    ['made after', { manufacturedBetween: { to: '2008-08-31' } }, { manufacturedOn: '2008-09-01' }, 'false'],
    ['no date of making', { manufacturedBetween: { to: '2008-08-31' } }, {}, 'unknown'],
    ['expires within', { expiresBetween: { from: '2025-01-01' } }, { expiresOn: '2025-01-01' }, 'true'],
    ['expires before', { expiresBetween: { from: '2025-01-01' } }, { expiresOn: '2024-12-31' }, 'false'],
    ['no expiry date', { expiresBetween: { from: '2025-01-01' } }, {}, 'unknown'],
  ])('%s', (_name, clause, facts, value) => {
    expect(truthOf(clause, facts)).toBe(value)
  })

  test('names the attribute that would decide', () => {
    const clause: Clause = { allOf: [{ serials: ['1'] }, { software: { startsWith: '6' } }] }
    expect(evaluateClause(clause, { serial: '1' })).toMatchObject({ missing: 'softwareVersion' })
    expect(evaluateClause(clause, { softwareVersion: '6.02' })).toMatchObject({ missing: 'serial' })
  })
})

describe('words that nobody has confirmed', () => {
  const whole: Clause = { prose: 'Lot # 214117, 216117' }
  const unread: Clause = { prose: 'Lot # 214117, 216117 sold in Ohio' }

  test.each<[string, Clause, UnitFacts, string]>([
    ['a named lot', whole, { lot: '216117' }, 'true'],
    ['another lot, of a text that was read whole', whole, { lot: '218117' }, 'false'],
    ['a named lot beside unread words', unread, { lot: '214117' }, 'true'],
    ['another lot beside unread words', unread, { lot: '218117' }, 'unknown'],
    ['one of several', { anyOf: [{ serials: ['7'] }, unread] }, { serial: '7', lot: '1' }, 'true'],
    ['none of several', { anyOf: [{ serials: ['7'] }, unread] }, { serial: '8', lot: '1' }, 'unknown'],
    ['an exception that was read whole', { not: whole }, { lot: '216117' }, 'false'],
    ['an exception beside unread words', { not: unread }, { lot: '214117' }, 'unknown'],
    ['an exception from an exception', { not: { not: unread } }, { lot: '214117' }, 'true'],
  ])('cover or leave out %s', (_name, clause, facts, value) => {
    expect(truthOf(clause, facts)).toBe(value)
  })

  test('ask for the one thing that a text read whole needs, and for a reader where words are left', () => {
    expect(evaluateClause(whole, { serial: '1' })).toEqual({
      value: 'unknown',
      because: 'the record has no lot, by which the words of the notice name units',
      missing: 'lot',
    })
    const { because, ...rest } = evaluateClause(unread, { serial: '1' })
    expect(because).toMatch(/^a person has to read the words/)
    expect(rest).toEqual({ value: 'unknown' })
  })

  test('ask no question of a unit that lacks all the marks the text may mean', () => {
    expect(evaluateClause({ prose: '502002091 502002088' }, {})).not.toHaveProperty('missing', 'serial')
  })

  test('do not hide a question of another clause', () => {
    const both: Clause = { allOf: [unread, { software: { startsWith: '6' } }] }
    expect(evaluateClause(both, { lot: '9' })).toMatchObject({ missing: 'softwareVersion' })
  })
})

describe('more knowledge', () => {
  test('only ever resolves unknown, and less of it never turns true into false or back', () => {
    const attributes = fc.subarray([
      'serial',
      'lot',
      'softwareVersion',
      'manufacturedOn',
      'expiresOn',
    ] as const)
    fc.assert(
      fc.property(clauseOfAnyKind, unitKnownWhole, attributes, (clause, facts, kept) => {
        const less: UnitFacts = Object.fromEntries(kept.map((name) => [name, facts[name]]))
        const [before, after] = [truthOf(clause, less), truthOf(clause, facts)]
        expect([after, 'unknown']).toContain(before)
      }),
      { numRuns: 2_000 },
    )
  })

  test('De Morgan holds between anyOf and allOf', () => {
    fc.assert(
      fc.property(clauseOfAnyKind, clauseOfAnyKind, unitOfAnyKind, (left, right, facts) => {
        expect(truthOf({ not: { anyOf: [left, right] } }, facts)).toBe(
          truthOf({ allOf: [{ not: left }, { not: right }] }, facts),
        )
      }),
    )
  })
})
