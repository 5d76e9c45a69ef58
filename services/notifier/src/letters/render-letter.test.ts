import type { Revision } from '@recallwire/domain/notice/notice.ts'
import { describe, expect, test } from 'vitest'
import { englishWordsIn } from '../language/testing/english-words.ts'
import { renderLetter } from './render-letter.ts'
import { sent, told, unitOf, withInitialLetter } from './testing/sample-case.ts'
import { friday, letterOf, letters, monday } from './testing/sample-letters.ts'
import { revision } from './testing/sample-recall.ts'
import { spanishLetters } from './testing/spanish-letters.ts'

const inEveryLanguage = [
  ...Object.entries(letters).map(([kind, input]) => ['en', kind, input] as const),
  ...Object.entries(spanishLetters).map(([kind, input]) => ['es', kind, input] as const),
]

describe.each(inEveryLanguage)('in %s the %s letter', (language, kind, input) => {
  test('reads as its golden files', async () => {
    expect(kind.startsWith(input().plan.kind)).toBe(true)
    const letter = renderLetter(input())
    expect(letter.language).toBe(language)
    const golden = `golden/${language}/${kind}`
    await expect(`Subject: ${letter.subject}\n\n${letter.text}`).toMatchFileSnapshot(`${golden}.txt`)
    await expect(letter.html).toMatchFileSnapshot(`${golden}.html`)
  })

  test('keeps to 76 columns in plain text, addresses aside', () => {
    const long = renderLetter(input())
      .text.split('\n')
      .filter((line) => line.length > 76)
    expect(long.filter((line) => !line.startsWith('https://'))).toEqual([])
  })

  test('carries the code apart from the link', () => {
    const { reply, plan } = input()
    const { text, html } = renderLetter(input())
    if (reply === undefined) return expect(`${text}${html}`).not.toContain('/r/')
    expect(plan.kind === 'receipt' || text.includes(`${reply.code}`)).toBe(true)
    expect(reply.url).not.toContain(reply.code)
  })

  test('loads nothing and runs nothing', () => {
    expect(renderLetter(input()).html).not.toMatch(/<(img|script|link|iframe|form|style)\b|url\(/)
  })
})

test.each(Object.entries(spanishLetters))('no English leaks into the Spanish %s letter', (_kind, input) => {
  const { subject, text, html } = renderLetter(input())
  expect(englishWordsIn(subject)).toEqual([])
  expect(englishWordsIn(text)).toEqual([])
  expect(englishWordsIn(html)).toEqual([])
})

test('English words are found where they are, so that their absence says something', () => {
  expect(englishWordsIn(renderLetter(letterOf(withInitialLetter(), friday)).html).length).toBeGreaterThan(100)
  expect(englishWordsIn('<p aria-label="Your units">Sus unidades</p>')).toEqual(['Your', 'units'])
})

test('a contact who reads another language than his site is written to in his own', () => {
  const input = letterOf(withInitialLetter(), friday)
  const facility = { ...input.facility, language: 'es' } as const
  expect(renderLetter({ ...input, facility }).language).toBe('es')
  const contact = { ...input.contact, language: 'en' } as const
  expect(renderLetter({ ...input, facility, contact }).language).toBe('en')
})

test('a letter that may be a repeat says so before anything else', () => {
  const { text, html } = renderLetter({ ...letterOf(withInitialLetter(), friday), possibleRepeat: true })
  const repeat = 'You may have received this already; one answer is enough.'
  expect(text.startsWith(repeat)).toBe(true)
  expect(html.indexOf(repeat)).toBeLessThan(html.indexOf('URGENT: MEDICAL DEVICE RECALL</p>'))
})

test('a class III recall is not marked urgent', () => {
  const calm: Revision = { ...revision, content: { ...revision.content, recallClass: 'III' } }
  const { subject } = renderLetter(letterOf(withInitialLetter(), friday, { revision: calm }))
  expect(subject).toMatch(/^MEDICAL DEVICE RECALL — /)
})

test('two reminders are told apart by their number', () => {
  const twice = told(sent(told(withInitialLetter(), monday), monday), '2025-06-24T22:00:00.000Z')
  expect(renderLetter(letterOf(twice, monday)).text).toMatch(/^REMINDER 2: URGENT: /)
})

test('a unit that was reported elsewhere is asked about without saying where', () => {
  const input = letters.supplement?.()
  if (input === undefined) throw new Error('no supplement')
  expect(renderLetter(input).text).toContain('This serial was reported elsewhere as well, please confirm')
})

test('markup in the words of the firm stays text', () => {
  const hostile: Revision = {
    ...revision,
    content: { ...revision.content, title: '<script>alert(1)</script>', reason: '<img src=x onerror=y>' },
  }
  const { html } = renderLetter(letterOf(withInitialLetter(), friday, { revision: hostile }))
  expect(html).not.toMatch(/<script>|<img/)
  expect(html).toContain('&lt;script&gt;')
})

test('a long list is cut and says where the rest is', () => {
  const many = Array.from({ length: 230 }, (_unit, index) =>
    unitOf('M6', { serial: `9${String(index).padStart(5, '0')}` }, { value: 'affected', because: 'listed' }),
  )
  const { text } = renderLetter(letterOf(withInitialLetter(many), friday))
  expect(text).toContain('and 30 more')
  expect(text).toContain('The reply page lists all of your units.')
})
