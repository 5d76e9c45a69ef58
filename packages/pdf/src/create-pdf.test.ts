import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { createPdf, type Pdf } from './create-pdf.ts'
import { openPublicSans } from './open-public-sans.ts'

const begin = (title = 'Reply form') => {
  const pdf = createPdf({
    title,
    language: 'es',
    paper: 'letter',
    createdAt: '2025-06-20T14:00:00.000Z',
    fonts: openPublicSans(),
  })
  pdf.addPage()
  return pdf
}
const say = (pdf: Pdf, text: string, y = 72) => pdf.tag('P', () => pdf.text({ text, x: 48, y, size: 10 }))

/** Read by another implementation than ours. */
async function readPages(bytes: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  return text
}

describe('a document', () => {
  test.each([
    ['plain', 'Serial 765201'],
    ['Spanish', '¿Está la unidad con usted? Sí: «señal» nº 3'],
    ['beyond the everyday', 'Łódź № 7 ≥ 6 Ðŵ ŐŰ'],
    ['with signs of syntax', 'a (b) \\ <c> % [d] /e & "f"'],
    ['decomposed', 'e\u0301'],
  ])('reads back %s text as it was written', async (_what, text) => {
    const pdf = begin()
    say(pdf, text)
    pdf.tag('P', () => pdf.text({ text, x: 48, y: 700, size: 10, weight: 'bold', upright: true }))
    const [page = ''] = await readPages(pdf.finish())
    expect(page.split(text.normalize('NFC'))).toHaveLength(3)
  })

  test('draws a box for what the font has no sign for, and keeps the rest of the line', async () => {
    const pdf = begin()
    say(pdf, 'Unit 漢字 \u202e 12 \u0000\ud800\n34')
    const [page = ''] = await readPages(pdf.finish())
    expect(page).toMatch(/^Unit .* 12 34$/)
  })

  test('tells its title, language and order to whoever cannot see it', async () => {
    const pdf = begin('Form <b> & é')
    pdf.tag('H1', () => pdf.text({ text: 'Heading', x: 48, y: 60, size: 18 }))
    pdf.tag('Table', () =>
      pdf.tag('TR', () => {
        pdf.tag('TH', () => pdf.text({ text: 'Serial 1', x: 48, y: 90, size: 10 }), { scope: 'Row' })
        pdf.tag('TD', () => pdf.box({ x: 90, y: 80 }, { width: 9, height: 9 }), { spoken: '☐ Returned' })
      }),
    )
    pdf.addPage()
    pdf.text({ text: 'decoration', x: 48, y: 60, size: 8 })
    const document = await getDocumentProxy(pdf.finish())
    const { info } = await document.getMetadata()
    expect(info).toMatchObject({ Title: 'Form <b> & é', Language: 'es', Producer: 'Recallwire' })
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
    const tree = await (await document.getPage(1)).getStructTree()
    const roles = (node: { role?: string; children?: readonly unknown[] }): readonly unknown[] => [
      node.role,
      ...(node.children ?? []).flatMap((child) => roles(child as Parameters<typeof roles>[0])),
    ]
    expect(roles(tree).filter((role) => role !== undefined)).toEqual([
      'Root',
      'Document',
      'H1',
      'Table',
      'TR',
      'TH',
      'TD',
    ])
    expect(await (await document.getPage(2)).getStructTree()).toMatchObject({ children: [] })
  })

  test('is the same bytes for the same calls, whatever was written before', () => {
    const write = () => {
      const pdf = begin()
      say(pdf, 'Łódź 12')
      return pdf.finish()
    }
    const first = write()
    say(begin(), 'Żółć')
    expect(write()).toEqual(first)
  })

  test('refuses to draw before there is a page, or on one there is not', () => {
    const pdf = createPdf({
      title: 'x',
      language: 'en',
      paper: 'a4',
      createdAt: '2025-06-20T14:00:00.000Z',
      fonts: openPublicSans(),
    })
    expect(() => say(pdf, 'x')).toThrow('first page')
    pdf.addPage()
    expect(() => pdf.turnTo(1)).toThrow('no page 1')
  })

  test('grows by what differs alone: two fonts are most of a short one', () => {
    const size = (lines: number) => {
      const pdf = begin()
      for (let line = 0; line < lines; line += 1) say(pdf, `Serial ${765_000 + line}`, 40 + line * 10)
      return pdf.finish().length
    }
    expect(size(1)).toBeLessThan(40_000)
    expect(size(60) - size(1)).toBeLessThan(6_000)
  })
})
