import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UnitFacts } from '../device/holding.ts'
import { scopeTextExamples } from './fixtures/scope-text-examples.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

describe('more text', () => {
  const sentences = fc.constantFrom(
    'Customers were told by letter.',
    'Blue housing',
    'sold in Ohio',
    'See attachment.',
    'unless already serviced',
  )
  const numbers = fc.constantFrom(
    '214117',
    '216117',
    'US00100100',
    'AP0447',
    '45879G1',
    '24578',
    'Z9',
    '07110005',
  )

  test('that is not understood never puts a unit outside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scopeTextExamples),
        sentences,
        fc.boolean(),
        numbers,
        (example, sentence, before, number) => {
          const longer = before ? `${sentence} ${example.text}` : `${example.text} ${sentence}`
          for (const facts of [
            { lot: number },
            { serial: number },
            { lot: number, serial: number, softwareVersion: '1' },
          ]) {
            expect(judgeDraft(parseScopeText(longer), facts)).not.toBe('false')
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('more knowledge of a unit', () => {
  const lot = fc.constantFrom('214117', '22B16', '07110005', '45879G1', '2015/08 BH', 'x')
  const serial = fc.constantFrom('AP0447', 'US00100100', '24578', '4793', 'C16J01')
  const softwareVersion = fc.constantFrom('3.2.0', '1.05.06.00', 'VG2.0.3', '4.1')

  test('never turns covered into outside or back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scopeTextExamples),
        fc.record({ lot, serial, softwareVersion }),
        fc.subarray(['lot', 'serial', 'softwareVersion'] as const),
        (example, facts, kept) => {
          const draft = parseScopeText(example.text)
          const less: UnitFacts = Object.fromEntries(kept.map((name) => [name, facts[name]]))
          const [before, after] = [judgeDraft(draft, less), judgeDraft(draft, facts)]
          expect([after, 'unknown']).toContain(before)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
