import { type Drawn, type PdfOptions, type Piece, paper, printable, type Weight } from './drawing.ts'
import { number } from './serialise.ts'
import type { Element, Role } from './structure.ts'
import { writePdf } from './write-pdf.ts'

/**
 * A tagged document of text, lines and boxes, written once from top to bottom. Whatever is drawn inside `tag` is read in that
 * order; what is drawn outside is decoration. The same calls give the same bytes.
 */
export interface Pdf {
  /** Begins a page; gives its number from 0. */
  addPage(): number
  /** Draws on a page that was begun before, e.g. its number once all are known. */
  turnTo(page: number): void
  tag(
    role: Role,
    draw: () => void,
    details?: { readonly scope?: 'Row' | 'Column'; readonly spoken?: string },
  ): void
  text(piece: Piece): void
  line(from: Point, to: Point, width?: number, grey?: number): void
  /** An empty square or oblong, or a filled one without a border. */
  box(corner: Point, size: { readonly width: number; readonly height: number }, fill?: number): void
  measure(text: string, size: number, weight?: Weight): number
  finish(): Uint8Array
}

type Point = { readonly x: number; readonly y: number }

export function createPdf(options: PdfOptions): Pdf {
  const { height } = paper[options.paper]
  const document = elementOf('Document')
  const open: Element[] = [document]
  const drawn: Drawn[] = []
  let pages = 0
  let page = -1

  /** Commands of one element on one page in a row stay together, between one pair of marks. */
  function draw(command: string | Piece): void {
    if (page < 0) throw new Error('draw after the first page was added')
    const inside = open.length > 1 ? open.at(-1) : undefined
    const last = drawn.at(-1)
    if (last !== undefined && last.page === page && last.element === inside) last.commands.push(command)
    else drawn.push({ page, element: inside, commands: [command] })
  }
  const up = (y: number) => number(height - y)

  return {
    addPage: () => {
      page = pages
      pages += 1
      return page
    },
    turnTo: (to) => {
      if (to < 0 || to >= pages) throw new RangeError(`there is no page ${to}`)
      page = to
    },
    tag: (role, inside, details = {}) => {
      const element = elementOf(role, details)
      open.at(-1)?.kids.push(element)
      open.push(element)
      inside()
      open.pop()
    },
    text: (piece) => draw({ ...piece, text: printable(piece.text) }),
    line: (from, to, width = 0.75, grey = 0) =>
      draw(
        `${number(grey)} G ${number(width)} w ${number(from.x)} ${up(from.y)} m ${number(to.x)} ${up(to.y)} l S`,
      ),
    box: ({ x, y }, size, fill) => {
      const oblong = `${number(x)} ${up(y + size.height)} ${number(size.width)} ${number(size.height)} re`
      draw(fill === undefined ? `0 G 0.9 w ${oblong} S` : `${number(fill)} g ${oblong} f`)
    },
    measure: (text, size, weight = 'regular') => options.fonts[weight].measure(printable(text), size),
    finish: () => writePdf(options, { document, drawn, pages }),
  }
}

const elementOf = (
  role: Role,
  details: { readonly scope?: 'Row' | 'Column'; readonly spoken?: string } = {},
): Element => ({ role, scope: details.scope, spoken: details.spoken, kids: [] })
