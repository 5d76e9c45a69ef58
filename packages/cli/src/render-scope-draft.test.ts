import { parseScopeText } from '@recallwire/domain/scope-text/parse-scope-text.ts'
import { describe, expect, test } from 'vitest'
import { renderScopeDraft, scopeDraftValue } from './render-scope-draft.ts'

const text = 'REF 35700BAX, Serial Numbers: AP0447, AP0448. Also some units shipped to two clinics.'

describe('a draft on the terminal', () => {
  test('shows what was read beside what was not', () => {
    const shown = renderScopeDraft(parseScopeText(text))
    expect(shown).toContain('covers   serial AP0447')
    expect(shown).toMatch(
      /Not understood, and could change which units are covered:\n(?: {2}\d+-\d+ {2}.*\n)*.*two clinics/,
    )
    expect(shown).toContain('no unit is proved outside')
  })

  test('gives a program the places of every value and the clause of each product', () => {
    expect(scopeDraftValue(parseScopeText('Serial Numbers: AP0447, AP0448'))).toMatchObject({
      isOpen: false,
      products: [
        {
          units: [{ value: 'AP0447', span: { start: 16, end: 22 } }, { value: 'AP0448' }],
          clause: { serials: ['AP0447', 'AP0448'] },
        },
      ],
    })
  })
})
