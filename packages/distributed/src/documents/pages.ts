/** A run of one list of a document. */
export type Page = { readonly field: string; readonly text: string }

/** A document as texts of JSON: whole, or without the items of its long lists, which are on pages. */
export type Paged = { readonly text: string; readonly pages: readonly Page[] }

/** Documents up to this length stay whole: far below what MongoDB takes, and little enough to be written again at each change. */
const longestWhole = 256 * 1024
/** A page is closed once it has so many characters; one long item makes a longer page. */
const pageLength = 128 * 1024

/**
 * Cuts the lists of a long document into pages, each from the first item on, so that a list that grows at its end keeps all pages but
 * the last.
 */
export function cutIntoPages(document: unknown): Paged {
  const whole = JSON.stringify(document)
  if (whole.length <= longestWhole) return { text: whole, pages: [] }
  const rest: Record<string, unknown> = JSON.parse(whole)
  const pages = Object.entries(rest).flatMap(([field, value]) => {
    if (!Array.isArray(value)) return []
    rest[field] = []
    return pagesOf(field, value)
  })
  return { text: JSON.stringify(rest), pages }
}

/** The document that was cut. Pages of one list are in their order. */
export function joinPages<Document extends object>({ text, pages }: Paged): Document {
  const document = parse<Document>(text)
  if (pages.length === 0) return document
  const lists = [...Map.groupBy(pages, ({ field }) => field)].map(([field, ofField]) => [
    field,
    ofField.flatMap((page) => parse<readonly unknown[]>(page.text)),
  ])
  return Object.assign(document, Object.fromEntries(lists))
}

function pagesOf(field: string, items: readonly unknown[]): readonly Page[] {
  const pages: Page[] = []
  let texts: string[] = []
  let length = 0
  const close = () => {
    if (texts.length > 0) pages.push({ field, text: `[${texts.join(',')}]` })
    texts = []
    length = 0
  }
  for (const item of items) {
    const text = JSON.stringify(item)
    texts.push(text)
    length += text.length
    if (length >= pageLength) close()
  }
  close()
  return pages
}

/** JSON that this room wrote itself, and therefore trusts. */
function parse<Value>(text: string): Value {
  const value: Value = JSON.parse(text)
  return value
}
