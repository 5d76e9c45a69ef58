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
  let present: ReadonlySet<string> | undefined
  const isPresent = (ai: string) => {
    present ??= new Set(elements.map((element) => element.ai))
    return present.has(ai)
  }
  const problems: UdiProblem[] = []
  for (const { field, identifier, value } of elements) {
    if (field !== 'lot' && field !== 'serial') continue
    const suspect = findSwallowed(value, isPresent, separatorsSeen)
    if (suspect !== undefined) problems.push(warn(field, value, `contains what looks like AI ${suspect}`))
    else if (value.length > identifier.maximum)
      problems.push(warn(field, value, `is longer than ${identifier.maximum}`))
  }
  return problems
}

function findSwallowed(
  value: string,
  isPresent: (ai: string) => boolean,
  separatorsSeen: boolean,
): string | undefined {
  for (let position = 1; position < value.length - shortestPiece; position += 1) {
    const ai = findApplicationIdentifier(value, position)?.ai
    if (ai === undefined || !swallowable.has(ai) || isPresent(ai)) continue
    if (ai === '11' || ai === '17') {
      if (isDateAt(value, position + ai.length)) return ai
    } else {
      const tail = value.length - position - ai.length
      if (!separatorsSeen && position >= shortestPiece && tail >= shortestPiece) return ai
    }
  }
  return undefined
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
