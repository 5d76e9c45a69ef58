import { describe, expect, test } from 'vitest'
import type { UnitFacts } from '../device/holding.ts'
import { scopeTextExamples } from './fixtures/scope-text-examples.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'
import type { UnitTerm } from './scope-draft.ts'

/** Units that a term names itself: a listed mark, both ends of a range, a version. */
function namedBy(term: UnitTerm): readonly UnitFacts[] {
  switch (term.kind) {
    case 'mark':
      return term.of === 'either'
        ? [{ lot: term.value }, { serial: term.value }]
        : [{ [term.of]: term.value }]
    case 'range':
      return [term.from, term.to].flatMap((end) =>
        term.of === 'either' ? [{ lot: end }, { serial: end }] : [{ [term.of]: end }],
      )
    case 'prefix':
      return [{ serial: `${term.value}0001` }]
    case 'bound':
      return [{ serial: term.value }]
    case 'software':
      return [{ softwareVersion: term.value }]
    case 'versions':
      return [{ softwareVersion: term.from }, { softwareVersion: term.to }]
    case 'manufactured':
      return [{ manufacturedOn: term.from ?? term.to }]
    case 'expires':
      return [{ expiresOn: term.from ?? term.to }]
    case 'all':
      return [{ lot: 'X1', serial: 'Y1' }]
    default:
      return term satisfies never
  }
}

describe('a unit that a text names', () => {
  test.each(scopeTextExamples.map((example) => [example.recall, example.text] as const))(
    'is never outside: %s',
    (_recall, text) => {
      const draft = parseScopeText(text)
      for (const group of draft.groups) {
        const products: readonly UnitFacts[] = [
          {},
          ...group.dis.map(({ value }) => ({ di: value })),
          ...group.refs.map(({ value }) => ({ ref: value })),
        ]
        for (const facts of group.units.flatMap(namedBy)) {
          for (const product of products)
            expect(judgeDraft(draft, { ...product, ...facts })).not.toBe('false')
        }
      }
    },
  )

  test('is never outside an open draft, whatever number of the text it bears', () => {
    const open = scopeTextExamples.map(({ text }) => parseScopeText(text)).filter((draft) => draft.isOpen)
    expect(open.length).toBeGreaterThan(10)
    for (const draft of open) {
      for (const number of draft.text.match(/[A-Z0-9./-]*\d[A-Z0-9-]*/g) ?? []) {
        expect(judgeDraft(draft, { lot: number, serial: number })).not.toBe('false')
      }
    }
  })
})

