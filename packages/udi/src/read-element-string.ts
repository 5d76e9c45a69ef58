import { isDigits } from './character-sets.ts'
import type { Element, Reading } from './element.ts'
import { findApplicationIdentifier } from './find-application-identifier.ts'
import { isGtinLength } from './gtin.ts'
import { findLostSeparators } from './lost-separators.ts'
import { nextSeparator, withSentSeparators } from './separators.ts'
import { createUdiProblem, quoteValue } from './udi-problem.ts'

/**
 * Reads a GS1 element string (General Specifications, section 7.8): AI and value, one after the other. A value of
 * predefined length ends by its length, every other one at the next separator. A separator where none is needed is
 * passed over. At something that is no AI the reading stops: what follows cannot be divided without guessing.
 */
export function readElementString(text: string): Reading {
  const elements: Element[] = []
  let separatorsSeen = false
  let position = 0
  const sent = withSentSeparators(text)
  let separator = nextSeparator(sent, 0)
  while (position < text.length) {
    if (position === separator) {
      separatorsSeen = true
      position += 1
      separator = nextSeparator(sent, position)
      continue
    }
    const found = findApplicationIdentifier(text, position)
    if (found === undefined) {
      const rest = quoteValue(text.slice(position))
      const message = `No application identifier begins ${rest}: this and what follows was not read`
      const problems = [createUdiProblem('ai-unknown', 'carrier', message)]
      return { elements, problems: [...findLostSeparators(elements, separatorsSeen), ...problems] }
    }
    const start = position + found.ai.length
    const { ai, field, identifier } = found
    const end = identifier.predefined ? Math.min(start + identifier.maximum, separator) : separator
    elements.push({ ai, field, identifier, value: text.slice(start, end) })
    position = end
  }
  return { elements, problems: findLostSeparators(elements, separatorsSeen) }
}

/** An EAN, UPC or ITF-14 symbol is a GTIN and nothing else; its shorter forms stand for 14 digits. */
export function readGtinBarcode(text: string): Reading {
  const found = findApplicationIdentifier('01')
  if (found === undefined || !isDigits(text)) return { elements: [], problems: [] }
  const value = isGtinLength(text.length) ? text.padStart(14, '0') : text
  return { elements: [{ ...found, value }], problems: [] }
}
