import { escapeText } from './escape.ts'
import { checkUrl, isUrlAttribute } from './safe-url.ts'
import { followMarkup, openedValue, type Position } from './template-position.ts'

const markup: unique symbol = Symbol('markup')
const attributeList: unique symbol = Symbol('attributes')

/** A fragment of markup that only this file can make, so that a string is never mistaken for one. */
export type Html = { readonly [markup]: string; toString(): string }

/** A list of attributes for the inside of a tag: `<input${attributes({...})}>`. */
export type Attributes = { readonly [attributeList]: string }

/** What a template takes as text. `null`, `undefined` and `false` write nothing; an array is joined without blanks. */
export type HtmlContent = Html | string | number | null | undefined | false | readonly HtmlContent[]

/** `true` writes the bare name; `null`, `undefined` and `false` leave the attribute out. */
export type AttributeValue = string | number | boolean | null | undefined

/**
 * The escaping template tag. Values are written by where they stand: text is escaped and nested `Html` kept, a quoted
 * attribute takes text and numbers, the inside of a tag takes `attributes()`. Values that make up an address
 * (href, src, action, …) are checked for their scheme.
 *
 * Throws a TypeError that names the place for a value that could not be written safely: an address with another
 * scheme, an event handler or style attribute, script or style content, an object that is no `Html`.
 */
export function html(pieces: TemplateStringsArray, ...values: readonly (HtmlContent | Attributes)[]): Html {
  let text = pieces[0] ?? ''
  let position = followMarkup({ at: 'text' }, text).position
  let attributeText = openedValue(position, text)
  values.forEach((value, index) => {
    const written = valueAt(position, value)
    const piece = pieces[index + 1] ?? ''
    const step = followMarkup(position, piece)
    if (position.at === 'attribute') {
      attributeText += attributeValueText(value, position.name) + step.attributeRest
      if (step.attributeClosed && isUrlAttribute(position.name)) checkUrl(position.name, attributeText)
    }
    text += written + piece
    const stillOpen = position.at === 'attribute' && !step.attributeClosed
    if (!stillOpen) attributeText = openedValue(step.position, piece)
    position = step.position
  })
  if (position.at !== 'text') throw new TypeError(`the template ends inside ${placeName(position)}`)
  return fragment(text)
}

/** Markup from a source that already escaped it. The only way past the escaping: each use needs its reason beside it. */
export function raw(trusted: string): Html {
  return fragment(trusted)
}

/** Attributes from data, quoted, with the same checks as in a template. */
export function attributes(values: { readonly [name: string]: AttributeValue }): Attributes {
  const written = Object.entries(values).map(([name, value]) => {
    if (isNothing(value)) return ''
    if (!/^[a-zA-Z_][\w:.-]*$/.test(name)) throw new TypeError(`"${name}" is not an attribute name`)
    checkAttributeName(name)
    if (value === true) return ` ${name}`
    if (isUrlAttribute(name)) checkUrl(name, String(value))
    return ` ${name}="${escapeText(scalar(value, name))}"`
  })
  return { [attributeList]: written.join('') }
}

function fragment(text: string): Html {
  return { [markup]: text, toString: () => text }
}

function valueAt(position: Position, value: HtmlContent | Attributes): string {
  switch (position.at) {
    case 'text':
      return contentText(value)
    case 'attribute':
      checkAttributeName(position.name)
      return escapeText(attributeValueText(value, position.name))
    case 'tag':
      if (isNothing(value)) return ''
      if (typeof value === 'object' && attributeList in value) return value[attributeList]
      throw new TypeError(`inside <${position.element}> only attributes() can stand`)
    case 'comment':
    case 'code':
      throw new TypeError(`no value can stand inside ${placeName(position)}`)
    default:
      return position satisfies never
  }
}

function attributeValueText(value: unknown, name: string): string {
  return isNothing(value) ? '' : scalar(value, name)
}

function contentText(value: HtmlContent | Attributes): string {
  if (isNothing(value)) return ''
  if (isList(value)) return value.map(contentText).join('')
  if (typeof value === 'object' && markup in value) return value[markup]
  return escapeText(scalar(value, 'text'))
}

function isNothing(value: unknown): value is null | undefined | false {
  return value === null || value === undefined || value === false
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: unknown): value is readonly HtmlContent[] {
  return Array.isArray(value)
}

function scalar(value: unknown, place: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  const what = typeof value === 'object' ? 'an object' : String(value)
  throw new TypeError(`${place}: ${what} cannot be written; give text or a finite number`)
}

function checkAttributeName(name: string): void {
  if (/^(on|hx-on|style$|srcdoc$|srcset$)/i.test(name)) {
    throw new TypeError(
      `${name}: no value can stand in this attribute; the content security policy forbids inline code`,
    )
  }
}

function placeName(position: Position): string {
  switch (position.at) {
    case 'attribute':
      return `the attribute ${position.name} of <${position.element}>`
    case 'tag':
    case 'code':
      return `<${position.element}>`
    default:
      return position.at === 'comment' ? 'a comment' : 'text'
  }
}
