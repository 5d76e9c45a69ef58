import { isDigits } from './character-sets.ts'
import { checkAssociations, checkElement } from './check-elements.ts'
import { type Element, fieldOf, type Reading } from './element.ts'
import type { Udi, UdiDate } from './udi.ts'
import { parseUdiDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** Checks what a GS1 carrier gives, puts it in its place and lists what is wrong. */
export function assembleElements(
  raw: string,
  reading: Reading,
  carrierProblems: readonly UdiProblem[],
  currentYear: number,
): Udi {
  const { kept, repeats } = dropRepeats(reading.elements)
  const problems = [
    ...carrierProblems,
    ...reading.problems,
    ...repeats,
    ...kept.flatMap((element) => checkElement(element, currentYear)),
    ...checkAssociations(kept),
  ]
  return { agency: 'GS1', raw, ...readFields(kept, currentYear), problems }
}

/** The same AI twice with one value is one statement; with two values it is a contradiction. */
function dropRepeats(elements: readonly Element[]) {
  const kept = new Map<string, Element>()
  const repeats: UdiProblem[] = []
  for (const element of elements) {
    const first = kept.get(element.ai)
    if (first === undefined) {
      kept.set(element.ai, element)
    } else if (first.value !== element.value) {
      const values = `${quoteValue(first.value)} and ${quoteValue(element.value)}`
      const message = `AI ${element.ai} is given twice, as ${values}: the first is shown, ask which one the label has`
      repeats.push(createUdiProblem('ai-repeated', fieldOf(element.ai), message))
    }
  }
  return { kept: [...kept.values()], repeats }
}

function readFields(
  elements: readonly Element[],
  currentYear: number,
): Omit<Udi, 'agency' | 'raw' | 'problems'> {
  const others: { readonly ai: string; readonly value: string }[] = []
  let fields: Omit<Udi, 'agency' | 'raw' | 'problems' | 'others'> = {}
  for (const { ai, value } of elements) {
    if (value === '') continue
    switch (ai) {
      case '01':
        if (value.length === 14 && isDigits(value)) fields = { ...fields, di: value }
        break
      case '10':
        fields = { ...fields, lot: value }
        break
      case '11':
        fields = { ...fields, manufactured: readDate(value, currentYear) }
        break
      case '17':
        fields = { ...fields, expires: readDate(value, currentYear) }
        break
      case '21':
        fields = { ...fields, serial: value }
        break
      case '8012':
        fields = { ...fields, softwareVersion: value }
        break
      default:
        others.push({ ai, value })
    }
  }
  return { ...fields, others }
}

function readDate(text: string, currentYear: number): UdiDate {
  const date = parseUdiDate(text, currentYear)
  return date === undefined ? { text } : { text, date }
}
