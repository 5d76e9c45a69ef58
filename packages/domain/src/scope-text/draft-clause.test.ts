import { describe, expect, test } from 'vitest'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import { type Clause, scopeProductSchema } from '../scope/scope.ts'
import { draftClause, groupClause } from './draft-clause.ts'
import { scopeTextExamples } from './fixtures/scope-text-examples.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

describe('the clause of a draft', () => {
  test.each<[string, string, Clause | undefined, boolean]>([
    ['lists lots once', 'Lots A1, A2 and A1', { lots: ['A1', 'A2'] }, false],
    ['keeps a range of serials', 'Serials 100 to 120', { serialRange: { from: '100', to: '120' } }, false],
    ['writes a range of lots out', 'Lots 08 thru 11', { lots: ['08', '09', '10', '11'] }, false],
    ['is open where a range of lots is too wide to write out', 'Lots 0001 to 9999', undefined, true],
    [
      'takes unlabelled numbers both ways',
      '4791 4792',
      { anyOf: [{ lots: ['4791', '4792'] }, { serials: ['4791', '4792'] }] },
      false,
    ],
    [
      'is open beyond the shape of an open end',
      'Serials 24578 and lower',
      { serialRange: { from: '00000', to: '24578' } },
      true,
    ],
    ['excepts', 'All lots except 12', { allOf: [{ all: true }, { not: { lots: ['12'] } }] }, false],
    ['says a version and later', 'software 2.0 and higher', { software: { atLeast: '2.0' } }, false],
    ['says dates', 'manufactured before 9/08', { manufacturedBetween: { to: '2008-08-31' } }, false],
    [
      'is open where lots and software may narrow each other',
      'Lot A1; software 2.0',
      { allOf: [{ lots: ['A1'] }, { software: { equals: ['2.0'] } }] },
      true,
    ],
    ['is all units of a product named alone', 'Catalog number 442296', { all: true }, false],
    ['is missing where nothing is said', 'Not applicable', undefined, true],
    ['is open where words were not read', 'Lots A1, A2 in blue', { lots: ['A1'] }, true],
  ])('%s', (_name, text, clause, isOpen) => {
    expect(draftClause(parseScopeText(text))).toEqual({ clause, isOpen })
  })

  test('joins what is said of several products, each of which has its own', () => {
    const draft = parseScopeText('REF 12-345 LOT A1; REF 12-346 LOT A2')
    expect(draftClause(draft).clause).toEqual({ anyOf: [{ lots: ['A1'] }, { lots: ['A2'] }] })
    expect(draft.groups.map((group) => groupClause(draft, group).clause)).toEqual([
      { lots: ['A1'] },
      { lots: ['A2'] },
    ])
  })

  test.each(scopeTextExamples.map((example) => [example.recall, example.text] as const))(
    'is a scope that can be stored, and agrees with the draft: %s',
    (_recall, text) => {
      const draft = parseScopeText(text)
      const { clause, isOpen } = draftClause(draft)
      if (clause === undefined) return expect(isOpen).toBe(true)
      const units = scopeProductSchema.parse({
        productId: 'P1',
        name: 'Pump',
        manufacturer: 'Northwind',
        refs: ['NW'],
        units: clause,
        verbatim: text,
      }).units
      for (const mark of ['214117', 'AP0447', 'US00100100', '07110005', '24578', '45879G1']) {
        const facts = { lot: mark, serial: mark, softwareVersion: '3.2.0', manufacturedOn: '2008-01-01' }
        const [byClause, byDraft] = [evaluateClause(units, facts).value, judgeDraft(draft, facts)]
        if (byClause === 'true' && !isOpen && draft.groups.length === 1) expect(byDraft).toBe('true')
        if (byDraft === 'false') expect(byClause).toBe('false')
        if (byDraft === 'true' && draft.groups.length === 1) expect(byClause).toBe('true')
      }
    },
  )
})
