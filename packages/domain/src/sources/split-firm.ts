/** The firm that a record's `recalling_firm` names, and what else was written into the field. */
export type SplitFirm = {
  readonly name: string
  readonly address?: string | undefined
  /** Where the text says that another firm made the product. */
  readonly manufacturer?: string | undefined
  /** How the text says customers were told, e.g. "by letter dated May 4, 2012". */
  readonly told?: string | undefined
}

const manufacturerMark = /\.?\s*\bManufacturers?:\s*/
const toldMark = /,?\s+by\s+(?:letter|telephone|phone|e-?mail|fax|press|visit|courier|notification)/i
const statusMark = /\.?\s*\bFirm initiated recall/i
const stateAtEnd = /,\s*[^,\d]{2,40},\s*(?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)$/
const zipAtEnd = /\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?(?:,?\s+(?:USA?|United States))?$/

/**
 * Parts a firm's name from the address (and, in records before 2012, from the sentence) that stands in the same field.
 * `street` is the record's own `address_1`: where it occurs in the text, the name ends before it.
 */
export function splitFirm(text: string, street?: string): SplitFirm {
  const [whole = '', made] = text.replace(/^Recalling Firm:\s*/i, '').split(manufacturerMark, 2)
  const sentence = cut(whole, statusMark).head
  const { head, tail: told } = cut(sentence, toldMark)
  const manufacturer =
    made === undefined ? undefined : nameAlone(cut(made.split(';')[0] ?? '', statusMark).head)
  const parted = partAddress(head.replace(/[\s.,;]+$/, endOfName), street)
  return {
    ...parted,
    ...(manufacturer === undefined || manufacturer === '' ? {} : { manufacturer }),
    ...(told === '' ? {} : { told: told.replace(/^[\s,]+|[\s.]+$/g, '') }),
  }
}

function partAddress(text: string, street: string | undefined): Pick<SplitFirm, 'name' | 'address'> {
  const place = cutAt(text, street)
  if (place <= 0) return { name: text.replaceAll(/\s+/g, ' ').trim() }
  const name = text
    .slice(0, place)
    .replace(/[\s,;]+$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const address = text
    .slice(place)
    .replace(/^[\s,;]+/, '')
    .replaceAll(/\s*\n\s*/g, ', ')
    .trim()
  return name === '' ? { name: text.trim() } : { name, address }
}

/** Where the address begins; -1 where there is none. */
function cutAt(text: string, street: string | undefined): number {
  const line = text.indexOf('\n')
  if (line > 0) return line
  const named = street === undefined ? -1 : text.toLowerCase().indexOf(street.toLowerCase())
  if (named > 0) return named
  if (zipAtEnd.test(text)) return text.search(/\s\d+[A-Za-z]?\s/)
  return stateAtEnd.exec(text)?.index ?? -1
}

const nameAlone = (text: string): string => partAddress(text.replace(/[\s.,;]+$/, endOfName), undefined).name

/** The full stop of "Inc." belongs to the name. */
const endOfName = (end: string, at: number, whole: string): string =>
  end.startsWith('.') && /\b(?:Inc|Co|Corp|Ltd|S\.A|N\.V|B\.V|Cos)$/i.test(whole.slice(0, at)) ? '.' : ''

function cut(text: string, mark: RegExp): { readonly head: string; readonly tail: string } {
  const at = text.search(mark)
  return at < 0 ? { head: text, tail: '' } : { head: text.slice(0, at), tail: text.slice(at) }
}
