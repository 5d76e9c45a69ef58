import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'
import { type RenderedScope, renderedScope } from './rendered-scope.test-support.ts'

const verdictsOf = ({ text, units }: RenderedScope) => {
  const draft = parseScopeText(text)
  return units.map(({ facts, covered }) => ({
    facts,
    verdict: judgeDraft(draft, facts),
    right: String(covered),
  }))
}

describe('a known scope that is rendered to prose', () => {
  test('is read right or not at all, whatever the style and the damage', () => {
    fc.assert(
      fc.property(renderedScope, (scope) => {
        for (const { facts, verdict, right } of verdictsOf(scope))
          expect({ facts, verdict }).toEqual({ facts, verdict: verdict === 'unknown' ? verdict : right })
      }),
      { numRuns: 3_000 },
    )
  })

  test('is read whole in 97 of 100 texts without damage, and 98 of 100 units have a certain verdict', () => {
    const clear = fc.sample(renderedScope, { numRuns: 12_000, seed: 1 }).filter(({ isClear }) => isClear)
    const whole = clear.filter(({ text }) => !parseScopeText(text).isOpen)
    const verdicts = clear.flatMap(verdictsOf)
    const certain = verdicts.filter(({ verdict }) => verdict !== 'unknown')
    expect(clear.length).toBeGreaterThan(800)
    expect(whole.length / clear.length).toBeGreaterThan(0.97)
    expect(certain.length / verdicts.length).toBeGreaterThan(0.98)
    expect(certain.filter(({ verdict, right }) => verdict !== right)).toEqual([])
  })
})
