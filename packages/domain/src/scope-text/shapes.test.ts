import { describe, expect, test } from 'vitest'
import { describeLine } from './describe-draft.test-support.ts'
import { shapes } from './fixtures/shapes.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

describe('a text of a shape that recalls have', () => {
  test.each(shapes.map((shape) => [shape.text.replaceAll('\n', ' / ').slice(0, 120), shape] as const))(
    'is read: %s',
    (_name, { text, says, unread = '' }) => {
      const draft = parseScopeText(text)
      expect(describeLine(draft)).toEqual({ says, unread })
      expect(draft.isOpen).toBe(unread !== '' || says === '')
    },
  )

  test('is there four hundred times, each of its own', () => {
    expect(new Set(shapes.map(({ text }) => text)).size).toBe(shapes.length)
    expect(shapes.length).toBeGreaterThan(400)
  })

  test('that leaves something unread puts no unit outside', () => {
    for (const { text } of shapes.filter(({ unread }) => unread !== undefined)) {
      const draft = parseScopeText(text)
      for (const mark of ['22A0114', '50002', 'ZZ9999', ...(text.match(/[A-Z0-9-]*\d[A-Z0-9-]*/g) ?? [])]) {
        expect(judgeDraft(draft, { lot: mark, serial: mark, softwareVersion: mark })).not.toBe('false')
      }
    }
  })
})
