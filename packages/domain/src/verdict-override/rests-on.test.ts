import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Holding, UnitFacts } from '../device/holding.ts'
import type { Clause } from '../scope/scope.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { judge, verdictValues } from '../scope/verdict.ts'
import { overriddenVerdict } from './overridden-verdict.ts'
import { overrideWith } from './override.test-support.ts'
import { basisOf, changedParts, standingOverride } from './rests-on.ts'

const id = 'a'.repeat(26)
const di = '09506000134352'
const holdingOf = (facts: UnitFacts): Holding => ({
  holdingId: id,
  unitKey: id,
  facilityId: id,
  organisationId: id,
  facts: { di, ...facts },
  answered: {},
  custody: { custodyId: id, openedAt: '2025-01-01T00:00:00.000Z' },
  lastObserved: { observedAt: '2025-01-01T00:00:00.000Z', sourceVersion: 0 },
})
const pump = (units: Clause, dis = [di], productId = 'P1') =>
  scopeProductSchema.parse({
    productId,
    name: 'Pump',
    manufacturer: 'Northwind',
    dis,
    units,
    verbatim: 'As listed',
  })
const basis = (products: readonly ReturnType<typeof pump>[], facts: UnitFacts, revision = 1) => {
  const holding = holdingOf(facts)
  const verdict = judge(products, holding)
  if (verdict === undefined) throw new Error('the unit is none of the products')
  return basisOf({ revision, products }, holding, verdict)
}
const listed = pump({ serials: ['1001'] })
const then = basis([listed], { serial: '1001' })

describe('what a decision rests on', () => {
  test.each([
    ['another software on record', basis([listed], { serial: '1001', softwareVersion: '6.1' }), ['facts']],
    ['a longer list', basis([pump({ serials: ['1001', '1002'] })], { serial: '1001' }, 2), ['scope']],
    ['a list without it', basis([pump({ serials: ['1002'] })], { serial: '1001' }, 2), ['verdict', 'scope']],
  ] as const)('changes with %s', (_name, now, changed) => {
    expect(changedParts(then, now)).toEqual(changed)
    expect(standingOverride({ override: overrideWith({ basis: then }) }, now)).toBeUndefined()
  })

  test.each([
    [
      'a revision of other products',
      basis([listed, pump({ all: true }, ['09506000134369'], 'P2')], { serial: '1001' }, 2),
    ],
    ['a new location in the building', basis([listed], { serial: '1001', location: 'Ward 3' })],
    [
      'a new wording of the scope',
      basis([{ ...listed, verbatim: 'Serial no. 1001' }], { serial: '1001' }, 2),
    ],
  ])('does not change with %s', (_name, now) => {
    expect(changedParts(then, now)).toEqual([])
    const override = overrideWith({ basis: then })
    expect(standingOverride({ override }, now)).toBe(override)
  })

  test('never lets a decision outlive a change of the computed verdict', () => {
    const clause = fc.constantFrom<Clause>(
      { all: true },
      { serials: ['1'] },
      { lots: ['A'] },
      { software: { startsWith: '6' } },
    )
    const facts = fc.record(
      {
        serial: fc.constantFrom('1', '2'),
        lot: fc.constantFrom('A', 'B'),
        softwareVersion: fc.constantFrom('6.1', '8'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        clause,
        facts,
        clause,
        facts,
        fc.constantFrom(...verdictValues),
        (c1, f1, c2, f2, value) => {
          const [before, after] = [basis([pump(c1)], f1), basis([pump(c2)], f2)]
          const stands =
            standingOverride({ override: overrideWith({ value, basis: before }) }, after) !== undefined
          return stands === (JSON.stringify([c1, f1]) === JSON.stringify([c2, f2]))
        },
      ),
    )
  })
})

describe('the verdict that people decided', () => {
  test('says who decided, when, and what the notice itself says, and names no person', () => {
    const verdict = overriddenVerdict(overrideWith())
    expect(verdict).toEqual({
      value: 'outside',
      productId: 'P1',
      matchedBy: 'di',
      because:
        'two people of Northwind Devices decided on 2025-06-22 that this unit is not affected (proposed by an editor, confirmed by an approver); the notice itself makes it affected: serial 1001 is on the list',
    })
    expect(JSON.stringify(verdict)).not.toMatch(/"editor"|"approver"/)
  })

  test('keeps the question that would decide only while it is still open', () => {
    const verdict = { ...then.verdict, value: 'possible', missing: 'serial' } as const
    const of = (value: 'possible' | 'outside') =>
      overriddenVerdict(overrideWith({ value, basis: { ...then, verdict } }))
    expect(of('possible').missing).toBe('serial')
    expect(of('outside')).not.toHaveProperty('missing')
  })
})

describe('the page of verdict rules', () => {
  const page = readFileSync(new URL('../../verdict-rules.md', import.meta.url), 'utf8')
  const [, value, clause = '', unit = ''] =
    /^People decided `(.+?)` for `(.+?)` and `(.+?)`, which is affected/m.exec(page) ?? []
  const afterwards = [
    ...page.matchAll(/^- the scope `(.+?)` and the unit `(.+?)` (?:leave|make) it \*\*(.+?)\*\*$/gm),
  ]
  const decided = verdictValues.find((known) => known === value) ?? 'affected'
  const of = (scope: string, facts: string) => basis([pump(JSON.parse(scope))], JSON.parse(facts))

  test('is right about what becomes of a decision', () => {
    const before = of(clause, unit)
    expect(before.verdict.value).toBe('affected')
    const override = overrideWith({ value: decided, basis: before })
    const found = afterwards.map(([, scope = '', facts = '']) => {
      const now = of(scope, facts)
      const stands = standingOverride({ override }, now)
      return (stands ? overriddenVerdict(stands) : now.verdict).value
    })
    expect(found).toEqual(afterwards.map(([, , , verdict]) => verdict))
    expect(found).toEqual(['outside', 'affected', 'affected', 'possible'])
  })
})
