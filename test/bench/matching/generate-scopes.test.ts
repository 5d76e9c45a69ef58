import type { Clause, ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import { scopeProductSchema } from '@recallwire/domain/scope/scope.ts'
import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { generateScopes, kinds } from './generate-scopes.ts'

const products = generateScopes(20_000, createRandom(1), 'R').flatMap((scope) => scope.products)
const percent = (holds: (product: ScopeProduct) => boolean) =>
  (100 * products.filter(holds).length) / products.length

const kindOf = (clause: Clause): string => {
  const [kind = ''] = Object.keys(clause)
  return kind === 'anyOf' || kind === 'allOf' ? 'compound' : kind
}

test('mixes criteria in the shares it names, which add up to a hundred', () => {
  expect(kinds.reduce((sum, { of100 }) => sum + of100, 0)).toBe(100)
  for (const { kind, of100 } of kinds) {
    expect(Math.abs(percent(({ units }) => kindOf(units) === kind) - of100), kind).toBeLessThan(1)
  }
})

test('names six in a hundred products by maker and model alone, as many by both', () => {
  expect(Math.abs(percent(({ dis }) => dis.length === 0) - 6)).toBeLessThan(1)
  expect(Math.abs(percent(({ dis, refs }) => dis.length > 0 && refs.length > 0) - 6)).toBeLessThan(1)
})

test('lists few serials in most notices and thousands in some', () => {
  const lengths = products.flatMap(({ units }) => ('serials' in units ? [units.serials.length] : []))
  expect(lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]).toBeLessThan(10)
  expect(Math.max(...lengths)).toBeGreaterThan(1_000)
})

test('is what a notice may say, and the same for a seed', () => {
  for (const product of products.slice(0, 2_000)) expect(scopeProductSchema.parse(product)).toEqual(product)
  expect(generateScopes(50, createRandom(1), 'R')).toEqual(generateScopes(50, createRandom(1), 'R'))
  expect(generateScopes(50, createRandom(2), 'R')).not.toEqual(generateScopes(50, createRandom(1), 'R'))
})
