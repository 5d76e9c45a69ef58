import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recordOf, recordsIn } from '../catalogue/catalogue.test-support.ts'
import { linkDis } from '../catalogue/link-dis.ts'
import { linkProducts } from '../catalogue/link-products.ts'
import { type UnitFacts, unitFactsSchema } from '../device/holding.ts'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { judge } from '../scope/verdict.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

const page = readFileSync(new URL('../../verdict-rules.md', import.meta.url), 'utf8')
const rows = [
  ...page.matchAll(/^\| (.+?) +\| `(.+?)` +\| `(.+?)` +\| (affected|possible|outside) +\|$/gm),
].map(([, rule = '', says = '', unit = '', verdict = '']) => ({ rule, says, unit, verdict }))
const words = { true: 'affected', false: 'outside', unknown: 'possible' }

function verdictOf(says: string, facts: UnitFacts): string | undefined {
  if (says.startsWith('[')) return verdictThroughLinks(JSON.parse(says), facts)
  if (!says.startsWith('{')) return words[judgeDraft(parseScopeText(says), facts)]
  const product = { productId: 'P1', name: 'Pump', manufacturer: 'Northwind', refs: ['NW'], verbatim: says }
  const { units } = scopeProductSchema.parse({ ...product, units: JSON.parse(says) })
  return words[evaluateClause(units, facts).value]
}

function verdictThroughLinks(records: readonly (readonly string[])[], facts: UnitFacts): string | undefined {
  const dis = ['09506000134352']
  const product = { productId: 'P1', name: 'Pump', manufacturer: 'Northwind', dis, verbatim: 'Serial 1001' }
  const listed = scopeProductSchema.parse({ ...product, units: { serials: ['1001'] } })
  const catalogue = recordsIn(records.map((linked, index) => recordOf(`K${index}`, linked)))
  const id = 'a'.repeat(26)
  const at = '2025-01-01T00:00:00.000Z'
  const row = { holdingId: id, unitKey: id, facilityId: id, organisationId: id, answered: {} }
  const custody = { custodyId: id, openedAt: at }
  const lastObserved = { observedAt: at, sourceVersion: 0 }
  return judge(linkProducts([listed], linkDis(dis, catalogue)), { ...row, facts, custody, lastObserved })
    ?.value
}

describe('the page of verdict rules', () => {
  test.each(rows.map((row) => [row.rule, row] as const))('is right: %s', (_rule, { says, unit, verdict }) => {
    expect(verdictOf(says, unitFactsSchema.parse(JSON.parse(unit)))).toBe(verdict)
  })

  test('has an example in every row of its tables', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (rule|-+) /.test(line))
    expect(rows).toHaveLength(lines.length)
    expect(rows.length).toBeGreaterThan(30)
  })
})
