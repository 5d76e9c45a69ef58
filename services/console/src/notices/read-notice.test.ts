import { type NoticeContent, noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { describe, expect, test } from 'vitest'
import { readFields } from '../session/form-fields.ts'
import { content } from '../testing/sample-recall.ts'
import { fieldsOfContent } from './fields-of-content.ts'
import { noticeErrors, readNotice } from './read-notice.ts'
import { withOneMoreProduct } from './with-one-more-product.ts'

const [product] = content.products
if (product === undefined) throw new Error('the sample has a product')

const richer: NoticeContent = {
  ...content,
  products: [{ ...product, units: { not: { lots: ['L1'] } } }],
  checks: content.checks.map((check) => ({ ...check, passes: { atLeast: '6.2', below: '7' } })),
  injuries: null,
  firmLetter: { fileName: 'Customer letter.pdf', sha256: 'a'.repeat(64), size: 4_096 },
  replyWithinBusinessDays: 4,
}

describe('the notice form', () => {
  test.each([
    ['a plain notice', content],
    ['a notice richer than its fields', richer],
    ['all units', { ...content, products: [{ ...product, units: { all: true } }] } satisfies NoticeContent],
  ])('gives back %s unchanged when nothing is edited', (_name, published) => {
    const read = readNotice(fieldsOfContent(published), {
      base: published,
      letters: published.firmLetter === undefined ? [] : [published.firmLetter],
    })
    expect(read.kind === 'read' && noticeContentSchema.parse(read.content)).toEqual(published)
  })

  test('reads serials as they are pasted from a letter or a spreadsheet', () => {
    const fields = readFields({
      'product-0-units': 'serials',
      'product-0-marks': '1\r\n2, 3;4\t5\n\n',
      'product-0-name': 'Pump',
    })
    expect(readNotice(fields)).toMatchObject({
      content: { products: [{ units: { serials: ['1', '2', '3', '4', '5'] } }] },
    })
  })

  test('chooses no class where none was chosen', () => {
    const read = readNotice(readFields({ title: 'x' }))
    expect(read.kind === 'read' && noticeContentSchema.safeParse(read.content).success).toBe(false)
    expect(read).toMatchObject({ content: { recallClass: undefined } })
  })

  test('takes the whole notice as JSON, and says where JSON is broken', () => {
    expect(readNotice(readFields({ json: JSON.stringify(content) }))).toEqual({ kind: 'read', content })
    expect(readNotice(readFields({ json: '{' }))).toMatchObject({
      kind: 'refused',
      errors: [{ field: 'json' }],
    })
  })

  test('makes room for one more product and keeps the first', () => {
    const more = withOneMoreProduct(fieldsOfContent(content))
    expect(more.text('products')).toBe('2')
    expect(more.text('product-0-name')).toBe('Lumenta 6')
  })

  test.each([
    ['/reference', 'reference', 'x'],
    ['/content/recallClass', 'class', 'x'],
    ['/content/products/0/dis/1', 'product-0-dis', 'Entry 2: x'],
    ['/content/products/1/units/serials/4', 'product-1-marks', 'Entry 5: x'],
    ['/content/checks/0/whenFailed', 'product-0-check-failed', 'x'],
    ['/content/contact/email', 'contact-email', 'x'],
    ['/content/sources/0/publishedOn', 'source-date', 'x'],
    ['/content/sources', 'source-text', 'x'],
    ['/content/instructions/2', 'instructions', 'Entry 3: x'],
    ['/content/unheard/of', 'title', 'x'],
  ])('shows the finding at %s beside the field %s', (pointer, field, message) => {
    const problem = { type: 'x', title: 'refused', status: 422, errors: [{ pointer, detail: 'x' }] }
    expect(noticeErrors(problem, fieldsOfContent(content))).toEqual([{ field, message }])
  })
})
