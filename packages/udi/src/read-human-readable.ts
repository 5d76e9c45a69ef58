import { isDigits } from './character-sets.ts'
import type { Element, Reading } from './element.ts'
import { findApplicationIdentifier } from './find-application-identifier.ts'
import { trimCarrier } from './separators.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

const longestAi = 4

/**
 * Reads the text under a barcode, `(01)…(17)…(10)…`, with the blanks and line ends that copied text has. A bracket that
 * belongs to a value is written `\(`, as GS1's own tools do; one that is not, and opens no AI, stays in the value with
 * a warning. Blanks inside a number are dropped, since a number has none.
 */
export function readHumanReadable(text: string): Reading {
  const elements: Element[] = []
  const problems: UdiProblem[] = []
  let open: Omit<Element, 'value'> | undefined
  let value = ''
  let position = 0
  const close = () => {
    if (open !== undefined) elements.push({ ...open, value: cleanValue(open, value) })
    else if (value.trim() !== '') problems.push(createStrayTextProblem(value))
    value = ''
  }
  while (position < text.length) {
    const character = text.charAt(position)
    const bracket = character === '(' ? readBracket(text, position) : undefined
    if (bracket !== undefined) {
      close()
      open = bracket.opened
      position = bracket.end
    } else if (character === '\\' && text.charAt(position + 1) === '(') {
      value += '('
      position += 2
    } else {
      if (character === '(' && open !== undefined)
        problems.push(createBracketProblem(open.field, text.slice(position)))
      value += character
      position += 1
    }
  }
  close()
  return { elements, problems }
}

/** The AI in the brackets that open at `start`, and where the text goes on behind them. */
function readBracket(text: string, start: number) {
  const from = skipBlanks(text, start + 1)
  let to = from
  while (to < text.length && to - from <= longestAi && isDigits(text.charAt(to))) to += 1
  const end = skipBlanks(text, to)
  const found = findApplicationIdentifier(text, from)
  if (found === undefined || text.charAt(end) !== ')' || found.ai.length !== to - from) return undefined
  return { opened: found, end: end + 1 }
}

function skipBlanks(text: string, start: number): number {
  let position = start
  while (position < text.length && text.charAt(position).trim() === '') position += 1
  return position
}

function cleanValue({ identifier }: Omit<Element, 'value'>, value: string): string {
  const trimmed = trimCarrier(value)
  if (identifier.characters !== 'digits') return trimmed
  let cleaned = ''
  for (const character of trimmed) if (character.trim() !== '') cleaned += character
  return cleaned
}

function createStrayTextProblem(text: string): UdiProblem {
  const message = `${quoteValue(text)} does not begin with a known application identifier in brackets: it was not read`
  return createUdiProblem('ai-unknown', 'carrier', message)
}

function createBracketProblem(field: string, rest: string): UdiProblem {
  const message = `The bracket at ${quoteValue(rest)} opens no known application identifier and was read as part of the value`
  return createUdiProblem('bracket-in-value', field, message)
}
