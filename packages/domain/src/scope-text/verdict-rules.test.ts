import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type UnitFacts, unitFactsSchema } from '../device/holding.ts'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

const page = readFileSync(new URL('../../verdict-rules.md', import.meta.url), 'utf8')
const rows = [
  ...page.matchAll(/^\| (.+?) +\| `(.+?)` +\| `(.+?)` +\| (affected|possible|outside) +\|$/gm),
].map(([, rule = '', says = '', unit = '', verdict = '']) => ({ rule, says, unit, verdict }))
const words = { true: 'affected', false: 'outside', unknown: 'possible' }

function verdictOf(says: string, facts: UnitFacts): string {
  if (!says.startsWith('{')) return words[judgeDraft(parseScopeText(says), facts)]
  const product = { productId: 'P1', name: 'Pump', manufacturer: 'Northwind', refs: ['NW'], verbatim: says }
  const { units } = scopeProductSchema.parse({ ...product, units: JSON.parse(says) })
  return words[evaluateClause(units, facts).value]
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
