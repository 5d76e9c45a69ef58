import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valuesOf } from './describe-draft.test-support.ts'
import { scopeTextExamples } from './fixtures/scope-text-examples.ts'
import { parseScopeText } from './parse-scope-text.ts'
import { type ScopeDraft, type Span, textOfSpan } from './scope-draft.ts'

const isSeparator = (text: string): boolean => /^(?:[\s,;&/]|and|or)*$/i.test(text)

function spansOf(draft: ScopeDraft): readonly Span[] {
  const spans = draft.groups.flatMap(({ dis, refs, units: covered, exceptions }) =>
    [...dis, ...refs, ...covered, ...exceptions].map(({ span }) => span),
  )
  return [...spans, ...draft.remainders.map(({ span }) => span)].sort((a, b) => a.start - b.start)
}

function expectNothingDropped(draft: ScopeDraft): void {
  let covered = 0
  for (const { start, end } of spansOf(draft)) {
    expect(start).toBeLessThan(end)
    expect(start).toBeGreaterThanOrEqual(covered)
    expect(draft.text.slice(covered, start)).toSatisfy(isSeparator)
    covered = end
  }
  expect(draft.text.slice(covered)).toSatisfy(isSeparator)
}

const fragment = fc.constantFrom(
  ...scopeTextExamples.flatMap(({ text }) => text.split(/(?<=[ ,;:])/)),
  ...'( ) . - \u2013 / # * ... except all 1) thru to between including \n \t \u00a0 \u{1f489} 09506000134352 (01) (10) not'.split(
    ' ',
  ),
)
const prose = fc.oneof(
  fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('any text', () => {
  test('is covered whole by values, separators and remainders, none of which overlap', () => {
    fc.assert(
      fc.property(prose, (text) => expectNothingDropped(parseScopeText(text))),
      { numRuns: 1_000 },
    )
  })

  test('holds every value where its span says', () => {
    fc.assert(
      fc.property(prose, (text) => {
        for (const { words, taken } of valuesOf(parseScopeText(text))) {
          for (const word of words) expect(taken.replace(/\s/g, '')).toContain(word.replace(/\s/g, ''))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('of 350,000 characters keeps every one of its serials', () => {
    const serials = Array.from({ length: 35_000 }, (_, index) =>
      `SN${String(index).padStart(6, '0')}`.replace('SN', 'QX'),
    )
    const draft = parseScopeText(`Serial Numbers: ${serials.join(', ')}`)
    expect(draft.text.length).toBeGreaterThan(349_000)
    expect(draft.groups).toHaveLength(1)
    expect(draft.groups[0]?.units.map((term) => textOfSpan(draft.text, term.span))).toEqual(serials)
    expect(draft.isOpen).toBe(false)
  })

  test.each([
    '(',
    'affected ',
    'all lots and ',
    'no lot/',
    '1 to ',
    'Lot 1 ',
    'Lot A1 (UDI 09506000134352) ',
    'x'.repeat(999),
    '9',
    '.',
    'A1/',
    'except ',
  ])('is read to the end when it repeats "%s" to 350,000 characters', (part) => {
    const text = part.repeat(Math.ceil(350_000 / part.length))
    const draft = parseScopeText(text)
    const length = spansOf(draft).reduce((sum, { start, end }) => sum + end - start, 0)
    expect(length).toBeGreaterThan(text.length / 4)
  })
})
