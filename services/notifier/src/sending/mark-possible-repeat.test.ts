import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import { expect, test } from 'vitest'
import { markPossibleRepeat, repeatLine } from './mark-possible-repeat.ts'

const letterId = 'a'.repeat(26)

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
  const [before, after] = [await read(mime), await read(markPossibleRepeat(mime))]
  expect(after.text).toBe(`${repeatLine}\n\n${before.text}`)
  const line = `<p>${repeatLine}</p>`
  expect(after.html.split(line)).toHaveLength(2)
  expect(after.html.replace(line, '')).toBe(before.html)
  expect(after.headers).toEqual([{ name: 'X-Recallwire-Possible-Repeat', value: 'yes' }, ...before.headers])
})

test('the same bytes are marked the same way, in lines that mail may have', async () => {
  const marked = markPossibleRepeat(await compose('Text.', page))
  expect(marked).toEqual(markPossibleRepeat(await compose('Text.', page)))
  const lines = Buffer.from(marked).toString('latin1').split('\r\n')
  expect(lines.filter((line) => line.length > 76 && !line.includes(':'))).toEqual([])
  expect(lines.join('')).not.toMatch(/[\r\n]/)
})

test('bytes that are no letter of ours are not touched', () => {
  expect(() => markPossibleRepeat(Buffer.from('Subject: x\r\n\r\nText'))).toThrow('two parts')
})
