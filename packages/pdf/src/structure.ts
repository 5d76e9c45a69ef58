import { type Objects, references, textString } from './serialise.ts'

/** What a piece of a page is, for whoever reads it with other means than eyes (ISO 32000-1, 14.8.4). */
export type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Span'
  | 'Caption'

type Marked = { readonly page: number; readonly mark: number }

export type Element = {
  readonly role: Role
  readonly scope: 'Row' | 'Column' | undefined
  /** Said in place of what is drawn, e.g. of a box to tick. */
  readonly spoken: string | undefined
  readonly kids: (Element | Marked)[]
}

/** Writes the tree of elements, and for each page which element its marks are of. Gives the number of the tree's root. */
export function putStructure(objects: Objects, document: Element, pages: readonly number[]): number {
  const root = objects.reserve()
  const parents: number[][] = pages.map(() => [])

  function put(element: Element, parent: number): number {
    const id = objects.reserve()
    const kids = element.kids.map((kid) => {
      if ('role' in kid) return `${put(kid, id)} 0 R`
      const marks = parents[kid.page]
      if (marks === undefined) throw new RangeError(`a mark is on page ${kid.page}, which is not there`)
      marks[kid.mark] = id
      return `<</Type /MCR /Pg ${pages[kid.page]} 0 R /MCID ${kid.mark}>>`
    })
    const scope = element.scope === undefined ? '' : ` /A <</O /Table /Scope /${element.scope}>>`
    const spoken = element.spoken === undefined ? '' : ` /ActualText ${textString(element.spoken)}`
    objects.put(
      id,
      `<</Type /StructElem /S /${element.role} /P ${parent} 0 R /K [${kids.join(' ')}]${scope}${spoken}>>`,
    )
    return id
  }

  const top = put(document, root)
  const rows = parents.map((marks, page) => `${page} ${references(marks)}`)
  const tree = objects.reserve()
  objects.put(tree, `<</Nums [${rows.join(' ')}]>>`)
  objects.put(
    root,
    `<</Type /StructTreeRoot /K [${top} 0 R] /ParentTree ${tree} 0 R /ParentTreeNextKey ${pages.length}>>`,
  )
  return root
}
