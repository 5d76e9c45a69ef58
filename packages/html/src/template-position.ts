/** Where in the markup a template's next value stands; decides how the value is written. */
export type Position =
  | { readonly at: 'text' }
  | { readonly at: 'tag'; readonly element: string }
  | { readonly at: 'attribute'; readonly element: string; readonly name: string; readonly quote: string }
  | { readonly at: 'comment' }
  | { readonly at: 'code'; readonly element: string }

/** A position, and what of the piece belongs to an attribute that was open when the piece began. */
export type Step = {
  readonly position: Position
  readonly attributeRest: string
  readonly attributeClosed: boolean
}

type Move = { readonly position: Position; readonly index: number }

/**
 * Follows one literal piece of a template from the position the piece before it ended in. Understands the markup this
 * project writes: every attribute value quoted. Throws a TypeError for an unquoted value, because a value written
 * there could not be escaped.
 */
export function followMarkup(start: Position, piece: string): Step {
  const attributeEnd = start.at === 'attribute' ? piece.indexOf(start.quote) : 0
  let move: Move = { position: start, index: 0 }
  while (move.index < piece.length) move = next(move.position, piece, move.index)
  return {
    position: move.position,
    attributeRest:
      start.at === 'attribute' ? piece.slice(0, attributeEnd < 0 ? piece.length : attributeEnd) : '',
    attributeClosed: start.at === 'attribute' && attributeEnd >= 0,
  }
}

/** The part of an attribute's value that the piece opening it already holds. */
export function openedValue(position: Position, piece: string): string {
  return position.at === 'attribute' ? piece.slice(piece.lastIndexOf(position.quote) + 1) : ''
}

function next(position: Position, piece: string, index: number): Move {
  switch (position.at) {
    case 'text':
      return fromText(piece, index)
    case 'tag':
      return fromTag(position.element, piece, index)
    case 'attribute': {
      const end = piece.indexOf(position.quote, index)
      return end < 0
        ? { position, index: piece.length }
        : { position: { at: 'tag', element: position.element }, index: end + 1 }
    }
    case 'comment':
      return past(position, piece, index, '-->')
    case 'code':
      return past(position, piece, index, `</${position.element}>`)
    default:
      return position satisfies never
  }
}

function fromText(piece: string, index: number): Move {
  const open = piece.indexOf('<', index)
  if (open < 0) return { position: { at: 'text' }, index: piece.length }
  if (piece.startsWith('<!--', open)) return { position: { at: 'comment' }, index: open + 4 }
  const element = /^<[/!]?([a-zA-Z][^\s/>]*)/.exec(piece.slice(open, open + 60))
  if (element?.[1] === undefined) {
    throw new TypeError(
      `the template has a stray "<" before "${piece.slice(open + 1, open + 20)}"; write &lt;`,
    )
  }
  return { position: { at: 'tag', element: element[1].toLowerCase() }, index: open + element[0].length }
}

function fromTag(element: string, piece: string, index: number): Move {
  const rest = piece.slice(index)
  const inTag: Position = { at: 'tag', element }
  if (rest.startsWith('>')) {
    const code = element === 'script' || element === 'style'
    // A closing tag never opens code: "code" only ends at its own closing tag, which is skipped whole.
    return { position: code ? { at: 'code', element } : { at: 'text' }, index: index + 1 }
  }
  const blank = /^[\s/]+/.exec(rest)
  if (blank !== null) return { position: inTag, index: index + blank[0].length }
  const named = /^([^\s"'<>/=]+)(?:\s*=\s*(["']?))?/.exec(rest)
  const [matched, name, quote] = named ?? []
  if (matched === undefined || name === undefined || quote === '') {
    throw new TypeError(`<${element}> has an attribute value without quotes near "${rest.slice(0, 20)}"`)
  }
  const position: Position = quote === undefined ? inTag : { at: 'attribute', element, name, quote }
  return { position, index: index + matched.length }
}

function past(position: Position, piece: string, index: number, end: string): Move {
  const found = piece.indexOf(end, index)
  return found < 0
    ? { position, index: piece.length }
    : { position: { at: 'text' }, index: found + end.length }
}
