import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { describe, expect, test } from 'vitest'
import type { LetterInput } from './letter-input.ts'
import { letterMessage } from './letter-message.ts'
import { renderLetter } from './render-letter.ts'
import { describeMail, headerOf, takeApart } from './testing/describe-mail.ts'
import { withInitialLetter } from './testing/sample-case.ts'
import { friday, letterOf, letters } from './testing/sample-letters.ts'
import { spanishLetters } from './testing/spanish-letters.ts'

const composed = (input: LetterInput) =>
  composeMime(letterMessage(input, renderLetter(input), 'recalls@example.org'))
const readHeaders = async (input: LetterInput) =>
  takeApart(Buffer.from(await composed(input)).toString('latin1'))

const inEveryLanguage = [
  ...Object.entries(letters).map(([kind, input]) => ['en', kind, input] as const),
  ...Object.entries(spanishLetters).map(([kind, input]) => ['es', kind, input] as const),
]

describe.each(inEveryLanguage)('in %s the message of the %s letter', (language, kind, input) => {
  test('has the headers and parts of its golden file', async () => {
    await expect(describeMail(await composed(input()))).toMatchFileSnapshot(`golden/${language}/${kind}.mail`)
  })

  test('is the same bytes for the same letter', async () => {
    expect(await composed(input())).toEqual(await composed(input()))
  })

  test('names the thread of its recall and no way to unsubscribe', async () => {
    const mail = await readHeaders(input())
    const thread = `<case.${input().on.caseId}@example.org>`
    expect(headerOf(mail, 'references')).toBe(thread)
    expect(headerOf(mail, 'in-reply-to')).toBe(thread)
    expect(headerOf(mail, 'message-id')).not.toBe(thread)
    expect(mail.headers.filter(([name]) => /unsubscribe/i.test(name))).toEqual([])
  })
})

test('every letter that asks for a reply has one subject, and says inside which letter it is', () => {
  const asking = ['initial', 'supplement', 'revision', 'reminder', 'escalation', 'fresh-code']
  const rendered = asking.flatMap((kind) => {
    const input = letters[kind]?.()
    return input === undefined ? [] : [renderLetter(input)]
  })
  expect(rendered).toHaveLength(asking.length)
  expect(new Set(rendered.map(({ subject }) => subject)).size).toBe(1)
  expect(new Set(rendered.map(({ text }) => text.split('\n')[0])).size).toBe(asking.length)
})

test('a list attached to a letter runs nothing in a spreadsheet', async () => {
  const input = letterOf(withInitialLetter(), friday)
  const [unit, ...others] = input.on.units
  if (unit === undefined) throw new Error('no unit')
  const hostile = { ...unit, facts: { ...unit.facts, assetTag: '=HYPERLINK("http://x")', serial: '+1' } }
  const on = { ...input.on, units: [hostile, ...others] }
  const described = describeMail(await composed({ ...input, on }))
  expect(described).toContain(`,'+1,`)
  expect(described).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('the name of an attached file holds nothing of a reference but letters, digits and dots', async () => {
  const input = letterOf(withInitialLetter(), friday)
  for (const [reference, stem] of [
    ['../../etc/passwd', 'etc-passwd'],
    ['FÄ 2025/019 "x"\u202e', 'FA-2025-019-x'],
    ['漢字', 'recall'],
  ] as const) {
    const on = { ...input.on, duties: input.on.duties.map((duty) => ({ ...duty, reference })) }
    const message = letterMessage({ ...input, on }, renderLetter(input), 'recalls@example.org')
    expect(message.attachments?.map(({ filename }) => filename)).toEqual([
      `${stem}-units.csv`,
      `${stem}-reply-form.pdf`,
    ])
  }
})
