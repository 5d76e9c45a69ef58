import { judgeFacts } from '@recallwire/domain/scope/verdict.ts'
import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { aimOneDiUnits, generateOneDiScopes, generateOneDiUnits } from './generate-one-di.ts'

const scopes = generateOneDiScopes(1_000, createRandom(1))
const [first] = generateOneDiUnits(1, createRandom(2))

test('every criterion and every unit belongs to one UDI-DI', () => {
  const dis = scopes.flatMap(({ products }) => products.flatMap((product) => product.dis))
  expect(new Set([...dis, first?.di])).toEqual(new Set([dis[0]]))
})

test('tells units apart by each kind of mark, and by none over all of them', () => {
  const kinds = scopes.flatMap(({ products }) => products.flatMap(({ units }) => Object.keys(units)))
  const share = (kind: string) => Math.round(kinds.filter((other) => other === kind).length / 10)
  expect(Math.abs(share('lots') - 46)).toBeLessThan(5)
  expect(Math.abs(share('serialRange') - 24)).toBeLessThan(5)
  expect(new Set(kinds)).toEqual(
    new Set(['lots', 'serialRange', 'serials', 'allOf', 'software', 'manufacturedBetween']),
  )
})

test('meets a unit seldom by chance, often where it is aimed, and always knows', () => {
  const affected = (units: ReturnType<typeof generateOneDiUnits>) =>
    units.flatMap((unit) => scopes.map(({ products }) => judgeFacts(products, unit)?.value))
  const verdicts = affected(generateOneDiUnits(50, createRandom(3)))
  expect(verdicts.filter((value) => value === 'affected').length).toBeLessThan(10)
  const aimed = affected(aimOneDiUnits(50, scopes, createRandom(4)))
  expect(aimed.filter((value) => value === 'affected').length).toBeGreaterThan(10)
  expect(new Set([...verdicts, ...aimed])).toEqual(new Set(['affected', 'outside']))
})
