import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { FormFields } from '../session/form-fields.ts'

/** What lends the form the units and checks that it has no fields for. */
export type KeptProducts = Pick<NoticeContent, 'products' | 'checks'>

/** As many products as one page can carry. */
export const mostProducts = 40

/** How many product blocks the form shows: those it had, at least one, at most what one page can carry. */
export const productCount = (fields: FormFields): number => {
  const asked = Number(fields.text('products'))
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), mostProducts) : 1
}

/** The products that anything was written about, and the software check of each that has one. */
export function readProducts(
  fields: FormFields,
  base: KeptProducts | undefined,
): { readonly products: readonly unknown[]; readonly checks: readonly unknown[] } {
  const blocks = Array.from({ length: productCount(fields) }, (_, index) => readProduct(fields, index, base))
  const written = blocks.filter((block) => block.isWritten)
  return {
    // An empty form still names its first product, so that its fields are asked for one by one.
    products: (written.length > 0 ? written : blocks.slice(0, 1)).map((block) => block.product),
    checks: written.flatMap((block) => (block.check === undefined ? [] : [block.check])),
  }
}

function readProduct(fields: FormFields, index: number, base: KeptProducts | undefined) {
  const at = (name: string) => `product-${index}-${name}`
  const text = (name: string) => fields.text(at(name))
  const productId = text('id') || `P${index + 1}`
  const earlier = base?.products.find((product) => product.productId === productId)
  const question = text('check-question')
  const before = base?.checks.find((check) => check.productId === productId)
  return {
    isWritten: ['name', 'manufacturer', 'refs', 'dis', 'marks', 'verbatim'].some((name) => text(name) !== ''),
    product: {
      productId,
      name: text('name'),
      manufacturer: text('manufacturer'),
      refs: listOf(text('refs')),
      dis: listOf(text('dis')),
      units: unitsOf(text('units'), listOf(text('marks')), earlier?.units),
      verbatim: text('verbatim'),
    },
    check:
      question === ''
        ? undefined
        : {
            checkId: before?.checkId ?? `software-${productId.toLowerCase()}`.slice(0, 40),
            productId,
            kind: 'software-version',
            question,
            // A test richer than the form's one field stands as it was, unless that field is filled.
            passes:
              text('check-begins') === '' && before !== undefined
                ? before.passes
                : { startsWith: text('check-begins') },
            whenPassed: text('check-passed'),
            whenFailed: text('check-failed'),
          },
  }
}

function unitsOf(choice: string, marks: readonly string[], earlier: unknown): unknown {
  switch (choice) {
    case 'all':
      return { all: true }
    case 'serials':
      return { serials: marks }
    case 'lots':
      return { lots: marks }
    case 'keep':
      return earlier
    default:
      return undefined
  }
}

/** Serials come pasted from letters and spreadsheets: separated by lines, commas, semicolons or tabs. */
const listOf = (text: string): readonly string[] =>
  text
    .split(/[\n\r,;\t]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
