import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import { expect, test } from 'vitest'
import { english } from '../language/english.ts'
import { spanish } from '../language/spanish.ts'
import { markPossibleRepeat } from './mark-possible-repeat.ts'

const letterId = 'a'.repeat(26)
const lines = [english.repeat, spanish.repeat, `Zweite Ausfertigung – ${'überzählig '.repeat(12)}= 1`]

const compose = (text: string, html: string) =>
  composeMime({
    from: { name: 'Northfield Medical', address: 'recalls@example.org' },
    to: { address: 'lab@example.org' },
    subject: 'Content-Type: text/plain; boundary="x"',
    text,
    html,
    messageId: `<${letterId}@example.org>`,
    date: new Date('2025-06-20T14:00:00.000Z'),
    boundarySeed: letterId,
  })

async function read(mime: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  await writeFile(join(folder, `${letterId}.eml`), mime)
  const letter = await readLetter(folder, letterId)
  await rm(folder, { recursive: true })
  if (letter === undefined) throw new Error('the letter cannot be read back')
  return letter
}

const page =
  '<!doctype html><html><head><title>x</title></head><body class="letter"><p>é – 漢字</p></body></html>'

test.each([
  ['plain', 'The pump.\nIt is out of use.', page],
  ['quoting a header', 'Content-Type: text/html\n\n<body>not this one</body>', page],
  [
    'with the tag broken over lines',
    'Text.',
    page.replace('<p>', `<p>${'x '.repeat(40)}`).replace('<title>x', `<title>${'t'.repeat(29)}`),
  ],
  ['without a body tag', 'Text.', '<p>Only this.</p>'],
])('a letter %s says first that it may be a repeat, and is else as it was', async (_what, text, html) => {
  const mime = await compose(text, html)
  const before = await read(mime)
  for (const line of lines) {
    const after = await read(markPossibleRepeat(mime, line))
    expect(after.text).toBe(`${line}\n\n${before.text}`)
    const paragraph = `<p>${line}</p>`
    expect(after.html.split(paragraph)).toHaveLength(2)
    expect(after.html.replace(paragraph, '')).toBe(before.html)
    expect(after.headers).toEqual([{ name: 'X-Recallwire-Possible-Repeat', value: 'yes' }, ...before.headers])
  }
})

test('the same bytes are marked the same way, in lines that mail may have', async () => {
  for (const line of lines) {
    const marked = markPossibleRepeat(await compose('Text.', page), line)
    expect(marked).toEqual(markPossibleRepeat(await compose('Text.', page), line))
    const written = Buffer.from(marked).toString('latin1').split('\r\n')
    expect(written.filter((text) => text.length > 76 && !text.includes(':'))).toEqual([])
    expect(written.join('')).not.toMatch(/[\r\n]/)
  }
})

test('bytes that are no letter of ours are not touched', () => {
  expect(() => markPossibleRepeat(Buffer.from('Subject: x\r\n\r\nText'), english.repeat)).toThrow('two parts')
})
