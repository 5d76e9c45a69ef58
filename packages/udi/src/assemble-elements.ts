import { isDigits } from './character-sets.ts'
import { checkAssociations, checkElement } from './check-elements.ts'
import type { Element, Reading } from './element.ts'
import type { Udi, UdiDate } from './udi.ts'
import { parseUdiDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

type Draft = { -readonly [K in keyof Udi]: Udi[K] }

/** Checks what a GS1 carrier gives, puts it in its place and lists what is wrong. */
export function assembleElements(
  raw: string,
  reading: Reading,
  carrierProblems: readonly UdiProblem[],
  currentYear: number,
): Udi {
  const problems: UdiProblem[] = []
  for (const problem of carrierProblems) problems.push(problem)
  for (const problem of reading.problems) problems.push(problem)
  const elements = dropRepeats(reading.elements, problems)
  const others: { readonly ai: string; readonly value: string }[] = []
  const udi: Draft = { agency: 'GS1', raw, others, problems }
  for (const element of elements) {
    const found = checkElement(element, currentYear)
    for (const problem of found) problems.push(problem)
    if (element.value !== '' && !placeValue(udi, element, currentYear, found.length === 0))
      others.push({ ai: element.ai, value: element.value })
  }
  checkAssociations(elements, problems)
  return udi
}

/** The same AI twice with one value is one statement; with two values it is a contradiction. */
function dropRepeats(elements: readonly Element[], problems: UdiProblem[]): readonly Element[] {
  if (!hasRepeats(elements)) return elements
  const kept = new Map<string, Element>()
  for (const element of elements) {
    const first = kept.get(element.ai)
    if (first === undefined) {
      kept.set(element.ai, element)
    } else if (first.value !== element.value) {
      const values = `${quoteValue(first.value)} and ${quoteValue(element.value)}`
      const message = `AI ${element.ai} is given twice, as ${values}: the first is shown, ask which one the label has`
      problems.push(createUdiProblem('ai-repeated', element.field, message))
    }
  }
  return [...kept.values()]
}

/** Three or four elements to compare; of any length of text no more than there are AIs, since the first repeat ends it. */
function hasRepeats(elements: readonly Element[]): boolean {
  for (let later = 1; later < elements.length; later += 1) {
    const identifier = elements[later]?.identifier
    for (let earlier = 0; earlier < later; earlier += 1) {
      if (elements[earlier]?.identifier === identifier) return true
    }
  }
  return false
}

/** Puts the value in the field that its AI has, if it has one. A DI needs no second look where nothing was found wrong. */
function placeValue(udi: Draft, { field, value }: Element, currentYear: number, isRight: boolean): boolean {
  switch (field) {
    case 'di':
      if (isRight || (value.length === 14 && isDigits(value))) udi.di = value
      return true
    case 'lot':
      udi.lot = value
      return true
    case 'manufacture':
      udi.manufactured = readDate(value, currentYear)
      return true
    case 'expiry':
      udi.expires = readDate(value, currentYear)
      return true
    case 'serial':
      udi.serial = value
      return true
    case 'software-version':
      udi.softwareVersion = value
      return true
    default:
      return false
  }
}

function readDate(text: string, currentYear: number): UdiDate {
  const date = parseUdiDate(text, currentYear)
  return date === undefined ? { text } : { text, date }
}
