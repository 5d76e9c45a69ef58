import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import type Mail from 'nodemailer/lib/mailer'
import { expect, test } from 'vitest'
import { buildMime } from './build-mime.ts'

type Options = Mail.Options & { readonly baseBoundary: string }

async function expectAlike(options: Options): Promise<void> {
  const compile = () => new MailComposer(options).compile()
  const theirs = (await compile().build()).toString('latin1')
  const ours = buildMime(compile())
  expect(ours.replaceAll(softBreak, '')).toBe(theirs.replaceAll(softBreak, ''))
  expect(longestLine(ours)).toBeLessThanOrEqual(Math.max(76, longestLine(theirs)))
}

/** Where it works in slices the library breaks some lines elsewhere; whoever reads a message joins them again. */
const softBreak = '=\r\n'
const longestLine = (mime: string) => Math.max(...mime.split('\r\n').map((line) => line.length))

const fixed = {
  from: { name: 'Ünder Müller', address: 'a@example.com' },
  to: { name: '', address: 'b@example.org' },
  messageId: '<a@example.com>',
  date: new Date('2026-05-01T12:00:00Z'),
  encoding: 'quoted-printable',
  baseBoundary: 'b'.repeat(32),
} as const

/** Lines of all lengths, blanks at their ends, letters of many bytes, and what looks like an encoding. */
const body = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.constantFrom('', ' ', '\t', '=', '=C3=A9', '.', '--bbb', `${'long '.repeat(60)} `, 'é'.repeat(100)),
    ),
    { maxLength: 30 },
  )
  .map((lines) => lines.join('\r\n'))

test('is what the library builds, whatever is written and however many files are attached', async () => {
  const file = fc.record({
    filename: fc.constantFrom(
      'a.pdf',
      'Außerdem ein sehr langer Name, der gefaltet werden muss, weil er lang ist.csv',
    ),
    contentType: fc.constantFrom('application/pdf', 'text/csv; charset=utf-8'),
    content: fc.uint8Array({ maxLength: 4_000 }).map((bytes) => Buffer.from(bytes)),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      body,
      body,
      fc.array(file, { maxLength: 3 }),
      (subject, text, html, attachments) => expectAlike({ ...fixed, subject, text, html, attachments }),
    ),
    { numRuns: 150 },
  )
})

test('is what the library builds of parts larger than the slices in which it works', async () => {
  const text = 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. '.repeat(4_000)
  const content = Buffer.alloc(200_001, 'recall')
  await expectAlike({
    ...fixed,
    subject: 'large',
    text,
    html: `<p>${text}</p>`,
    attachments: [{ filename: 'a', content }],
  })
})

test('takes no part that would have to be fetched', () => {
  const root = new MailComposer({
    ...fixed,
    text: 'a',
    attachments: [{ filename: 'a', path: '/etc/hostname' }],
  }).compile()
  expect(() => buildMime(root)).toThrow('no text and no bytes')
})
