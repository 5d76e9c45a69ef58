import type { Element } from './element.ts'
import { findApplicationIdentifier } from './find-application-identifier.ts'
import { isUdiDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** Shorter pieces are not suspected: a 10 or a 21 one digit from an end is found in one serial number of twenty. */
const shortestPiece = 3

/** What stands beside a lot or serial on a device's label: two dates of fixed length, and values of variable length. */
const swallowable: ReadonlySet<string> = new Set(['11', '17', '10', '21', '240', '241', '8012'])

/** Any year will do to tell whether YYMMDD is a day at all. */
const anyYear = 2000

/**
 * Warns of a lot or serial that may have swallowed the elements after it. A keyboard-wedge scanner drops the separator
 * without a trace: `10` `122927` `17` `310301` then reads as the lot 12292717310301. The value is reported as it reads, since
 * dividing it would be a guess, but whoever compares it has to know.
 *
 * A swallowed value of variable length is suspected only where no separator came through at all; a swallowed
 * date is so unlikely to be chance that it is always reported.
 */
export function findLostSeparators(
  elements: readonly Element[],
  separatorsSeen: boolean,
): readonly UdiProblem[] {
  const problems: UdiProblem[] = []
  for (const { field, identifier, value } of elements) {
    if (field !== 'lot' && field !== 'serial') continue
    const suspect = findSwallowed(value, elements, separatorsSeen)
    if (suspect !== undefined) problems.push(warn(field, value, `contains what looks like AI ${suspect}`))
    else if (value.length > identifier.maximum)
      problems.push(warn(field, value, `is longer than ${identifier.maximum}`))
  }
  return problems
}

function findSwallowed(
  value: string,
  elements: readonly Element[],
  separatorsSeen: boolean,
): string | undefined {
  const last = value.length - shortestPiece
  let next = value.charCodeAt(1)
  for (let position = 1; position < last; position += 1) {
    const first = next
    next = value.charCodeAt(position + 1)
    if (!mayBegin(first, next)) continue
    const ai = findApplicationIdentifier(value, position)?.ai
    if (ai === undefined || !swallowable.has(ai) || elements.some((element) => element.ai === ai)) continue
    if (ai === '11' || ai === '17') {
      if (isDateAt(value, position + ai.length)) return ai
    } else {
      const tail = value.length - position - ai.length
      if (!separatorsSeen && position >= shortestPiece && tail >= shortestPiece) return ai
    }
  }
  return undefined
}

/**
 * Whether two characters begin one of `swallowable`: 10, 11, 17, 21, 24 or 80. Asked of nearly every character of every lot and
 * serial, where to look up an AI that is then no suspect would be a tenth of the whole reading.
 */
function mayBegin(first: number, second: number): boolean {
  switch (first) {
    case 0x31:
      return second === 0x30 || second === 0x31 || second === 0x37
    case 0x32:
      return second === 0x31 || second === 0x34
    default:
      return first === 0x38 && second === 0x30
  }
}

/** A day, and then the end of the value or another AI. */
function isDateAt(value: string, start: number): boolean {
  if (!isUdiDate(value.slice(start, start + 6), anyYear)) return false
  return value.length === start + 6 || findApplicationIdentifier(value, start + 6) !== undefined
}

function warn(field: string, value: string, what: string): UdiProblem {
  const message = `${quoteValue(value)} ${what}: a separator may be lost, compare it with the printed label`
  return createUdiProblem('separator-lost', field, message)
}