describe('a draft', () => {
  test.each<[string, string, UnitFacts, string]>([
    ['covers a listed lot', 'Lot # 214117, 216117', { lot: '216117' }, 'true'],
    ['leaves out another lot', 'Lot # 214117, 216117', { lot: '218117' }, 'false'],
    ['cannot tell without a lot', 'Lot # 214117, 216117', { serial: '1' }, 'unknown'],
    ['cannot tell a lot that lost its zero', 'Lot # 014117', { lot: '14117' }, 'unknown'],
    ['orders lots', 'Lot Number: 07110002 thru 07110009', { lot: '07110005' }, 'true'],
    ['knows lots beyond a range', 'Lot Number: 07110002 thru 07110009', { lot: '07110010' }, 'false'],
    ['covers below an open end', 'Serial Numbers 24578 and lower', { serial: '00012' }, 'true'],
    ['leaves out above it', 'Serial Numbers 24578 and lower', { serial: '24579' }, 'false'],
    [
      'cannot order another shape against it',
      'Serial Numbers 24578 and lower',
      { serial: 'US0012' },
      'unknown',
    ],
    ['leaves out the end that it comes before', 'Serial Numbers before 24578', { serial: '24578' }, 'false'],
    [
      'covers the versions from one on',
      'software versions VG2.0.3 and higher.',
      { softwareVersion: 'VG2.0.4' },
      'true',
    ],
    [
      'excepts a version',
      'All units except those with software version 1.05.06.00.',
      { softwareVersion: '1.05.06.00' },
      'false',
    ],
    [
      'covers every other version',
      'All units except those with software version 1.05.06.00.',
      { softwareVersion: '1.05' },
      'true',
    ],
    ['excepts a lot', 'All lots except 12345 and 12346', { lot: '12346' }, 'false'],
    [
      'covers what was made before a month',
      'only units manufactured before 9/08',
      { manufacturedOn: '2008-08-31' },
      'true',
    ],
    [
      'leaves out what was made in it',
      'only units manufactured before 9/08',
      { manufacturedOn: '2008-09-01' },
      'false',
    ],
    [
      'ends an exception at the next label',
      'Lots 01 to 20 except 05, and lots 30 to 40',
      { lot: '35' },
      'true',
    ],
    ['takes an exception from a range', 'Serials 100 to 200 except 150', { serial: '150' }, 'false'],
    [
      'excepts nothing that it does not cover',
      'Serials 100 to 200 except 150, 300 to 400',
      { serial: '350' },
      'unknown',
    ],
    [
      'of a product alone covers all its units',
      'Catalog number 442296',
      { ref: '442296', lot: 'any' },
      'true',
    ],
    ['that says nothing leaves every unit open', 'Not applicable', { lot: '1' }, 'unknown'],
    [
      'does not take "all" for granted beside unread words',
      'All serial numbers sold in the U.S.',
      { serial: '1' },
      'unknown',
    ],
    ['with an unread word leaves no unit out', 'Lot 123, blue', { lot: '124' }, 'unknown'],
    ['with an unread "not" covers none', 'Lots A12 and A13 are not affected', { lot: 'A12' }, 'unknown'],
    [
      'with a list that is not whole leaves no unit out',
      'Lots including but not limited to: A1, A2',
      { lot: 'A3' },
      'unknown',
    ],
    [
      'with such a list covers what it lists',
      'Lots including but not limited to: A1, A2',
      { lot: 'A1' },
      'true',
    ],
    [
      'of lots and software covers a unit of both',
      'Lot A1; software version 2.0',
      { lot: 'A1', softwareVersion: '2.0' },
      'true',
    ],
    [
      'of lots and software cannot tell a unit of one',
      'Lot A1; software version 2.0',
      { lot: 'A1', softwareVersion: '3.0' },
      'unknown',
    ],
    ['takes bare numbers for lots or serials', '502002091 502002088', { serial: '502002088' }, 'true'],
    ['knows other numbers only with both', '502002091 502002088', { serial: '502002099' }, 'unknown'],
    ['knows other numbers with both', '502002091 502002088', { serial: '502002099', lot: '7' }, 'false'],
  ])('%s', (_name, text, facts, value) => {
    expect(judgeDraft(parseScopeText(text), facts)).toBe(value)
  })
})

describe('units of several products', () => {
  const text = 'REF 12-345, LOT 22B14, 22B15; REF 12-346, LOT 22B16'

  test.each<[string, UnitFacts, string]>([
    ['are covered under their own product', { ref: '12-346', lot: '22B16' }, 'true'],
    ['are not covered under another', { ref: '12-345', lot: '22B16' }, 'false'],
    ['cannot be told without the product', { lot: '22B16' }, 'unknown'],
    ['are outside where no product lists them', { lot: '22B99' }, 'false'],
    ['cannot be told under a number written otherwise', { ref: '12345', lot: '22B16' }, 'unknown'],
  ])('%s', (_name, facts, value) => {
    expect(judgeDraft(parseScopeText(text), facts)).toBe(value)
  })

  test('of a package are not told from the unit by their UDI-DI', () => {
    const draft = parseScopeText('UDI-DI: 20841305107544; Lot Number P62764979R')
    expect(judgeDraft(draft, { di: '00841305107540', lot: 'P62764979R' })).toBe('unknown')
  })
})
